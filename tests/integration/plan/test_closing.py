"""A closed year: its figure stays whatever happens to its events, and no amendment begins."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from core.adapters.database import db
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused
from events.plan import queries, services
from events.plan.models import PlanClosing
from events.plan.queries.closing import find_closing
from events.programme.rules import EventState

JANUARY = datetime(2027, 1, 12, 5, tzinfo=UTC)


@pytest.fixture
def by(build, council):
    return {"actor": build.viewer(council.coordinator), "now": JANUARY}


@pytest.fixture
def year(build, council, events):
    """Four of five held; the fifth was cancelled."""
    held = [events.event(EventState.HELD) for _ in range(4)]
    lost = events.event(EventState.CANCELLED)
    return events.approved(build.meeting(council.body), [*held, lost])


def refusals(by, year=2026):
    with pytest.raises(Refused) as caught:
        services.close_year(year, **by)
    db.session.rollback()
    return set(caught.value.codes)


def closings():
    return db.session.scalar(select(func.count()).select_from(PlanClosing))


def test_the_final_figure_is_kept_with_its_day_and_does_not_follow_the_events(year, by, session):
    services.close_year(2026, **by)
    year.events[0].state, year.events[0].state_reason = EventState.CANCELLED, "ошибка"
    session.commit()
    found = find_closing(year.plan.id)
    assert (found.closed_on, found.actor_name) == (date(2027, 1, 12), by["actor"].name)
    assert (found.figures.held, found.figures.planned, found.figures.is_met) == (4, 5, True)
    entry = session.query(JournalEntry).filter_by(what="plan.year_closed").one()
    assert entry.subject_id == year.plan.id


def test_a_year_is_closed_once(year, by):
    services.close_year(2026, **by)
    assert refusals(by) == {"year_closed"}
    assert closings() == 1


def test_nothing_is_closed_before_its_end_or_with_an_event_that_nobody_recorded(year, by, session):
    early = {**by, "now": datetime(2026, 12, 31, 18, 59, tzinfo=UTC)}  # 23:59 in the region
    assert refusals(early) == {"year_not_over"}
    year.events[0].state = EventState.PREPARING
    session.commit()
    assert refusals(by) == {"unmarked_events"}
    assert closings() == 0


def test_an_amendment_in_work_stands_in_the_way_and_none_begins_afterwards(year, by, council):
    draft = services.begin_edition(council.body.id, 2026, "План", **by)
    assert refusals(by) == {"edition_in_work"}
    services.discard_edition(draft, **by)
    services.close_year(2026, **by)
    with pytest.raises(Refused) as caught:
        services.begin_edition(council.body.id, 2026, "План", **by)
    assert set(caught.value.codes) == {"year_closed"}
    db.session.rollback()
    assert len(queries.list_editions(year.plan.id)) == 1


def test_a_plan_that_nobody_decided_has_no_figure_to_close(build, council, events, by):
    events.plan(build.meeting(council.body))
    assert refusals(by) == {"not_in_force"}
    with pytest.raises(NotFound):
        services.close_year(2031, **by)


@pytest.mark.parametrize(
    "change", ("UPDATE plan_closings SET held = 5", "DELETE FROM plan_closings")
)
def test_the_database_itself_keeps_the_figure(year, by, session, change):
    services.close_year(2026, **by)
    with pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text(change))
    assert find_closing(year.plan.id).figures.held == 4
