"""The reminders of a whole month on a moved clock: December of a council with one meeting in it.

Every day at noon the scheduler polls; what people do, they do in the evening.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from council.meetings.rules.kinds import MeetingState
from council.membership.models import RegulationSetting
from council.minutes.models import MinutesEdition
from council.minutes.rules import EditionState
from tests.builders_assignments import AssignmentBuilder
from tests.builders_reports import Reports

OFFICE = "office@example.org"
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)


def december(day):
    return date(2026, 12, day)


def evening(day):
    return datetime(2026, 12, day, 15, tzinfo=UTC)


class Month:
    """The council's December: what happens on which evening."""

    def __init__(self, build, council, session):
        self.build, self.council, self.session = build, council, session
        build.now = datetime(2026, 11, 30, 5, tzinfo=UTC)
        build.add(
            RegulationSetting(
                body_id=council.body.id,
                key="chair_office",
                value=OFFICE,
                valid_from=date(2026, 1, 1),
            )
        )
        starts_at = datetime(2026, 12, 17, 6, tzinfo=UTC)
        people = {"presiding_id": council.chair.id, "secretary_id": council.secretary.id}
        self.meeting = build.meeting(council.body, number=7, starts_at=starts_at, **people)
        self.given = AssignmentBuilder(build, council)
        self.reports = Reports(build, council)
        self.kept = self.given.give(council.member, due_on=december(10))
        self.late = self.given.give(council.reporter, due_on=december(4))
        self.edition = None

    def happens(self, day):
        if event := getattr(self, f"on_{day.day}", None):
            self.build.now = self.reports.now = evening(day.day)
            event()
            self.session.commit()

    def on_2(self):
        self.report = self.reports.submitted()

    def on_8(self):
        self.reports.decide(self.report)

    def on_9(self):
        self.meeting.notice_sent_at, self.meeting.state = self.build.now, MeetingState.NOTIFIED

    def on_10(self):
        self.given.report(self.given.again(self.kept), self.council.member, on=december(10))

    def on_15(self):
        self.meeting.materials_sent_at = self.build.now
        self.given.again(self.late).due_on = december(25)

    def on_17(self):
        self.meeting.state = MeetingState.HELD

    def on_22(self):
        self.meeting.state = MeetingState.MINUTES_TO_SIGN
        self.edition = self.build.add(
            MinutesEdition(
                meeting_id=self.meeting.id,
                number=1,
                state=EditionState.TO_SIGN,
                sha256="0" * 64,
                created_at=self.build.now,
            )
        )

    def on_24(self):
        self.meeting.state = MeetingState.MINUTES_SIGNED
        self.edition.state, self.edition.signed_at = EditionState.SIGNED, self.build.now

    def on_25(self):
        self.given.report(self.given.again(self.late), self.council.reporter, on=december(25))

    def on_28(self):
        self.meeting.state = MeetingState.PUBLISHED
        self.edition.state, self.edition.published_at = EditionState.PUBLISHED, self.build.now


@pytest.fixture
def month(build, council, session):
    return Month(build, council, session)


def lived(month, schedule, clock):
    """(day of December, kind, who) of every letter, in the order in which they were sent."""
    names = {
        getattr(month.council, name).id: name
        for name in ("secretary", "deputy", "coordinator", "chair", "member", "reporter")
    }
    names[None] = "office"
    found, day = [], FIRST
    while day <= LAST:
        for hour in clock(day):
            before = len(schedule.letters())
            schedule.at(day, hour)
            new = schedule.letters()[before:]
            found += sorted((day.day, kind, names[who]) for kind, who, *_ in new)
        month.happens(day)
        day += timedelta(days=1)
    return found


STORY = [
    (1, "assignment_due_soon", "reporter"),  # of 27 November, and says that it is late
    (1, "half_year_report_missing", "coordinator"),
    (1, "meetings_in_danger", "secretary"),
    (4, "assignment_due_soon", "member"),  # the 5th is a Saturday
    (4, "assignment_due_today", "reporter"),
    (4, "decision_due_soon", "deputy"),
    (7, "assignment_overdue", "reporter"),
    (7, "undone", "secretary"),
    (8, "decision_due_tomorrow", "deputy"),
    (8, "notice_due", "secretary"),
    (10, "assignment_due_today", "member"),
    (10, "undone_for_long", "office"),
    (11, "materials_due", "secretary"),
    (14, "assignment_overdue", "reporter"),
    (15, "undone", "secretary"),  # the materials
    (18, "assignment_due_soon", "reporter"),  # for the later term; the 20th is a Sunday
    (18, "undone", "secretary"),  # no meeting heard the coordinator's report
    (21, "draft_due", "secretary"),
    (23, "signing_due", "chair"),
    (23, "signing_due", "secretary"),
    (23, "undone_for_long", "office"),
    (25, "assignment_due_today", "reporter"),
    (28, "publication_due", "secretary"),
]


def test_a_month_of_reminders(month, schedule):
    found = lived(month, schedule, lambda _day: (12,))
    assert found == STORY


def test_the_same_month_with_a_scheduler_that_polls_often_and_stands_still_on_weekends(
    month, schedule
):
    def clock(day):
        return () if day.weekday() > 4 else (9, 9, 23)

    assert lived(month, schedule, clock) == STORY


def test_the_letters_say_what_to_do_and_when(month, schedule):
    lived(month, schedule, lambda _day: (12,))
    subjects = {(kind, subject.replace("\xa0", " ")) for kind, _, subject, *_ in schedule.letters()}
    for kind, said in (
        ("notice_due", "Уведомление о заседании № 7-2026: срок через 2 дня"),
        ("publication_due", "Опубликование протокола заседания № 7-2026: срок завтра"),
        ("half_year_report_missing", "срок через 16 дней"),
        ("undone", "Материалы заседания № 7-2026: срок был 14 декабря 2026 г. (понедельник)"),
    ):
        assert any(k == kind and said in s for k, s in subjects), (kind, subjects)
