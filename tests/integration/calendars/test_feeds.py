"""Feeds on both databases: what they tell, and limits that hold under their locks."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from core.adapters.journal import list_history
from core.kernel.errors import NotFound, Refused
from council.calendars.models import CalendarFeed
from council.calendars.rules import MOST_FEEDS
from council.calendars.services import make_feed, revoke_feed
from council.meetings.rules.kinds import MeetingForm, MeetingState
from council.membership.rules import BodyKind
from tests.builders_assignments import AssignmentBuilder
from tests.builders_reports import Reports


@pytest.fixture
def make(build, council):
    def made(person, name="Телефон"):
        return make_feed(person.id, name, actor=build.viewer(person), now=build.now)

    return made


def titles(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return [str(event["summary"]) for event in Calendar.from_ical(answer.data).walk("VEVENT")]


def test_a_personal_feed_tells_meetings_terms_decisions_and_assignments(
    client, build, council, make
):
    group = build.body("logistics", kind=BodyKind.WORKING_GROUP, name="Группа")
    build.meeting(group, number=99)
    build.meeting(council.body, number=44, state=MeetingState.AGENDA_OPEN)
    Reports(build, council).submitted()
    AssignmentBuilder(build, council).give(council.deputy)
    found = titles(client, f"/calendar/{make(council.deputy)}.ics")
    starts = ("Заседание № 44", "Предложения в повестку", "Решение по отчёту", "Срок поручения")
    for start in starts:
        assert [title for title in found if title.startswith(start)], start
    assert not [title for title in found if "№ 99" in title]


def test_public_feeds_tell_their_bodys_meetings(client, build, council):
    vote = {"ballots_from": date(2026, 12, 17), "ballots_until": date(2026, 12, 23)}
    build.meeting(council.body, number=4, state=MeetingState.CANCELLED, state_reason="Отъезд")
    build.meeting(council.body, number=5, form=MeetingForm.ABSENTEE, **vote)
    found = titles(client, "/meetings.ics")
    assert [title for title in found if title.startswith("ОТМЕНЕНО: Заседание № 4")]
    assert [title for title in found if title.startswith("Заочное голосование № 5")]
    first = client.get("/meetings.ics")
    again = client.get("/meetings.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_only_so_many_addresses_work_at_once(build, council, make):
    for number in range(MOST_FEEDS):
        make(council.member, f"№ {number}")
    with pytest.raises(Refused) as caught:
        make(council.member)
    assert caught.value.codes == ("too_many_feeds",)
    build.session.expire_all()
    feed = build.session.query(CalendarFeed).first()
    by = {"actor": build.viewer(council.member), "now": build.now + timedelta(hours=1)}
    revoke_feed(feed.id, council.member.id, **by)
    make(council.member)


def test_nobody_revokes_what_is_not_theirs(build, council, make):
    make(council.member)
    feed_id = build.session.query(CalendarFeed).one().id
    with pytest.raises(NotFound):
        revoke_feed(feed_id, council.rival.id, actor=build.viewer(council.rival), now=build.now)
    assert build.session.query(CalendarFeed).one().revoked_at is None


def test_an_address_is_revoked_once(build, council, make):
    make(council.member)
    feed = build.session.query(CalendarFeed).one()
    moments = [build.now + timedelta(hours=hours) for hours in (1, 2)]
    for moment in moments:
        revoke_feed(feed.id, council.member.id, actor=build.viewer(council.member), now=moment)
    build.session.expire_all()
    assert feed.revoked_at == moments[0]
    assert [row.what for row in list_history([feed.id])].count("calendar.revoked") == 1
