"""The exchange of the sample comes in once, whole; faults are named by their place."""

import copy
from datetime import date

import pytest
from sqlalchemy import func, select

from core.importing.sections import import_content
from events.exchanges.models import (
    Agreement,
    ExchangeCount,
    ExchangeFollowUp,
    ExchangeMeasure,
    ExchangePoint,
    ExchangeVisit,
)
from events.exchanges.rules import Direction, MarkState
from tests.integration.plan.test_importing import ALL, sample

HERE = "interregional_exchange"


def test_the_agreement_comes_with_plan_visit_and_what_was_agreed(session, build):
    outcomes = [import_content(sample(), ALL, now=build.now) for _time in range(2)]
    assert [each.faults for each in outcomes] == [(), ()]
    assert not [place for place in outcomes[0].passed_over if place.startswith(HERE)]
    row = session.scalars(select(Agreement)).one()
    assert (row.partner, row.signed_on, row.is_public) == (
        "Яринский край (вымышлен)",
        date(2022, 4, 12),
        True,
    )
    measures = {each.number: each for each in session.scalars(select(ExchangeMeasure))}
    assert measures["1.3"].state is MarkState.DONE
    assert measures["1.3"].marked_on == date(2026, 4, 15)
    assert (measures["2.1"].state, measures["2.1"].marked_on) == (MarkState.OPEN, None)
    visit = session.scalars(select(ExchangeVisit)).one()
    assert (visit.direction, visit.people) == (Direction.IN, 8)
    assert visit.measure_id == measures["1.3"].id
    assert session.scalar(select(func.count()).select_from(ExchangePoint)) == 4
    assert session.scalar(select(func.count()).select_from(ExchangeFollowUp)) == 2
    assert session.get(ExchangeCount, 1).published == 23


@pytest.mark.parametrize(
    ("path", "value"),
    (
        (("agreement", "date"), "вчера"),
        (("agreement", "counterpart"), ""),
        (("agreement", "status"), "расторгнуто"),
        (("plan", "title"), "План без лет"),
        (("plan", "title"), "План на 2027–2025 годы"),
        (("plan", "items", 0, "due"), "2028-01-01"),
        (("plan", "items", 0, "status"), "почти"),
        (("visit", "direction"), "туда"),
        (("visit", "dates"), []),
        (("visit", "dates"), ["2026-01-01", "2026-04-15"]),
        (("visit", "plan_item"), "9.9"),
        (("visit", "programme", 0), ["2026-04-14", "10:00"]),
        (("visit", "programme", 0), ["2026-04-16", "10:00", "Позже"]),
        (("visit", "programme", 0), ["2026-04-14", "10:00", ""]),
        (("agreements_total",), -1),
    ),
)
def test_a_fault_is_named_by_its_place(session, build, path, value):
    content = copy.deepcopy(sample())
    place = content[HERE]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    outcome = import_content(content, ALL, now=build.now)
    assert any(fault.path.startswith(HERE) for fault in outcome.faults)
    assert session.scalar(select(func.count()).select_from(Agreement)) == 0
