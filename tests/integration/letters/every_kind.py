"""One letter of every kind, made of values alone; what people typed is in Latin letters here.

So a Cyrillic letter in the English version can only be a word of ours that was not translated.
"""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from uuid import UUID

from core.accounts import notices
from core.accounts.letters import Sent, link_letter
from core.accounts.models import Account
from core.accounts.notices import CHANGES, ChangeTold, RecoveryTold
from core.accounts.rules.links import LinkPurpose
from core.kernel.chain import Head
from core.kernel.names import PersonName
from core.letters.digest import digest_of
from core.letters.queries.outbox import LetterRow
from core.letters.rules import Paragraph
from core.letters.rules.keeping import kept
from core.reminders.queries import ReminderRow
from core.reminders.rules import ReminderState
from council.anchors.letters import anchor_letter
from council.assignments import letters as assignments
from council.assignments.rules import AssignmentAction
from council.assignments.rules.due import Due
from council.meetings.letters import changes, notice, visitors
from council.meetings.letters.wording import Share
from council.meetings.models import Meeting, VisitorApplication
from council.meetings.rules.kinds import DecisionKind, DueKind, MeetingForm, MeetingState
from council.membership.queries import BodyRow
from council.membership.rules import BodyKind
from council.minutes import letters as minutes
from council.minutes.models import MinutesEdition
from council.reminders.letters import Told, reminder_letter
from council.reminders.rules import OF_A_MEETING, RULES, DutyKind, ReminderKind
from council.reports import letters as reports
from council.reports.models import Report
from council.reports.rules import Decision
from events.missions.delegations.letters import PassportStory, passport_letter
from events.missions.letters import applications
from events.negotiations.letters import moving, schedules, turns
from events.negotiations.rules.slots import Slot
from events.programme.aftermath import EventTurn
from events.programme.letters import ASK, REMIND, Question, outcome_letter
from events.programme.rules import EventType
from events.programme.rules.days import EventDays
from events.words import Venue

ID, ZONE = UUID(int=7), "Asia/Yekaterinburg"
AT = datetime(2026, 12, 17, 6, tzinfo=UTC)
DAY, LATER = date(2026, 12, 17), date(2026, 12, 21)
BODY = BodyRow(ID, "council", BodyKind.COUNCIL, "Council", "Council", "Council", ZONE, "Z", "Hall")
NAME = PersonName("Smith", "John", "")


def meeting(**values):
    usual = {
        "id": ID,
        "body_id": ID,
        "year": 2026,
        "number": 4,
        "form": MeetingForm.MIXED,
        "state": MeetingState.NOTIFIED,
        "starts_at": AT,
        "zone": ZONE,
        "city": "Zarechinsk",
        "place": "room 301",
        "video_link": "https://video.example/4",
    }
    return Meeting(**{**usual, **values})


VOTE = meeting(form=MeetingForm.ABSENTEE, ballots_from=DAY, ballots_until=LATER)
EVENT_DAYS = EventDays(DAY, LATER)
VENUE = Venue(EventType.BUYERS, "Zarechinsk", ("RU", "Russia"))
DETAILS = {
    "number": "4-2026",
    "title": "Machines",
    "day": "2026-12-17",
    "due": "2026-12-10",
    "tasks": "list",
    "year": "2026",
    "half": "2",
    "lacking": "1",
    **dict.fromkeys(("held", "planned", "needed", "left"), "5"),
}


def of_meetings(to):
    share = Share(to, NAME, None, "/answer/x/")
    for each in (meeting(), VOTE):
        told = notice.Convened(each, BODY, ("On the plan",), AT, with_materials=True)
        yield notice.notice_letter(told, share)
    yield notice.materials_letter(told, to)
    was = changes.Was(datetime(2026, 12, 1, 6, tzinfo=UTC), "Old hall", "https://video.example/1")
    for change in changes.Change:
        yield changes.change_letter(
            changes.Told(change, meeting(), BODY, AT, was, "Repairs"), share
        )
    for outcome in visitors.Outcome:
        application = VisitorApplication(id=ID)
        for page in ("", "/meetings/visit/x/"):
            visit = visitors.Visit(application, meeting(), BODY, AT, page, "Repairs")
            yield visitors.visitor_letter(visit, outcome, to)
    for step in minutes.Step:
        told = minutes.Told(MinutesEdition(id=ID), meeting(), BODY, AT, "/meetings/2026/4/")
        yield minutes.minutes_letter(told, step, to, until=AT)


def of_reports(to):
    report = Report(id=ID, body_id=ID, title="Exports of the half-year", current_version=2)
    told = reports.Told(report, "Smith J.", ZONE, AT, "Name the sources")
    yield reports.submitted_letter(told, to)
    yield reports.presented_letter(told, to)
    for decision in Decision:
        yield reports.decided_letter(told, decision, to)
    yield reports.withdrawn_letter(told, to)


def of_assignments(to):
    for kind, term in zip((*DecisionKind,) * 3, DueKind, strict=False):
        on = DAY if term in {DueKind.DATE, DueKind.NEXT_MEETING} else None
        told = assignments.Told(
            ID, ID, ID, "Meeting", "4-2026/1", kind, "Do it", Due(term, on), ZONE
        )
        if term is DueKind.NEXT_MEETING:
            told = replace(told, next_meeting=meeting())
        yield assignments.given_letter([told], ID, to)
    rulings = {"accepted": "ACCEPT", "kept": "KEEP", "returned": "RETURN"}
    for name, action in rulings.items():
        step = assignments.Step(name, AT, "Said")
        yield assignments.ruled_letter(told, step, AssignmentAction[action], to)
    yield assignments.reported_letter(told, assignments.Step("reported", AT), "Smith J.", to)
    yield assignments.extended_letter(told, assignments.Step("extended", AT), to)
    yield assignments.closed_letter(told, assignments.Step("closed", AT), to)
    yield assignments.reopened_letter(told, assignments.Step("reopened", AT), to)


def of_accounts(to):
    account = Account(id=ID, email="smith@example.org", name="Smith")
    for purpose in LinkPurpose:
        yield link_letter(account, Sent(ID, purpose, "/link/x", AT, ZONE), to)
    for what in CHANGES:
        yield notices.change_letter(ChangeTold(ID, what, AT, ZONE, hours=24), to)
    yield notices.new_address_letter(ID, "/link/x", AT, to, zone=ZONE)
    for effective in (None, AT):
        told = RecoveryTold(ID, "Brown", "Green", effective, "/link/x", ZONE)
        yield notices.recovery_letter(told, to)


def of_the_site(to):
    yield anchor_letter(Head(12, "ab" * 32), DAY, ID, to)
    values = {"id": ID, "subject": "Notice", "body": kept((Paragraph("Text"),)), "body_id": None}
    row = LetterRow(**dict.fromkeys((each.name for each in fields(LetterRow)), "") | values)
    yield digest_of(to, DAY, [row, row])
    for rule in RULES:
        kind = rule.kind
        for matter in [rule.matter] if rule.matter else DutyKind:
            for now in (AT, datetime(2026, 12, 8, 6, tzinfo=UTC)):
                yield reminder_letter(reminded(kind, matter, now), to)


def reminded(kind, matter, now):
    details = {**DETAILS, "matter": matter.value}
    due_at = datetime(2026, 12, 8, 4, tzinfo=UTC)
    row = ReminderRow(
        *(ID, kind.value, "fact", str(ID), ID, ID, ID, due_at, None),
        *(ReminderState.WAITING, "", None, details),
    )
    return Told(row, "Council", ZONE, now, VOTE if matter in OF_A_MEETING else None)


def of_events(to):
    moved = EventTurn(ID, "Repairs", EVENT_DAYS, EventDays(month=date(2027, 3, 1)), AT, VENUE)
    off = EventTurn(ID, "Repairs", EVENT_DAYS, None, AT, VENUE)
    turned = {applications.Told.EVENT_MOVED: moved, applications.Told.EVENT_CANCELLED: off}
    for told in applications.Told:
        story = applications.Story(
            *(ID, ID, ID, "Ярмарка", "Machines Ltd", DAY, ZONE, AT, "/a/x/", "/c/x/"),
            place=3,
            reason="Said",
            turn=turned.get(told),
            has_timetable=True,
            event_english="Fair",
        )
        yield applications.application_letter(story, told, to)
    yield passport_letter(PassportStory(ID, ID, ID, "Ярмарка", DAY, "/a/x/", AT, "Fair"), to)
    for again in (False, True):
        for months in (3, 6, 12):
            asked = (ID, ID, ID, "Fair", "Machines Ltd", "Partner", "Smith", "s@example.org")
            yield outcome_letter(Question(*asked, months, "/o/x/", again), ID)
    yield from of_negotiations(to, moved, off)


def of_negotiations(to, *turned):
    names = ("Ярмарка", ZONE, "1", DAY, "Repairs", "Fair")
    occasion = schedules.Occasion(ID, ID, ID, *names, venue=VENUE)
    slot = Slot(1, DAY, time(10), time(10, 20), 1)
    at_table = schedules.Appointment(slot, "Partner", "Hall", 3)
    elsewhere = schedules.Appointment(slot, "Partner")
    changed = (
        schedules.Turn("Partner", at_table, elsewhere),
        schedules.Turn("Partner", None, at_table),
        schedules.Turn("Partner", at_table, None),
    )
    reader = schedules.Reader(ID, "Machines Ltd", "/n/x/", (at_table, elsewhere), changed)
    yield schedules.wishes_letter(occasion, reader, to)
    yield schedules.timetable_letter(occasion, reader, to)
    yield schedules.timetable_letter(occasion, schedules.Reader(ID, "Machines", "/n/x/"), to)
    yield schedules.change_letter(occasion, reader, to)
    other = moving.OtherDays((DAY,), (DAY, date(2027, 3, 1)), ("Partner",))
    yield moving.days_letter(occasion, reader, to, other)
    yield moving.days_letter(
        occasion, replace(reader, appointments=()), to, moving.OtherDays((DAY,), (DAY,))
    )
    for turn in turned:
        yield turns.turn_letter(occasion, reader, to, turn, has_timetable=True)


GROUPS = (of_meetings, of_reports, of_assignments, of_accounts, of_the_site, of_events)
KINDS = SimpleNamespace(
    council={
        *(notice.NOTICE, "meeting.materials", "journal.head", "letters.digest"),
        *changes.Change,
        *(f"visitor.{each}" for each in visitors.Outcome),
        *(f"minutes.{each}" for each in minutes.Step),
        *(f"report.{each}" for each in ("submitted", "presented", "withdrawn", *Decision)),
        *(f"reminder.{each}" for each in ReminderKind),
    },
    accounts={
        *(f"account.{each}" for each in (*LinkPurpose, *CHANGES, "email", "recovery")),
    },
    events={
        *(ASK, REMIND, "delegation.passport"),
        *(f"application.{each}" for each in applications.Told),
    },
)
