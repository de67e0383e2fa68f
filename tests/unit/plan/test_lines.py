"""What makes a line of the plan ready to be tabled."""

from dataclasses import replace
from datetime import date

import pytest

from events.plan.rules.lines import LineFacts, Money, faults_of
from events.programme.rules import EventFormat, EventType

GOOD = LineFacts(
    year=2026,
    name="Бизнес-миссия в Республику Казахстан",
    type=EventType.MISSION,
    country="KZ",
    starts_on=date(2026, 2, 10),
    ends_on=date(2026, 2, 12),
    responsible="Центр поддержки экспорта",
    participants=6,
    money=(Money("областной бюджет", 1_450_000),),
)


def codes(**changes):
    return {name: fault.code for name, fault in faults_of(replace(GOOD, **changes)).items()}


def test_a_whole_line_has_no_fault():
    assert codes() == {}


@pytest.mark.parametrize(
    ("changes", "expected"),
    (
        ({"name": "  "}, {"name": "no_name"}),
        ({"type": None}, {"type": "no_type"}),
        ({"country": ""}, {"country": "no_country"}),
        ({"responsible": " "}, {"responsible": "no_responsible"}),
        ({"format": EventFormat.REMOTE}, {"remote_reason": "remote_reason"}),
        ({"format": EventFormat.REMOTE, "remote_reason": "границы закрыты"}, {}),
        ({"format": EventFormat.MIXED}, {}),
        ({"participants": -1}, {"participants": "out_of_range"}),
        ({"participants": 100_001}, {"participants": "out_of_range"}),
        ({"money": (Money("бюджет", -1),)}, {"money": "out_of_range"}),
        ({"money": (Money("бюджет", 0), Money("иное", 10**10))}, {}),
        ({"money": (Money("бюджет", 10**10 + 1),)}, {"money": "out_of_range"}),
        ({"starts_on": None, "ends_on": None}, {"starts_on": "no_time"}),
        ({"starts_on": None, "ends_on": None, "month": 5}, {}),
        ({"starts_on": None}, {"starts_on": "no_first_day"}),
        ({"ends_on": None}, {}),
        ({"ends_on": date(2026, 2, 9)}, {"ends_on": "ends_before_start"}),
        ({"ends_on": date(2026, 2, 10)}, {}),
        ({"ends_on": date(2026, 4, 10)}, {}),
        ({"ends_on": date(2026, 4, 11)}, {"ends_on": "too_long"}),
        ({"starts_on": date(2025, 12, 30), "ends_on": date(2026, 1, 3)}, {}),
        ({"starts_on": date(2026, 12, 30), "ends_on": date(2027, 1, 3)}, {"ends_on": "other_year"}),
        ({"starts_on": date(2025, 12, 30), "ends_on": None}, {"ends_on": "other_year"}),
    ),
)
def test_each_fault_stands_beside_its_field(changes, expected):
    assert codes(**changes) == expected
