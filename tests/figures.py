"""What long tests measured: a line each in var/soak.jsonl."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

FIGURES = Path(__file__).parents[1] / "var" / "soak.jsonl"


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
