"""Personal calendars: the secret address, shown once and revocable; whose matters a feed tells."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from core.accounts.models import Account
from council.assignments.services import close_assignment
from council.calendars.models import CalendarFeed
from council.meetings.rules.kinds import MeetingForm, MeetingState
from council.membership.models import Seat
from council.membership.rules import BodyKind, Category
from tests.builders_assignments import AssignmentBuilder
from tests.builders_reports import Reports
from tests.conftest import NOW
from tests.statements import counted_statements

PAGE = "/desk/calendars/"
MOST_STATEMENTS = 8
SECRET = re.compile(r"http://localhost(/calendar/[\w-]{43}\.ics)")


@pytest.fixture
def subscribe(sign_in):
    """`subscribe(person)` -> the address of a new feed of the person."""

    def made(person):
        client = sign_in(person)
        assert client.submit(PAGE, {"name": "Телефон"}).status_code == 303
        return SECRET.search(client.get(PAGE).text)[1]

    return made


def events(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return {
        str(event["summary"]): event for event in Calendar.from_ical(answer.data).walk("VEVENT")
    }


def test_the_address_is_shown_once_and_only_its_hash_is_kept(sign_in, council, session):
    client = sign_in(council.member)
    client.submit(PAGE, {"name": "Телефон"})
    shown = client.get(PAGE)
    secret = SECRET.search(shown.text)[1]
    assert "webcal://localhost/calendar/" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    again = client.get(PAGE).text
    assert secret not in again
    assert "Телефон" in again
    kept = session.query(CalendarFeed).one()
    assert kept.secret_hash not in secret
    assert secret.split("/")[2].removesuffix(".ics") not in kept.secret_hash


def test_a_feed_needs_no_sign_in_and_is_nobody_elses_to_keep(client, build, council, subscribe):
    build.meeting(council.body, number=4)
    path = subscribe(council.member)
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers


def test_a_revoked_address_answers_like_one_that_never_was(client, sign_in, council, subscribe):
    path = subscribe(council.member)
    member = sign_in(council.member)
    revoke = re.search(r'action="(/desk/calendars/[^"]+/revoke)"', member.get(PAGE).text)[1]
    assert member.submit(PAGE, {}, to=revoke).status_code == 303
    gone, never = client.get(path), client.get(f"/calendar/{'x' * 43}.ics")
    assert (gone.status_code, never.status_code) == (404, 404)
    assert member.submit(PAGE, {}, to=revoke).status_code == 303


def test_nobody_revokes_the_calendar_of_somebody_else(client, sign_in, council, subscribe, session):
    path = subscribe(council.member)
    feed_id = session.query(CalendarFeed).one().id
    rival = sign_in(council.rival)
    assert rival.submit(PAGE, {}, to=f"{PAGE}{feed_id}/revoke").status_code == 404
    assert client.get(path).status_code == 200


def test_a_disabled_account_has_no_calendar(client, council, subscribe, session, build):
    path = subscribe(council.member)
    session.get(Account, council.member.account_id).disabled_at = NOW
    session.commit()
    assert client.get(path).status_code == 404


def test_ten_calendars_are_enough(sign_in, council):
    client = sign_in(council.member)
    for number in range(10):
        assert client.submit(PAGE, {"name": f"№ {number}"}).status_code == 303
    page = client.get(PAGE).text
    assert "сначала отзовите один" in page
    assert client.submit(PAGE, {"name": "Ещё"}).status_code == 409
    assert client.submit(PAGE, {"name": ""}).status_code == 422


def test_one_sees_the_meetings_of_ones_seats_on_their_day_alone(
    client, build, council, subscribe, session
):
    group = build.body("logistics", kind=BodyKind.WORKING_GROUP, name="Группа")
    build.meeting(group, number=9)
    video = "https://video.example.org/4"
    build.meeting(council.body, number=4, form=MeetingForm.MIXED, video_link=video)
    late = datetime(2027, 2, 11, 6, 0, tzinfo=UTC)
    build.meeting(council.body, number=1, starts_at=late)
    seat = session.query(Seat).filter_by(person_id=council.member.id).one()
    seat.held_until = date(2027, 1, 31)
    session.commit()
    found = [title for title in events(client, subscribe(council.member)) if "Заседание №" in title]
    assert [title[:13] for title in found] == ["Заседание № 4"]
    event = events(client, subscribe(council.member))[found[0]]
    assert event["description"] == f"По видеосвязи: {video}"
    assert event["url"].startswith("http://localhost/desk/meetings/")


def titles(client, path):
    return set(events(client, path))


def test_a_member_has_the_term_of_proposals_and_the_secretary_the_rest(
    client, build, council, subscribe
):
    build.meeting(council.body, number=4, state=MeetingState.AGENDA_OPEN)
    member = titles(client, subscribe(council.member))
    assert "Предложения в повестку: заседание № 4" in member
    assert not any("Уведомление" in title for title in member)
    secretary = titles(client, subscribe(council.secretary))
    assert "Уведомление с повесткой: заседание № 4" in secretary
    assert "Подписание протокола: заседание № 4" in secretary


def test_a_term_that_is_met_stands_there_no_more(client, build, council, subscribe, session):
    meeting = build.meeting(council.body, number=4, state=MeetingState.AGENDA_OPEN)
    path = subscribe(council.secretary)
    assert "Уведомление с повесткой: заседание № 4" in titles(client, path)
    meeting.state, meeting.notice_sent_at = MeetingState.NOTIFIED, build.now
    meeting.revision += 1
    session.commit()
    left = titles(client, path)
    assert "Уведомление с повесткой: заседание № 4" not in left
    assert "Подписание протокола: заседание № 4" in left


def test_whoever_left_the_council_has_no_decisions_to_take(
    client, build, council, subscribe, session
):
    Reports(build, council).submitted()
    path = subscribe(council.deputy)
    seat = session.query(Seat).filter_by(person_id=council.deputy.id).one()
    seat.held_until = NOW.date() - timedelta(days=1)
    session.commit()
    assert not any(title.startswith("Решение по отчёту: ") for title in titles(client, path))


def test_the_deputy_chair_has_the_last_day_of_a_decision(client, build, council, subscribe):
    Reports(build, council).submitted()
    deputy = events(client, subscribe(council.deputy))
    (decision,) = [e for title, e in deputy.items() if title.startswith("Решение по отчёту: ")]
    assert decision["dtstart"].dt == date(2026, 11, 27)
    member = titles(client, subscribe(council.member))
    assert not any(title.startswith("Решение по отчёту: ") for title in member)


def test_an_assignment_stands_on_its_day_until_it_is_closed(client, build, council, subscribe):
    given = AssignmentBuilder(build, council).give(council.member)
    found = events(client, subscribe(council.member))
    event = next(e for title, e in found.items() if title.startswith("Срок поручения: "))
    assert event["dtstart"].dt == given.due_on
    assert event["dtend"].dt == given.due_on + timedelta(days=1)
    assert event["transp"] == "TRANSPARENT"
    own, other = subscribe(council.member), subscribe(council.rival)
    assert not any(title.startswith("Срок поручения") for title in titles(client, other))
    close_assignment(given.id, "Решение", actor=build.viewer(council.secretary), now=build.now)
    assert not any(title.startswith("Срок поручения") for title in titles(client, own))


def test_nothing_new_costs_one_statement(client, build, council, subscribe):
    build.meeting(council.body)
    path = subscribe(council.member)
    tag = client.get(path).headers["ETag"]
    assert not tag.startswith("W/")
    with counted_statements() as found:
        again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, len(found)) == (304, 1)


@pytest.mark.parametrize("count", (1, 15))
def test_statements_do_not_grow_with_events_or_bodies(client, build, council, subscribe, count):
    Reports(build, council).submitted()
    for number in range(count):
        build.meeting(council.body, number=number + 100)
        body = build.body(f"group-{number}", kind=BodyKind.WORKING_GROUP, name="Группа")
        build.seat(body, council.deputy, Category.EXPORTER)
        build.meeting(body)
    path = subscribe(council.deputy)
    with counted_statements() as found:
        assert client.get(path).status_code == 200
    assert len(found) <= MOST_STATEMENTS


def test_whoever_is_nobody_of_the_council_has_none(build, app, sign_in, council):
    client = sign_in(build.account("Посторонний"))
    assert client.get(PAGE).status_code == 404
