"""Our feeds and invitations in parsers that we did not write, for readers in two time zones."""

from datetime import UTC, datetime

import icalendar
import pytest
import vobject

from core.kernel.calendars import EventStatus, Method
from tests.unit.calendars import libical
from tests.unit.calendars.given import EVENTS, FEED, PLACE, TEXT, TITLE, ZONES, by_node, invite


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
