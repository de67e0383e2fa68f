"""docs/asvs.md and docs/security.md leave nothing out and name only tests that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+)\.(\d+)\.(\d+)(?:–\1\.\2\.(\d+))? \|(.*)\|(.*)\|(.*)\|$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+)::(test_\w+)`")
# How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they come first in it.
SECTIONS = {
    1: (2, 9, 11, 3, 2), 2: (3, 3, 4, 1), 3: (0, 2, 4, 6, 5, 0, 2), 4: (3, 1, 2, 4),
    5: (1, 3, 2, 3), 6: (3, 12, 4, 4, 5, 3, 0, 4), 7: (3, 4, 2, 5, 2, 2), 8: (2, 3, 1, 1),
    9: (3, 4), 10: (2, 2, 4, 11, 5, 2, 3), 11: (2, 3, 3, 4, 1, 1), 12: (3, 2, 4),
    13: (1, 5, 2, 5), 14: (2, 4, 3), 15: (3, 3, 7), 16: (1, 5, 4, 3, 3), 17: (1, 4, 2),
}  # fmt: skip
ATTACKS = [
    "01",
    "02",
    "05",
    "06",
    "07",
    "09",
    "10",
    "11",
    "12",
    "14",
    "15",
    "16",
    "18",
    "19",
    "21",
    "23",
    "24",
    "25",
    "26",
    "29",
    "30",
    "31",
    "32",
    "33",
    "34",
    "35",
    "36",
    "37",
    "40",
    "42",
    "43",
    "45",
    "46",
    "49",
    "50",
]
SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
STATES = ("met", "partly", "not met", "operator", "none here")


def wanted():
    for chapter, sections in SECTIONS.items():
        for section, count in enumerate(sections, 1):
            yield from ((chapter, section, number) for number in range(1, count + 1))


def told():
    for chapter, section, first, last, *_ in ROW.findall(TEXT):
        for number in range(int(first), int(last or first) + 1):
            yield int(chapter), int(section), number


def test_each_requirement_is_told_once_and_in_order():
    assert list(told()) == list(wanted())


def test_each_state_is_one_of_those_that_are_explained():
    states = [row[5].strip() for row in ROW.findall(TEXT)]
    assert [state for state in states if not state.startswith(STATES)] == []


@pytest.mark.parametrize(("place", "name"), sorted(set(NAMED.findall(TEXT))))
def test_each_named_test_exists(place, name):
    code = (ROOT / "tests" / f"{place}.py").read_text(encoding="utf-8")
    assert re.search(rf"^def {name}\(", code, re.MULTILINE)


def test_each_attack_of_the_list_is_told_with_its_tests():
    rows = re.findall(r"^\| (A\d\d.*?) \|(.*)\|$", SECURITY, re.MULTILINE)
    numbers = [number for told, _ in rows for number in re.findall(r"A(\d\d)", told)]
    files = {name for _, tests in rows for name in re.findall(r"`([\w/]+\.py)`", tests)}

    assert sorted(numbers) == ATTACKS
    assert [name for name in files if not (ROOT / "tests" / name).is_file()] == []
