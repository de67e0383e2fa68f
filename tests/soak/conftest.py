"""Long tests of faults: only with SOAK=1 (`make soak`). Their figures go to var/soak.jsonl."""

import os
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items):
    if os.environ.get("SOAK") == "1":
        return
    left_out = pytest.mark.skip(reason="long: make soak")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(left_out)


@pytest.fixture
def seconds():
    """How long each of the endless tests goes on: DURATION."""
    return int(os.environ.get("DURATION", "120"))
