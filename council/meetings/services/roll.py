"""The people of a session: beginning it, the roll, who presides, guests and visitors."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.names import parse_full_name
from core.kernel.unreadable import Unreadable
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.meetings.models import Guest, ItemAbsence, Meeting
from council.meetings.queries.meetings import get_meeting
from council.meetings.queries.session import people
from council.meetings.queries.session.hall import day_of, get_hall
from council.meetings.queries.session.items import ItemLine, list_item_lines
from council.meetings.queries.session.locked import has_spoken
from council.meetings.rules.kinds import ApplicationState, GuestKind, Presence
from council.meetings.rules.roll import (
    THERE,
    Hall,
    Substitution,
    roll_change_refusals,
    substitution_refusals,
)
from council.meetings.rules.session import Opening, officer_refusals
from council.meetings.services.opening import open_session
from council.meetings.services.recording import check_hall, lock_session, note
from council.meetings.services.revisions import touch
from council.membership.queries import list_composition


@dataclass(frozen=True, slots=True)
class Line:
    """What the secretary says of one member on the roll."""

    presence: Presence
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GuestDraft:
    """Somebody in the hall who is no member, as typed."""

    kind: GuestKind
    full_name: str
    post: str = ""
    may_be_named: bool = False
    stands_for_id: UUID | None = None


@command
def begin_session(
    meeting_id: UUID,
    *,
    presiding_id: UUID | None,
    secretary_id: UUID | None,
    actor: Viewer,
    now: datetime,
) -> Meeting:
    """Open the meeting: the gate holds, the roll is called as people answered."""
    meeting = get_meeting(meeting_id, lock=True)
    check_hall(meeting)
    open_session(
        meeting, presiding_id=presiding_id, secretary_id=secretary_id, actor=actor, now=now
    )
    return meeting


@command
def name_officers(
    meeting_id: UUID, *, presiding_id: UUID, secretary_id: UUID, actor: Viewer, now: datetime
) -> Meeting:
    """Put on record who presides over this meeting and who keeps its minutes."""
    meeting = lock_session(meeting_id, by_ballots=True)
    seats = list_composition(meeting.body_id, day_of(meeting))
    opening = Opening(
        day=day_of(meeting),
        today=local(now, meeting.zone).date(),
        presiding_id=presiding_id,
        secretary_id=secretary_id,
        members=frozenset(seat.person_id for seat in seats),
    )
    if refusals := officer_refusals(opening):
        raise Refused(*refusals)
    values = {"presiding_id": presiding_id, "secretary_id": secretary_id}
    if changes := journal.apply_changes(meeting, values):
        touch(meeting)
        note("meeting.officers_named", meeting.id, actor=actor, now=now, details=changes)
    return meeting


@command
def call_roll(
    meeting_id: UUID, lines: Mapping[UUID, Line], *, actor: Viewer, now: datetime
) -> Meeting:
    """Write the whole roll. Who comes after a vote was not there at the items voted before."""
    meeting = lock_session(meeting_id)
    rows = people.lock_roll(meeting_id)
    hall, items = get_hall(meeting), list_item_lines(meeting_id)
    if set(lines) - set(rows):
        message = N_("Somebody in the form is not on the roll. Open the page again.")
        raise Refused(Refusal("not_on_roll", message))
    before = {person_id: row.presence for person_id, row in rows.items()}
    after = {person_id: line.presence for person_id, line in lines.items()}
    if refusals := roll_change_refusals(before, after, voted_at(hall, items)):
        raise Refused(*refusals)
    changes = {}
    for person_id, line in lines.items():
        reason = line.reason if line.presence is Presence.ABSENT else ""
        values = {"presence": line.presence, "reason": reason}
        if changed := journal.apply_changes(rows[person_id], values):
            changes[str(person_id)] = changed.get("presence") or changed["reason"]
        if line.presence in THERE and before[person_id] not in THERE:
            came_late(person_id, hall, items)
    if changes:
        note("roll.called", meeting.id, actor=actor, now=now, details=changes)
    return meeting


def voted_at(hall: Hall, items: tuple[ItemLine, ...]) -> dict[UUID, list[int]]:
    """Numbers of the items with a vote at which each member was counted."""
    found: dict[UUID, list[int]] = defaultdict(list)
    for item in items:
        if item.record.is_voted:
            for person_id in hall.voters_at(item.id):
                found[person_id].append(item.number)
    return found


def came_late(person_id: UUID, hall: Hall, items: tuple[ItemLine, ...]) -> None:
    for item in items:
        is_past = item.is_heard or item.record.is_voted
        if is_past and person_id not in hall.away.get(item.id, frozenset()):
            db.session.add(ItemAbsence(item_id=item.id, person_id=person_id))


@command
def admit_visitor(meeting_id: UUID, application_id: UUID, *, actor: Viewer, now: datetime) -> Guest:
    """A visitor whose application was confirmed has come; said twice, it is the same visitor."""
    meeting = lock_session(meeting_id)
    application = people.get_application(meeting_id, application_id)
    if came := people.find_guest_of(application_id):
        return came
    if application.state is not ApplicationState.CONFIRMED:
        message = N_("This application is not confirmed: there was no seat, or it was cancelled.")
        raise Refused(Refusal("not_confirmed", message))
    guest = Guest(
        meeting_id=meeting.id,
        kind=GuestKind.VISITOR,
        full_name=application.full_name,
        post=application.organisation,
        application_id=application.id,
    )
    return added(guest, actor=actor, now=now)


@command
def add_guest(
    meeting_id: UUID, draft: GuestDraft, *, key: UUID, actor: Viewer, now: datetime
) -> Guest:
    """Somebody invited or a visitor by name; the same `key` (a form sent twice) adds nobody."""
    meeting = lock_session(meeting_id)
    if known := db.session.get(Guest, key):
        return people.get_guest(meeting_id, known.id)
    try:
        name = parse_full_name(draft.full_name)
    except Unreadable as unreadable:
        raise Refused(unreadable.refusal) from unreadable
    check_substitute(meeting, draft)
    guest = Guest(
        id=key,
        meeting_id=meeting.id,
        kind=draft.kind,
        full_name=name.full,
        post=draft.post,
        may_be_named=draft.may_be_named,
        stands_for_id=draft.stands_for_id,
    )
    return added(guest, actor=actor, now=now)


def check_substitute(meeting: Meeting, draft: GuestDraft) -> None:
    """Somebody comes for a member who is away, once, where the regulation allows it."""
    if draft.stands_for_id is None:
        return
    hall = get_hall(meeting)
    substituted = {guest.stands_for_id for guest in people.list_guests(meeting.id)}
    substitution = Substitution(
        is_allowed=hall.may_substitute,
        is_invited=draft.kind is GuestKind.INVITED,
        member_is_away=hall.is_away(draft.stands_for_id),
        is_substituted=draft.stands_for_id in substituted,
    )
    if refusals := substitution_refusals(substitution):
        raise Refused(*refusals)


def added(guest: Guest, *, actor: Viewer, now: datetime) -> Guest:
    db.session.add(guest)
    db.session.flush()
    note("guest.added", guest.meeting_id, actor=actor, now=now, details={"guest_id": guest.id})
    return guest


@command
def remove_guest(meeting_id: UUID, guest_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Take a guest off the list who did not come after all."""
    lock_session(meeting_id)
    guest = people.get_guest(meeting_id, guest_id)
    if has_spoken(guest_id):
        message = N_("%(name)s spoke at the meeting. Remove the speech first.")
        raise Refused(Refusal("guest_spoke", message, {"name": guest.full_name}))
    db.session.delete(guest)
    note("guest.removed", meeting_id, actor=actor, now=now, details={"guest_id": guest_id})
