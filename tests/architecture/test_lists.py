"""Lists read columns, never whole records: a record costs six times as much (issue: foundation)."""

import ast
from pathlib import Path

import pytest

from core.adapters.database import db

ROOT = Path(__file__).parents[2]
PARTS = ("core", "council", "events", "portal")
QUERIES = sorted(
    path
    for part in PARTS
    for path in (ROOT / part).rglob("*.py")
    if "queries" in path.relative_to(ROOT).with_suffix("").parts
)
# Records that a service is about to change, not lines that somebody reads.
TO_BE_CHANGED = {
    *("list_speech_records", "list_resolution_records", "list_ballot_records"),
    *("list_absence_records", "list_candidate_records"),
    "list_invitations",  # each gets a new state when the meeting moves
    "list_undrawn",  # each is drawn into the delegation
}


@pytest.fixture(scope="module")
def records(app):
    """The names of all mapped classes."""
    return {mapper.class_.__name__ for mapper in db.Model.registry.mappers}


def short_names(function, records):
    """`m = Meeting` and `m, i = Meeting, AgendaItem` within a function."""
    found = {}
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign):
            continue
        targets = getattr(node.targets[0], "elts", node.targets[:1])
        values = getattr(node.value, "elts", [node.value])
        for target, value in zip(targets, values, strict=False):
            if getattr(value, "id", "") in records:
                found[getattr(target, "id", "")] = value.id
    return found


def whole_records(function, records):
    """The records that the function selects as a whole."""
    known = dict.fromkeys(records) | short_names(function, records)
    return [
        given.id
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "select"
        for given in node.args
        if isinstance(given, ast.Name) and given.id in known
    ]


def lists_in(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("list_"):
            yield node


def test_lists_select_columns(records):
    found = {
        each.name: f"{path.relative_to(ROOT)}: {whole}"
        for path in QUERIES
        for each in lists_in(path)
        if (whole := whole_records(each, records))
    }
    assert len(records) > 100
    assert {name: where for name, where in found.items() if name not in TO_BE_CHANGED} == {}
    assert set(found) == TO_BE_CHANGED, "an exception that is none any more"
