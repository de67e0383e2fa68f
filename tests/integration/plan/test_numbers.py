"""Numbers of events and of lines: whoever gives them at once, none is given twice."""

from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import select

from core.adapters.database import db
from events.plan import services
from events.plan.models import PlanLine
from events.programme import services as programme
from events.programme.models import Event
from events.programme.rules import EventType
from tests.builders import Builder
from tests.builders_events import EventsBuilder
from tests.conftest import NOW
from tests.races import committed_app, refusals_at_once

EACH = 4


@pytest.fixture
def live_app(database, request, tmp_path):
    with committed_app(database, request, tmp_path) as app, app.app_context():
        yield app


def line(name, year):
    return services.LineDraft(
        name=name,
        type=EventType.MISSION,
        country="KZ",
        starts_on=date(year, 3, 9),
        responsible_name="Центр поддержки экспорта",
    )


def test_events_of_two_plans_and_outside_any_get_a_number_each_at_once(live_app):
    build = Builder(db.session, NOW)
    build.region()
    council = build.council()
    EventsBuilder(build).country()
    by = {"actor": build.viewer(council.coordinator), "now": NOW}
    drafts = [services.begin_edition(council.body.id, year, "План", **by) for year in (2027, 2028)]
    outside = programme.EventDraft(
        "Вне плана", EventType.MISSION, "KZ", starts_on=date(2026, 12, 7)
    )

    def acts(n):
        for year, draft in zip((2027, 2028), drafts, strict=True):
            yield partial(services.add_line, draft, uuid4(), line(f"Миссия {n}", year), **by)
        yield partial(programme.add_unplanned, uuid4(), outside, **by)

    every = [act for n in range(EACH) for act in acts(n)]
    assert refusals_at_once(live_app, *every) == [None] * len(every)
    db.session.rollback()
    assert sorted(db.session.scalars(select(Event.number))) == list(range(1, 3 * EACH + 1))
    for draft in drafts:
        query = select(PlanLine.position, PlanLine.number).where(PlanLine.edition_id == draft)
        found = sorted((position, number) for position, number in db.session.execute(query))
        assert found == [(n, str(n)) for n in range(1, EACH + 1)]


def test_a_line_gets_no_number_that_a_table_gave_already(build):
    build.region()
    council = build.council()
    EventsBuilder(build).country()
    by = {"actor": build.viewer(council.coordinator), "now": NOW}
    draft = services.begin_edition(council.body.id, 2027, "План", **by)
    services.import_lines(
        draft, [services.TableLine("2", line("Из таблицы", 2027))], "план.xlsx", **by
    )
    for name in ("Вторая", "Третья"):
        services.add_line(draft, uuid4(), line(name, 2027), **by)
    query = select(PlanLine.number).order_by(PlanLine.position)
    assert list(db.session.scalars(query)) == ["2", "3", "4"]
