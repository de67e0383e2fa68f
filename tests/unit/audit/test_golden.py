"""The format of the chain cannot drift unnoticed: the hashes of a hundred entries are pinned.

A change of form 1 would break every journal that there is. Add another form instead.
"""

import json
from pathlib import Path

from tests.unit.audit.entries import as_json, whole

GOLDEN = Path(__file__).parents[2] / "golden" / "journal.jsonl"


def test_a_hundred_entries_have_the_hashes_that_they_always_had():
    with GOLDEN.open(encoding="utf-8") as file:
        pinned = [json.loads(line) for line in file]
    assert len(pinned) == 100
    for stored, line in zip(whole(), pinned, strict=True):
        assert as_json(stored) == line
