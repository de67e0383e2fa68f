"""Our feeds and invitations in parsers that we did not write, for readers in two time zones."""

import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import vobject

from core.adapters.calendars import Invite, invitation
from core.kernel.calendars import (
    CalendarEvent,
    EventStatus,
    Feed,
    Mailbox,
    Method,
    Participation,
    feed_text,
)
from tests.unit.calendars import libical

BROWSER = Path(__file__).parents[2] / "browser"
SCRIPT = BROWSER / "read_calendar.mjs"
ZONES = ("America/New_York", "Europe/Moscow")
WINTER = datetime(2026, 12, 17, 6, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 2, 6, 30, tzinfo=UTC)
STAMP = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
LENGTH = timedelta(hours=2)
TITLE = "Заседание № 4 Экспортного совета при Губернаторе Заречинской области; «расширенное», 1/2"
TEXT = "Повестка\n1. О плане работы на 2027 год, о выставках; о разном\n2. Обратная \\ черта"
PLACE = "г. Заречинск, ул. Губернская, д. 1; зал заседаний (каб. 301)"
SECRETARY = Mailbox('Секретарь "Экспортного совета"', "sovet@region.example")
MEMBER = Mailbox("Цой Вера Сановна", "tsoy@example.org")


def event(number, starts, zone, **changes):
    values = {
        "uid": f"00000000-0000-4000-8000-{number:012}",
        "title": TITLE,
        "starts": starts,
        "ends": starts + LENGTH if isinstance(starts, datetime) else starts + timedelta(days=7),
        "zone": zone,
        "stamp": STAMP,
        "sequence": number,
        "place": PLACE,
        "text": TEXT,
        "url": "https://region.example/meetings/2026/4/",
        "video": "https://video.example/rooms/4?a=1,2;b=3",
    }
    return CalendarEvent(**{**values, **changes})


EVENTS = (
    event(1, WINTER, "Asia/Yekaterinburg"),
    event(2, SUMMER, "Europe/Moscow"),
    event(3, WINTER, "Europe/Berlin"),
    event(4, SUMMER, "Europe/Berlin", status=EventStatus.CANCELLED),
    event(5, SUMMER, "America/New_York"),
    event(6, date(2026, 12, 17), "Asia/Yekaterinburg"),
)
FEED = feed_text(Feed("11111111-0000-4000-8000-000000000000", "Заседания", EVENTS))


def invite(method, number=0):
    return invitation(Invite(method, EVENTS[number], SECRETARY, MEMBER, Participation.NEEDS_ACTION))


def known(events=EVENTS, status=None):
    """What every parser should read."""
    return {
        each.uid: (
            TITLE,
            PLACE,
            TEXT,
            shown(each.starts),
            shown(each.ends),
            each.sequence,
            (status or each.status).value,
        )
        for each in events
    }


def shown(moment):
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat()
    return moment.isoformat()


def by_node(content, zone):
    """{parser: events} as Node's libraries read them in a zone."""
    node = shutil.which("node")
    if node is None or not (BROWSER / "node_modules" / "ical.js").exists():
        pytest.skip("ical.js and node-ical are not here: make test fetches them")
    run = subprocess.run(  # noqa: S603 - our own script
        [node, str(SCRIPT)],
        input=content,
        env={**os.environ, "TZ": zone},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return json.loads(run.stdout)


def read_by_node(found):
    return {
        each["uid"]: (
            each["title"],
            each["place"],
            each["text"],
            moment_of_node(each["starts"]),
            moment_of_node(each["ends"]),
            each["sequence"],
            each["status"],
        )
        for each in found
    }


def moment_of_node(text):
    return datetime.fromisoformat(text).isoformat() if "T" in text else text


@pytest.mark.parametrize("zone", ZONES)
def test_ical_js_and_node_ical_read_the_same_feed_in_both_zones(zone):
    for parser, found in by_node(FEED, zone).items():
        assert read_by_node(found) == known(), parser


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("method", Method)
def test_ical_js_and_node_ical_read_an_invitation_with_names_as_they_are(zone, method):
    status = EventStatus.CANCELLED if method is Method.CANCEL else None
    for parser, found in by_node(invite(method), zone).items():
        assert read_by_node(found) == known(EVENTS[:1], status), parser
        assert found[0]["names"] == ["Цой Вера Сановна"], parser


def test_icalendar_reads_the_feed():
    found = icalendar.Calendar.from_ical(FEED)
    assert {
        str(each["uid"]): (
            str(each["summary"]),
            str(each["location"]),
            str(each["description"]),
            shown(each["dtstart"].dt),
            shown(each["dtend"].dt),
            each["sequence"],
            str(each["status"]),
        )
        for each in found.walk("VEVENT")
    } == known()


@pytest.mark.parametrize("content", (FEED, invite(Method.REQUEST)), ids=("feed", "invitation"))
def test_vobject_reads_the_same(content):
    found = vobject.readOne(content.decode())
    read = {
        each.uid.value: (
            each.summary.value,
            each.location.value,
            each.description.value,
            shown(each.dtstart.value),
            shown(each.dtend.value),
            int(each.sequence.value),
            each.status.value,
        )
        for each in found.vevent_list
    }
    assert read == known(EVENTS if content is FEED else EVENTS[:1])


@pytest.fixture(scope="module")
def library():
    found = libical.load()
    if found is None:
        pytest.skip("libical is not here: apt-get install libical3")
    return found


@pytest.mark.parametrize("zone", ZONES)
def test_libical_reads_the_same_moments_in_both_zones(library, zone, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    found = libical.read(library, FEED)
    assert (found.errors, found.is_allowed) == (0, True)
    moments = {(shown_by_libical(a), shown_by_libical(b)) for a, b in found.moments}
    assert moments == {(shown(each.starts), shown(each.ends)) for each in EVENTS}


def shown_by_libical(moment):
    return moment if isinstance(moment, str) else moment.isoformat()


@pytest.mark.parametrize("method", Method)
def test_libical_finds_an_invitation_right_by_the_rules_of_itip(library, method):
    found = libical.read(library, invite(method))
    assert (found.errors, found.is_allowed) == (0, True)


def test_libical_would_notice_an_invitation_without_an_attendee(library):
    lines = invite(Method.REQUEST).split(b"\r\n")
    start = next(n for n, line in enumerate(lines) if line.startswith(b"ATTENDEE"))
    kept = [line for n, line in enumerate(lines) if n not in {start, start + 1}]
    assert not libical.read(library, b"\r\n".join(kept)).is_allowed
