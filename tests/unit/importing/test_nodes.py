"""Values of the file know their path, never raise, and tell what nobody read."""

from datetime import date

import pytest

from core.importing.nodes import Ledger, Node, unread


def faults(node):
    return [str(fault) for fault in node.ledger.faults]


def test_a_path_reads_like_the_file():
    root = Node({"meetings": [{"agenda": [{"votes": [{"for": "x"}]}]}]})
    for meeting in root["meetings"].each():
        for item in meeting["agenda"].each():
            for vote in item["votes"].each():
                vote["for"].whole()

    assert faults(root) == [
        "meetings[0].agenda[0].votes[0].for: has to be a whole number from 0 to 2000000000"
    ]


@pytest.mark.parametrize(
    ("read", "value", "told"),
    (
        (lambda n: n.text(), ["a"], "has to be text"),
        (lambda n: n.text(), True, "has to be text"),
        (lambda n: n.text(longest=3), "abcd", "is longer than 3 characters"),
        (lambda n: n.text(), "a\x00b", "holds an invisible character (NUL)"),
        (lambda n: n.whole(high=9), 10, "has to be a whole number from 0 to 9"),
        (lambda n: n.whole(), True, "has to be a whole number from 0 to 2000000000"),
        (lambda n: n.whole(), 10**20, "has to be a whole number from 0 to 2000000000"),
        (lambda n: n.flag(), "yes", "has to be true or false"),
        (lambda n: n.day(), "31.12.2026", "'31.12.2026' is no date of the form 2026-11-21"),
        (lambda n: n.day(), "2026-02-30", "'2026-02-30' is no date of the form 2026-11-21"),
        (lambda n: n.clock(), "25:00", "'25:00' is no time of the form 11:00"),
        (lambda n: n.one_of({"а": 1, "б": 2}), "в", "'в' is not one of: а, б"),
        (lambda n: n.known({"m01": 1}), "m99", "'m99' refers to nothing in this file"),
        (lambda n: list(n.each()), {"a": 1}, "has to be a list"),
        (lambda n: list(n.pairs()), [1], "has to be a group of named values"),
        (lambda n: n["x"], 5, "has to be a group of named values"),
        (lambda n: n.checked(str.isdigit, "ИНН"), "x1", "'x1' is no ИНН"),
    ),
)
def test_a_wrong_value_is_told_and_reading_goes_on(read, value, told):
    node = Node(value, "place")
    read(node)
    assert faults(node) == [f"place: {told}"]


def test_right_values_are_read_without_a_word():
    node = Node({"day": "2026-11-21", "number": "7", "flag": False, "word": "да", "nothing": None})
    assert node["day"].day() == date(2026, 11, 21)
    assert node["number"].whole() == 7
    assert node["flag"].flag(default=True) is False
    assert node["missing"].flag(default=True) is True
    assert node["word"].one_of({"да": 1}) == 1
    assert node["nothing"].day_or_none() is None
    assert faults(node) == []


def test_a_needed_value_that_is_missing_is_told_by_its_full_path():
    root = Node({"region": {}})
    root.needed("region").needed("timezone")
    assert "region.timezone: is missing" in faults(root)


def test_what_nobody_read_is_named_once_for_all_rows():
    content = {"companies": [{"id": 1, "hs": 2}, {"id": 3, "hs": 4}], "plans": [], "meta": {"a": 1}}
    ledger = Ledger()
    root = Node(content, "", ledger)
    for company in root["companies"].each():
        company["id"].text()
    root["meta"].take()

    assert unread(content, ledger.read) == {"companies[].hs", "plans"}
