"""What programs read of events: data for search engines, calendars, the site map."""

import json
import re
from datetime import date

import pytest
from icalendar import Calendar

from events.plan.models import PlanEdition
from events.programme.models import EventStep
from events.programme.rules import EventAction, EventFormat, EventState, EventType

S = EventState
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\"}],'x':\"&amp;\\",
    "День\u2028\u2029\r\nBEGIN:VEVENT\r\nSUMMARY:x;y,z",
    "\u202eэкспорт 💥",
)


def path(event, prefix=""):
    return f"{prefix}/events/{event.number}-{event.slug}/"


def data_of(client, event, prefix=""):
    found = DATA.findall(client.get(path(event, prefix)).text)
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def moved(events, event, day):
    events.add(
        EventStep(
            event_id=event.id,
            position=1,
            action=EventAction.MOVE,
            day=date(2026, 1, 9),
            old_starts_on=day,
            old_ends_on=day,
            at=events.build.now,
        )
    )


def test_search_engines_are_told_what_when_where_and_by_whom(client, events):
    event = events.event(is_public=True, type=EventType.EXHIBITION, starts_on=date(2026, 12, 7))
    found = data_of(client, event)
    assert found["@type"] == "ExhibitionEvent"
    assert (found["startDate"], found["endDate"]) == ("2026-12-07", "2026-12-09")
    assert found["url"] == f"http://localhost{path(event)}"
    assert found["location"]["address"] == {
        "@type": "PostalAddress",
        "addressCountry": "KZ",
        "addressLocality": "г. Астана",
    }
    assert found["organizer"]["@type"] == "GovernmentOrganization"
    assert found["organizer"]["name"].startswith("Экспортный совет")
    assert data_of(client, event, "/en")["inLanguage"] == "en"


@pytest.mark.parametrize(
    "life",
    (
        (S.PLANNED, date(2026, 12, 7), None, "EventScheduled", "2026-12-07"),
        (S.CANCELLED, date(2026, 12, 7), None, "EventCancelled", "2026-12-07"),
        (S.MOVED, None, date(2026, 5, 4), "EventPostponed", "2026-05-04"),
        (S.MOVED, date(2026, 12, 7), date(2026, 5, 4), "EventRescheduled", "2026-12-07"),
        (S.HELD, date(2026, 5, 4), date(2026, 5, 4), "EventScheduled", "2026-05-04"),
    ),
)
def test_the_status_follows_the_life_of_the_event(client, events, life):
    state, starts_on, before, status, start = life
    event = events.event(state, is_public=True, starts_on=starts_on)
    if before:
        moved(events, event, before)
    found = data_of(client, event)
    assert found["eventStatus"] == f"https://schema.org/{status}"
    assert found["startDate"] == start
    rescheduled = before.isoformat() if status == "EventRescheduled" else None
    assert found.get("previousStartDate") == rescheduled


def test_an_event_that_never_had_days_has_no_data(client, events):
    event = events.event(is_public=True, starts_on=None, ends_on=None, month=12)
    assert data_of(client, event) is None
    assert client.get(f"{path(event)}event.ics").status_code == 404
    assert "event.ics" not in client.get(path(event)).text


@pytest.mark.parametrize(
    ("kind", "places"),
    (
        (EventFormat.IN_PERSON, ["Place"]),
        (EventFormat.REMOTE, ["VirtualLocation"]),
        (EventFormat.MIXED, ["Place", "VirtualLocation"]),
    ),
)
def test_the_format_says_where_people_come(client, events, kind, places):
    event = events.event(is_public=True, format=kind, remote_reason="далеко")
    found = data_of(client, event)["location"]
    assert [each["@type"] for each in (found if isinstance(found, list) else [found])] == places


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_name(client, events, name):
    event = events.event(
        name=name, city=name, is_public=True, starts_on=date(2026, 12, 1), state_reason=name
    )
    answer = client.get(path(event))
    assert data_of(client, event)["name"] == name
    assert "<script>alert" not in answer.text
    assert "'unsafe" not in answer.headers["Content-Security-Policy"]
    for address in ("/events.ics", f"{path(event)}event.ics"):
        calendar = Calendar.from_ical(client.get(address).data)
        assert len(calendar.walk("VEVENT")) == 1
        assert all(len(line) <= 75 for line in client.get(address).data.split(b"\r\n"))


def entries(client, address="/events.ics"):
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(each["uid"]): each for each in Calendar.from_ical(answer.data).walk("VEVENT")}


def test_the_feed_has_whole_days_and_says_what_is_cancelled(client, events):
    event = events.event(S.PREPARING, is_public=True, starts_on=date(2026, 12, 7))
    gone = events.event(S.CANCELLED, name="Выставка", is_public=True, starts_on=date(2026, 12, 8))
    events.event(is_public=True, starts_on=None, ends_on=None, month=12)
    found = entries(client)
    assert set(found) == {str(event.id), str(gone.id)}
    one, other = found[str(event.id)], found[str(gone.id)]
    assert (one["dtstart"].dt, one["dtend"].dt) == (date(2026, 12, 7), date(2026, 12, 10))
    assert (one["status"], other["status"]) == ("CONFIRMED", "CANCELLED")
    assert other["summary"] == "Отменено: Выставка"
    assert one["url"] == f"http://localhost{path(event)}"
    assert one["location"] == "г. Астана, Казахстан"
    assert entries(client, f"{path(event)}event.ics").keys() == {str(event.id)}


def test_the_feed_is_the_same_bytes_each_time_and_cancelled_events_leave_it(client, events):
    event = events.event(S.CANCELLED, is_public=True, starts_on=date(2026, 5, 1))
    held = events.event(S.HELD, is_public=True, starts_on=date(2026, 5, 1))
    assert set(entries(client)) == {str(held.id)}
    assert client.get("/events.ics").data == client.get("/events.ics").data
    assert entries(client, f"{path(event)}event.ics").keys() == {str(event.id)}


def test_the_english_feed_has_english_names_and_addresses(client, events):
    event = events.event(is_public=True, name_english="Mission", starts_on=date(2026, 12, 1))
    found = entries(client, "/en/events.ics")[str(event.id)]
    assert found["summary"] == "Mission"
    assert found["location"].endswith("Kazakhstan")
    assert found["url"] == f"http://localhost{path(event, '/en')}"


def test_the_site_map_has_plans_and_events_in_both_languages(client, events, build):
    event = events.event()
    plan = events.approved(build.meeting(build.body()), [event]).plan
    events.add(PlanEdition(plan_id=plan.id, number=2, created_at=build.now))
    text = client.get("/sitemap.xml").text
    assert "/editions/2/" not in text  # a draft is no page
    for prefix in ("", "/en"):
        assert f"<loc>http://localhost{prefix}/plan/2026/</loc>" in text
        edition = f"<loc>http://localhost{prefix}/plan/2026/editions/1/</loc>"
        assert f"{edition}<lastmod>2025-12-18</lastmod>" in text
        assert client.get(f"{prefix}/plan/2026/editions/1/").status_code == 200
        day = f"{event.changed_at:%Y-%m-%d}"
        found = f"<loc>http://localhost{path(event, prefix)}</loc><lastmod>{day}</lastmod>"
        assert found in text
