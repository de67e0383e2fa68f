"""The parts of a year's figures: by type, quarter, priority country; marks on the line of time."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from events.plan.pages.edition import PublicEditionPage
from events.plan.pages.figures import mark_of, quarter_of, timeline, year_figures
from events.plan.pages.public import today_at
from events.plan.queries.lines import LineRow
from events.plan.rules.completion import Counting, LineStanding, Part
from events.programme.rules import EventFormat, EventState, EventType

TODAY = date(2026, 11, 21)


def row(**values):
    """A line as decided and its event as it stands: on the planned days unless said otherwise."""
    planned = values.pop("planned", date(2026, 2, 10))
    known = {
        "event_id": uuid4(),
        "number": 1,
        "slug": "a",
        "year": 2026,
        "code": "1",
        "name": "Миссия",
        "type": EventType.MISSION,
        "format": EventFormat.IN_PERSON,
        "country": "KZ",
        "country_name": "Казахстан",
        "is_priority": False,
        "city": "",
        "starts_on": planned,
        "ends_on": planned,
        "month": None,
        "planned_starts_on": planned,
        "planned_ends_on": planned,
        "planned_month": None,
        "sectors": [],
        "responsible": "",
        "participants": 0,
        "rubles": 100,
        "state": EventState.PLANNED,
        "state_reason": "",
        "trade_mission": "",
        "companies": None,
        "contracts": None,
        "line_id": uuid4(),
    }
    return LineRow(**(known | values))


def figures(*rows):
    return year_figures(rows, 2026, TODAY, Counting())


@pytest.mark.parametrize(
    ("values", "quarter"),
    (
        ({}, 1),
        ({"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 3)}, 4),
        ({"starts_on": date(2027, 9, 1), "ends_on": date(2027, 9, 3)}, 1),
        ({"starts_on": None, "ends_on": None}, 1),
        ({"planned": None, "month": 5}, 2),
        ({"planned": None, "planned_month": 9}, 3),
        ({"planned": None}, 4),
    ),
)
def test_what_left_the_year_stays_in_the_quarter_it_was_planned_for(values, quarter):
    assert quarter_of(row(**values), 2026) == quarter


def test_a_line_moved_to_another_year_is_lost_in_its_planned_quarter():
    moved = row(ends_on=date(2027, 9, 3), starts_on=date(2027, 9, 1))
    found = figures(moved, row(state=EventState.HELD, planned=date(2026, 8, 4)))
    assert found.lines[0].standing is LineStanding.OTHER_YEAR
    assert found.by_quarter == {1: Part(1, 0, 100, 0), 3: Part(1, 1, 100, 100)}


def test_priority_countries_stand_one_by_one_and_together():
    held = {"state": EventState.HELD, "is_priority": True}
    found = figures(
        row(**held),
        row(is_priority=True, country_name="Китай", rubles=50),
        row(country_name="Перу", state=EventState.HELD),
    )
    assert found.by_country == {"Казахстан": Part(1, 1, 100, 100), "Китай": Part(1, 0, 50, 0)}
    assert found.priority == Part(2, 1, 150, 100)
    assert found.whole == Part(3, 2, 250, 200)


def test_types_stand_in_the_order_of_the_standard():
    kinds = (EventType.EXHIBITION, EventType.MISSION, EventType.EXHIBITION)
    found = figures(*(row(type=kind) for kind in kinds))
    assert list(found.by_type) == [EventType.MISSION, EventType.EXHIBITION]
    assert found.by_type[EventType.EXHIBITION].planned == 2


def test_a_mark_stands_where_its_days_are_and_never_outside_the_year():
    shown = figures(
        row(starts_on=date(2025, 12, 30), ends_on=date(2026, 1, 8)),
        row(starts_on=date(2027, 1, 5), ends_on=date(2027, 1, 6)),
        row(starts_on=None, ends_on=None),
    ).lines
    assert (mark_of(shown[0], 2026).left, mark_of(shown[0], 2026).width) == ("0.00%", "2.19%")
    assert [mark_of(each, 2026) for each in shown[1:]] == [None, None]
    assert [len(kind.marks) for kind in timeline(shown, 2026)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("day", "at", "is_early"),
    ((date(2026, 1, 1), "0.27%", True), (date(2026, 11, 21), "89.04%", False)),
)
def test_today_stands_on_the_line_of_its_own_year_only(day, at, is_early):
    mark = today_at(day, 2026)
    assert (mark.at, mark.is_early) == (at, is_early)
    assert today_at(day, 2025) is None


@pytest.mark.parametrize(
    ("values", "standing"),
    (
        ({"month": 12}, LineStanding.AHEAD),
        ({"month": 10}, LineStanding.OVERDUE),
        ({"month": 12, "state": EventState.MOVED}, LineStanding.NO_DATES),
        ({"month": 12, "event_format": EventFormat.REMOTE}, LineStanding.REMOTE),
    ),
)
def test_a_month_serves_until_the_event_is_moved(values, standing):
    counting = Counting(counts_remote=False)
    (line,) = year_figures([row(planned=None, **values)], 2026, TODAY, counting).lines
    assert line.standing is standing


def test_an_edition_was_replaced_by_the_next_one_and_not_by_the_last():
    def edition(number):
        return SimpleNamespace(number=number)

    page = PublicEditionPage(2026, edition(1), (), (), (edition(3), edition(2)))
    assert page.next.number == 2
    assert PublicEditionPage(2026, edition(3), (), (), ()).next is None
