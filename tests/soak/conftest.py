"""Long tests of faults: only with SOAK=1 (`make soak`). Their figures go to var/soak.jsonl."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

FIGURES = Path(__file__).parents[2] / "var" / "soak.jsonl"


def pytest_collection_modifyitems(items):
    if os.environ.get("SOAK") == "1":
        return
    left_out = pytest.mark.skip(reason="long: make soak")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(left_out)


@pytest.fixture
def figure(request):
    """`figure(name=value, …)` keeps and prints what the test measured."""

    def keep(**values):
        FIGURES.parent.mkdir(exist_ok=True)
        told = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "test": request.node.name}
        with FIGURES.open("a", encoding="utf-8") as file:
            file.write(json.dumps({**told, **values}, ensure_ascii=False) + "\n")
        print(request.node.name, values)  # noqa: T201 - shown by `make soak`

    return keep


@pytest.fixture
def seconds():
    """How long each of the endless tests goes on: DURATION."""
    return int(os.environ.get("DURATION", "120"))
