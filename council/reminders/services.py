"""Planning and sending the reminders of every body; nothing is decided by them."""

from datetime import datetime
from uuid import UUID

from flask_babel import gettext

from core.kernel.zones import local
from core.letters.rules import Addressee
from core.reminders.queries import ReminderRow
from core.reminders.rules import SkipReason
from core.reminders.services import Outgoing, keep_reminders, send_due
from council.meetings.models import Meeting
from council.meetings.queries.meetings import get_meeting
from council.membership.queries import BodyRow, get_body, list_bodies
from council.membership.queries.readers import list_organisation_readers, list_readers
from council.reminders.letters import Told, reminder_letter
from council.reminders.queries import circumstances_of, load_facts, with_plan_keepers
from council.reminders.rules import (
    OF_A_MEETING,
    OF_THE_PLAN,
    Circumstances,
    Duty,
    DutyKind,
    plan,
)
from council.reminders.rules.facts import duties_of
from council.reminders.rules.planner import OF_ORGANISATION
from council.reminders.sources import handed_in


def remind(now: datetime) -> int:
    """What the scheduler asks for every minute; returns how many letters were written."""
    for body in list_bodies():
        plan_body(body, now)
    return send_due(decide, now=now)


def plan_body(body: BodyRow, now: datetime) -> None:
    """Make the rows of a body agree with the facts of the moment."""
    at, duties = undone(body, now)
    is_over = body.abolished_on is not None and body.abolished_on <= at.today
    planned = () if is_over else plan(duties, at)
    keep_reminders(body.id, planned, at.procedure.reminders_off, now=now)


def undone(body: BodyRow, now: datetime) -> tuple[Circumstances, tuple[Duty, ...]]:
    """What is to be done in the body, and by which rules."""
    facts = load_facts(body, local(now, body.zone).date())
    at = circumstances_of(body, facts, now)
    duties = (*duties_of(facts, at), *handed_in(body, at))
    if any(duty.matter in OF_THE_PLAN for duty in duties):
        at = with_plan_keepers(body, at)
    return at, duties


def decide(row: ReminderRow, now: datetime) -> Outgoing | SkipReason | None:
    """Whether the reminder is still right, asked of the facts in the transaction that sends it."""
    body = get_body(row.scope_id)
    at, duties = undone(body, now)
    if row.kind in at.procedure.reminders_off:
        return SkipReason.OFF
    wanted = next((each for each in plan(duties, at) if each.key == row.key), None)
    if wanted is None:
        return SkipReason.GONE
    if wanted.is_over(now):
        return SkipReason.TOO_LATE
    if wanted.due_at > now:
        return None
    reader = reader_of(row.person_id, row.addressee)
    if reader is None:
        return SkipReason.NO_ADDRESS
    told = Told(row, body.name, body.zone, now, meeting_of(row))
    return Outgoing(reader, lambda addressee: reminder_letter(told, addressee))


def meeting_of(row: ReminderRow) -> Meeting | None:
    """The meeting that the reminder is about."""
    is_about_one = DutyKind(row.details["matter"]) in OF_A_MEETING
    return get_meeting(row.subject_id) if is_about_one else None


def reader_of(person_id: UUID | None, addressee: str) -> Addressee | None:
    """Whom to write to, by e-mail or on paper; None if there is no such reader any more."""
    organisation = addressee.removeprefix(OF_ORGANISATION)
    if organisation != addressee:
        return next(iter(list_organisation_readers([UUID(organisation)])), None)
    if person_id is None:
        return Addressee(gettext("Office of the chair"), addressee)
    return next(iter(list_readers([person_id])), None)
