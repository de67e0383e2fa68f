"""Held sessions, editions and their parts for the tests of minutes and assignments."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from sqlalchemy import select

from core.accounts.models import Account
from core.adapters.passwords import hash_password
from core.importing.sections import Import
from core.kernel.names import PersonName
from council.importing.minutes import write_minutes
from council.importing.roll import MeetingLine
from council.meetings.models import (
    AgendaItem,
    Attendance,
    Executor,
    Guest,
    Meeting,
    Resolution,
    Speech,
    Vote,
)
from council.meetings.rules.kinds import (
    DecisionKind,
    DueKind,
    GuestKind,
    MeetingState,
    Outcome,
    Presence,
    SpeechKind,
    VoteMode,
)
from council.minutes import services
from council.minutes.models import MinutesPart
from council.minutes.queries.published import preview_of
from council.minutes.rules import MinutesForm
from council.minutes.rules.signing import minutes_sha256
from council.reports.models import Report, ReportApproval, ReportDecision, ReportVersion
from council.reports.rules import Decision, PeriodKind, ReportKind, ReportState
from tests.signing import add_signature

BROUGHT_TEXT = """ЭКСПОРТНЫЙ СОВЕТ

ПРОТОКОЛ

Обсудили.

Председательствующий    И.И. Иванов
Секретарь    И.И. Иванов"""
PASSWORD = "correct horse battery staple"
HELD = datetime(2026, 11, 19, 6, 0, tzinfo=UTC)  # Thursday, 11:00 in Zarechinsk


@dataclass
class Hall:
    """A meeting that is over: two items, a decision, an assignment and a recommendation."""

    meeting: Meeting
    items: list[AgendaItem]
    resolutions: list[Resolution]
    visitor: Guest

    @property
    def assignment(self):
        return self.resolutions[1]


class MinutesBuilder:
    """Adds sessions and editions beside the records of `tests.builders.Builder`."""

    def __init__(self, build, council):
        self.build, self.council = build, council

    def hall(self, **values):
        """A held meeting of the council; all nine voted in favour."""
        council, build = self.council, self.build
        defaults = {
            "state": MeetingState.HELD,
            "starts_at": HELD,
            "begun_at": HELD,
            "closed_at": HELD + timedelta(hours=1),
            "presiding_id": council.chair.id,
            "secretary_id": council.secretary.id,
            "seats_total": 9,
            "agenda_approved_at": HELD - timedelta(days=9),
            "agenda_vote_for": 9,
        }
        meeting = build.meeting(council.body, **{**defaults, **values})
        for person in council.voters:
            self.attends(meeting, person)
        visitor = build.add(
            Guest(
                meeting_id=meeting.id,
                kind=GuestKind.VISITOR,
                full_name="Мороз Никита Ильич",
                post="директор ООО «Северный путь»",
            )
        )
        items = [
            self.item(meeting, 1, "О плане работы"),
            self.item(meeting, 2, "Об экспортной логистике"),
        ]
        resolutions = [
            self.resolution(items[0], 1, "Утвердить план работы."),
            self.resolution(
                items[0],
                2,
                "Министерству (Рябининой Е.П.) представить отчёт.",
                kind=DecisionKind.ASSIGNMENT,
                due_kind=DueKind.DATE,
                due_on=date(2026, 12, 1),
            ),
            self.resolution(
                items[1],
                1,
                "Рекомендовать компаниям участвовать в выставке.",
                kind=DecisionKind.RECOMMENDATION,
            ),
        ]
        self.carried_out_by(resolutions[1], council.coordinator, council.reporter)
        self.said(items[0], council.coordinator, "доложила о плане", SpeechKind.HEARD)
        self.said(items[0], None, "поддержал план", guest_id=visitor.id)
        for item in items:
            self.voted(item)
        return Hall(meeting, items, resolutions, visitor)

    def attends(self, meeting, person, presence=Presence.PRESENT):
        return self.build.add(
            Attendance(
                meeting_id=meeting.id, person_id=person.id, is_voting=True, presence=presence
            )
        )

    def item(self, meeting, number, title, **values):
        return self.build.item(
            meeting, title, position=number, printed_number=number, is_agreed=True, **values
        )

    def resolution(self, item, position, text, **values):
        defaults = {"kind": DecisionKind.DECISION}
        return self.build.add(
            Resolution(item_id=item.id, position=position, text=text, **{**defaults, **values})
        )

    def carried_out_by(self, resolution, *people):
        for position, person in enumerate(people, start=1):
            self.build.add(
                Executor(resolution_id=resolution.id, position=position, person_id=person.id)
            )

    def said(self, item, person, text, kind=SpeechKind.SPOKE, **values):
        return self.build.add(
            Speech(
                item_id=item.id,
                kind=kind,
                position=next(self.build.numbers),
                person_id=person.id if person else None,
                text=text,
                **values,
            )
        )

    def voted(self, item, in_favour=9, against=0, abstained=0, **values):
        outcome = Outcome.CARRIED if against or abstained else Outcome.CARRIED_UNANIMOUSLY
        return self.build.add(
            Vote(
                item_id=item.id,
                mode=VoteMode.COUNT,
                present=in_favour + against + abstained,
                in_favour=in_favour,
                against=against,
                abstained=abstained,
                taken_at=HELD,
                **{"outcome": outcome, **values},
            )
        )

    def tabled(self, item, *, approved_at=None, gated=True):
        """A report under the item, approved at a moment if it is given."""
        council, build = self.council, self.build
        report = build.add(
            Report(
                body_id=council.body.id,
                kind=ReportKind.COORDINATOR if gated else ReportKind.INTERIM,
                is_gated=gated,
                title="Отчёт",
                period_kind=PeriodKind.HALF_YEAR,
                period_year=2026,
                period_from_month=1,
                period_to_month=6,
                author_id=council.coordinator.id,
                state=ReportState.APPROVED if gated else ReportState.PRESENTED,
                current_version=1,
                created_at=HELD - timedelta(days=30),
            )
        )
        approval_id = self.approval(report, approved_at).id if approved_at else None
        report_id = report.id
        item.report_id, item.report_is_gated, item.approval_id = report_id, gated, approval_id
        # The schema lets no unapproved gated report onto an agreed agenda.
        item.is_agreed = approval_id is not None or not gated
        build.session.commit()
        return report

    def approval(self, report, at):
        person = self.council.deputy.id
        version = self.build.add(
            ReportVersion(
                report_id=report.id,
                number=1,
                text="Текст",
                sha256="0" * 64,
                submitted_by_id=report.author_id,
                submitted_at=at,
            )
        )
        decision = self.build.add(
            ReportDecision(
                report_id=report.id,
                version_id=version.id,
                version_number=version.number,
                decision=Decision.APPROVED,
                sha256="0" * 64,
                decided_by_id=person,
                decided_as="заместитель председателя",
                decided_at=at,
            )
        )
        return self.build.add(
            ReportApproval(
                report_id=report.id, decision_id=decision.id, version_number=version.number
            )
        )

    def password(self, *people):
        for person in people:
            account = self.build.session.get(Account, person.account_id)
            account.password_hash = hash_password(PASSWORD)
        self.build.session.commit()

    def drafted(self, hall=None, form=MinutesForm.FULL):
        """An edition drafted by the secretary."""
        hall = hall or self.hall()
        return services.draft_minutes(hall.meeting.id, form, actor=self.secretary, now=self.now)

    def to_sign(self, hall=None):
        edition = self.drafted(hall)
        services.send_to_sign(
            edition.id, revision=edition.revision, actor=self.secretary, now=self.now
        )
        return edition

    def signed(self, hall=None):
        edition = self.to_sign(hall)
        self.sign_both(edition)
        return edition

    def sign_both(self, edition):
        for who in (self.secretary, self.chair):
            add_signature(edition.id, edition.sha256, actor=who, now=self.now)

    def published(self, hall=None):
        edition = self.signed(hall)
        self.publish(edition)
        return edition

    def publish(self, edition):
        shown = minutes_sha256(preview_of(edition.id).text)
        services.publish_minutes(edition.id, shown, actor=self.secretary, now=self.now)

    def brought_over(self):
        """A meeting whose minutes an import brought: of the signatures only the day is known."""
        council = self.council
        meeting = self.build.meeting(council.body, starts_at=HELD, state=MeetingState.HELD)
        line = MeetingLine("", None, 2026, meeting.number, {}, HELD.date())
        line.minutes_text = BROUGHT_TEXT
        line.signed_on = line.published_on = date(2026, 11, 20)
        line.presiding, line.secretary = "m01", "m02"
        members = {
            code: SimpleNamespace(id=person.id, name=PersonName("Иванов", "Иван", "Иванович"))
            for code, person in (("m01", council.chair), ("m02", council.secretary))
        }
        write_minutes(Import(self.now), meeting, line, [], {"members": members})
        self.build.session.commit()
        return meeting

    def parts(self, edition):
        query = select(MinutesPart).where(MinutesPart.edition_id == edition.id)
        return self.build.session.scalars(query.order_by(MinutesPart.position)).all()

    def part(self, edition, kind):
        return next(part for part in self.parts(edition) if part.kind is kind)

    @property
    def now(self):
        return self.build.now

    @property
    def secretary(self):
        return self.build.viewer(self.council.secretary)

    @property
    def chair(self):
        return self.build.viewer(self.council.chair)

    @property
    def member(self):
        return self.build.viewer(self.council.member)
