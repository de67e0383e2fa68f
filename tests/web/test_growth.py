"""The desk of somebody who works in many bodies needs no more statements than in one."""

from datetime import date, timedelta

import pytest

from council.assignments.models import Assignment, AssignmentExecutor
from council.meetings.models import Resolution
from council.meetings.rules.kinds import DecisionKind, DueKind, MeetingForm, MeetingState
from council.membership.rules import BodyKind, Category, Office
from council.minutes.models import MinutesEdition
from council.minutes.rules import EditionState
from council.reports.models import Report, ReportVersion
from council.reports.rules import PeriodKind, ReportKind, ReportState
from tests.builders import SURNAMES
from tests.statements import selects_of

DIGEST = "0" * 64
OFFICES = (Office.SECRETARY, Office.COORDINATOR, Office.CHAIR)


class Work:
    """Bodies in which one person holds every office, with rows of each kind in them."""

    def __init__(self, build):
        self.build = build
        build.region()
        self.person = build.person(SURNAMES[0])

    def in_body(self, number, rows):
        build, person = self.build, self.person
        kind = BodyKind.COMMISSION if number else BodyKind.COUNCIL
        body = build.body(f"body-{number}", kind=kind)
        for office in OFFICES:
            build.appointment(body, person, office)
        build.seat(body, person, Category.EXPORTER)
        build.elect(body, person)
        for _ in range(rows):
            self.planned(body)
            self.held(body)
            self.ballot(body)
            self.waiting_report(body)

    def planned(self, body):
        self.build.item(self.build.meeting(body), position=1)

    def ballot(self, body):
        first = self.build.now.date()
        self.build.meeting(
            body,
            starts_at=self.build.now,
            form=MeetingForm.ABSENTEE,
            state=MeetingState.IN_SESSION,
            ballots_from=first,
            ballots_until=first + timedelta(days=7),
        )

    def held(self, body):
        """A meeting with unsigned minutes of an edition before, and an assignment from that."""
        build, person = self.build, self.person
        at = build.now - timedelta(days=30)
        meeting = build.meeting(
            body,
            state=MeetingState.HELD,
            starts_at=at,
            presiding_id=person.id,
            secretary_id=person.id,
        )
        item = build.item(meeting, position=1, printed_number=1, is_agreed=True)
        edition = build.add(
            MinutesEdition(
                meeting_id=meeting.id,
                number=1,
                state=EditionState.TO_SIGN,
                sha256=DIGEST,
                created_at=at,
            )
        )
        self.assign(meeting, item, edition)

    def assign(self, meeting, item, edition):
        due = {"due_kind": DueKind.DATE, "due_on": date(2026, 11, 1), "text": "Представить отчёт."}
        kind = DecisionKind.ASSIGNMENT
        resolution = self.build.add(Resolution(item_id=item.id, position=1, kind=kind, **due))
        assignment = self.build.add(
            Assignment(
                body_id=meeting.body_id,
                meeting_id=meeting.id,
                item_id=item.id,
                resolution_id=resolution.id,
                edition_id=edition.id,
                number="1.1",
                kind=kind,
                given_on=date(2026, 10, 1),
                **due,
            )
        )
        self.build.add(
            AssignmentExecutor(
                assignment_id=assignment.id, position=1, person_id=self.person.id, name="Ветлугин"
            )
        )

    def waiting_report(self, body):
        report = self.build.add(
            Report(
                body_id=body.id,
                kind=ReportKind.COORDINATOR,
                is_gated=True,
                title="Отчёт",
                period_kind=PeriodKind.HALF_YEAR,
                period_year=2026,
                period_from_month=1,
                period_to_month=6,
                author_id=self.person.id,
                state=ReportState.SUBMITTED,
                current_version=1,
                created_at=self.build.now,
            )
        )
        self.build.add(
            ReportVersion(
                report_id=report.id,
                number=1,
                text="Отчёт",
                sha256=DIGEST,
                submitted_by_id=self.person.id,
                submitted_at=self.build.now,
            )
        )


def desk_pages(app, client):
    """Every address of the desk that names no record and shows a page."""
    paths = sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/desk/") and not rule.arguments and "GET" in rule.methods
    )
    pages = [path for path in paths if client.get(path).mimetype == "text/html"]
    return [path for path in pages if client.get(path).status_code == 200]


@pytest.fixture
def work(build):
    return Work(build)


def test_no_page_of_the_desk_reads_once_for_each_body_or_row(app, session, sign_in, work):
    work.in_body(0, rows=1)
    client = sign_in(work.person)
    pages = desk_pages(app, client)
    few = {path: len(selects_of(session, client, path)) for path in pages}
    for number in range(1, 10):
        work.in_body(number, rows=3)
    many = {path: len(selects_of(session, client, path)) for path in pages}

    assert len(pages) > 25
    grown = {path: (few[path], many[path]) for path in pages if many[path] > few[path]}
    assert not grown
