"""Public calendars: what they show, conditional requests, statements, what was called off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from council.meetings.rules.kinds import MeetingForm, MeetingState
from council.membership.rules import BodyKind
from tests.statements import counted_statements

S = MeetingState
MOST_STATEMENTS = 8


def events(client, path):
    """By their identity, without the founding meeting that every council of the tests has."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.data).walk("VEVENT")
    return {str(event["uid"]): event for event in found if event["dtstart"].dt.year > 2023}


@pytest.fixture
def group(build, council):
    return build.body("logistics", kind=BodyKind.WORKING_GROUP, name="Рабочая группа")


def test_a_feed_holds_the_meetings_of_its_body_alone(client, build, council, group):
    own, other = build.meeting(council.body, state=S.AGENDA_APPROVED), build.meeting(group)
    assert set(events(client, "/meetings.ics")) == {str(own.id)}
    assert set(events(client, "/council/logistics.ics")) == {str(other.id)}


def test_an_event_says_when_where_what_and_at_which_address(client, build, council):
    meeting = build.meeting(council.body, number=4, state=S.AGENDA_APPROVED)
    event = events(client, "/meetings.ics")[str(meeting.id)]
    assert (
        event["summary"] == "Заседание № 4 Экспортного совета при Губернаторе Заречинской области"
    )
    assert event["dtstart"].dt == meeting.starts_at
    assert event["dtstart"].params["TZID"] == "Asia/Yekaterinburg"
    assert event["dtend"].dt == meeting.starts_at + timedelta(hours=2)
    assert event["location"] == "г. Заречинск, ул. Губернская, д. 1, зал заседаний (каб. 301)"
    assert event["url"] == "http://localhost/meetings/2026/4/"
    assert event["status"] == "CONFIRMED"
    assert events(client, "/meetings/2026/4/meeting.ics").keys() == {str(meeting.id)}


def test_the_length_of_an_agenda_that_is_not_public_is_not_told(client, build, council):
    open_agenda = build.meeting(council.body, state=S.AGENDA_OPEN)
    approved = build.meeting(council.body, state=S.AGENDA_APPROVED)
    for meeting in (open_agenda, approved):
        build.item(meeting, minutes=45)
    found = events(client, "/meetings.ics")
    lengths = [found[str(m.id)]["dtend"].dt - m.starts_at for m in (open_agenda, approved)]
    assert lengths == [timedelta(hours=2), timedelta(minutes=45)]
    assert found[str(open_agenda.id)]["status"] == "TENTATIVE"


def test_the_video_room_is_not_public(client, build, council):
    build.meeting(council.body, form=MeetingForm.MIXED, video_link="https://video.example.org/7")
    assert "video.example.org" not in client.get("/meetings.ics").text


def test_an_absentee_vote_takes_whole_days(client, build, council):
    vote = build.meeting(
        council.body,
        form=MeetingForm.ABSENTEE,
        ballots_from=date(2026, 12, 17),
        ballots_until=date(2026, 12, 23),
    )
    event = events(client, "/meetings.ics")[str(vote.id)]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 12, 17), date(2026, 12, 24))
    assert event["transp"] == "TRANSPARENT"


OFF = {
    S.CANCELLED: "ОТМЕНЕНО: ",
    S.POSTPONED: "ПЕРЕНЕСЕНО: ",
    S.INQUORATE: "НЕ СОСТОЯЛОСЬ: ",
}


@pytest.mark.parametrize("state", OFF)
def test_what_was_called_off_stays_for_sixty_days(client, build, council, stopped_clock, state):
    meeting = build.meeting(council.body, state=state, state_reason="Отъезд")
    event = events(client, "/meetings.ics")[str(meeting.id)]
    assert event["status"] == "CANCELLED"
    assert event["summary"].startswith(OFF[state])
    assert "Отъезд" in event["description"]
    last = meeting.starts_at + timedelta(days=60)
    stopped_clock.stopped_at = last
    assert str(meeting.id) in events(client, "/meetings.ics")
    stopped_clock.stopped_at = last + timedelta(days=1)
    assert events(client, "/meetings.ics") == {}


def test_the_same_meetings_give_the_same_bytes_and_304_after_one_statement(client, build, council):
    meeting = build.meeting(council.body)
    for path in ("/meetings.ics", f"/meetings/2026/{meeting.number}/meeting.ics"):
        first, second = client.get(path), client.get(path)
        tag = first.headers["ETag"]
        assert not tag.startswith("W/")
        assert (first.data, tag) == (second.data, second.headers["ETag"])
        with counted_statements() as found:
            again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.data, len(found)) == (304, b"", 1)
        assert again.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert "Set-Cookie" not in first.headers


def test_a_changed_meeting_changes_the_tag(client, build, council):
    meeting = build.meeting(council.body)
    tag = client.get("/meetings.ics").headers["ETag"]
    meeting.place, meeting.revision = "Новый зал", meeting.revision + 1
    build.session.commit()
    again = client.get("/meetings.ics", headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert "Новый зал" in again.text


@pytest.mark.parametrize("count", (1, 20))
def test_statements_do_not_grow_with_meetings(client, build, council, count):
    for number in range(count):
        build.item(build.meeting(council.body, number=number + 100), minutes=30)
    with counted_statements() as found:
        assert client.get("/meetings.ics").status_code == 200
    assert len(found) == 2


def test_the_council_by_its_own_name_leads_to_its_feed(client, council):
    answer = client.get("/council/council.ics")
    assert (answer.status_code, answer.location) == (301, "/meetings.ics")


@pytest.mark.parametrize("path", ("/council/nobody.ics", "/meetings/2026/99/meeting.ics"))
def test_what_there_is_not_is_not_found(client, council, path):
    assert client.get(path).status_code == 404


def test_hostile_words_stay_text(client, build, council):
    place = "зал; ТЕСТ, \\n\r\nATTENDEE:mailto:a@b\x0b\u2028END:VEVENT"
    meeting = build.meeting(council.body, place=place, starts_at=datetime(2026, 12, 1, tzinfo=UTC))
    event = events(client, "/meetings.ics")[str(meeting.id)]
    assert "attendee" not in event
    assert event["location"] == ("г. Заречинск, зал; ТЕСТ, \\n\nATTENDEE:mailto:a@b\nEND:VEVENT")
