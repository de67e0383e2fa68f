"""What visitors read of a held event: three clocks, kinds of sessions, totals of a year."""

from datetime import date, time

import pytest

from events.programme.models import (
    EventCost,
    EventOrganiser,
    EventResult,
    EventSeries,
    EventSession,
)
from events.programme.rules import EventState, OrganiserRole, SessionKind
from tests.builders_events import events_in_each_state
from tests.statements import selects_of

DAY = date(2026, 9, 7)


@pytest.fixture
def held(events, build):
    series = events.add(EventSeries(name="Форум кооперации"))
    event = events.event(
        EventState.REPORTED,
        is_public=True,
        starts_on=DAY,
        series_id=series.id,
        ordinal=4,
        themes=["кооперация", "экспорт"],
    )
    events.add(
        EventResult(
            event_id=event.id, companies=6, summary="Итоги", published_at=build.now, meetings=48
        )
    )
    return event


def read(client, event):
    return client.get(f"/events/{event.number}-{event.slug}/").text.replace("\u00a0", " ")


def test_series_themes_and_organisers_with_their_roles(client, events, held):
    for position, role in enumerate(OrganiserRole, 1):
        values = {"event_id": held.id, "position": position, "role": role}
        events.add(EventOrganiser(name=f"Организатор {position}", **values))
    text = read(client, held)
    assert "Форум кооперации · IV" in text
    assert "кооперация; экспорт" in text
    assert text.index("При поддержке") < text.index("Организатор 3")


def test_a_session_is_told_in_three_times_and_by_its_kind(client, events, build, held):
    evening = {"day": DAY, "starts_at": time(19), "title": "Вечер музыки", "position": 1}
    events.add(EventSession(event_id=held.id, kind=SessionKind.CULTURE, **evening))
    text = read(client, held)
    assert "культурная программа · в Москве 17:00" in text
    events.add(EventSession(event_id=held.id, kind=SessionKind.VISIT, **evening | {"position": 2}))
    assert "посещение предприятия" in read(client, held)
    assert "в регионе" not in text  # the region keeps the same time as the place
    held.zone = "Asia/Shanghai"
    held.revision += 1
    build.session.commit()
    assert "в Москве 14:00 · в регионе 16:00" in read(client, held)


def test_the_totals_of_a_past_year_are_those_of_published_results(client, events, held, build):
    costs = {"event_id": held.id, "item": "Зал", "source": "бюджет", "added_at": build.now}
    events.add(EventCost(kopecks=45_000_000, **costs))
    silent = events.event(EventState.HELD, is_public=True, starts_on=DAY)
    events.add(EventResult(event_id=silent.id, companies=100))
    hidden = events.event(EventState.REPORTED, starts_on=DAY)
    events.add(EventResult(event_id=hidden.id, companies=50, published_at=build.now))
    text = client.get("/events/?when=past&year=2026").text.replace("\u00a0", " ")
    assert "Что дали мероприятия 2026 года" in text
    assert "<dd>6</dd>" in text
    assert "450 000 ₽" in text
    for query in ("?when=past", "?year=2026", "?when=past&year=2026&type=mission"):
        assert "Что дали мероприятия" not in client.get(f"/events/{query}").text
    assert "What the events of 2026 brought" in client.get("/en/events/?when=past&year=2026").text


def test_a_whole_event_takes_few_statements(client, build, council, session):
    build.region()
    by = {"actor": build.viewer(council.coordinator), "now": build.now}
    ways = events_in_each_state(build, by)
    page = next(way for way in ways if way.startswith("/events/") and "photos" not in way)
    assert len(selects_of(session, client, page)) <= 8
    assert len(selects_of(session, client, "/events/?when=past&year=2026")) <= 8
