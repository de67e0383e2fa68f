"""Telling those invited that a meeting is not held as it was set; steps of other services.

Calendars get a REQUEST with a higher SEQUENCE or a CANCEL, people the same in words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters.database import command
from core.kernel.calendars import Method
from core.letters.rules import Addressee, Letter
from core.letters.services import post_to
from council.meetings.letters.changes import Change, Told, Was, change_letter
from council.meetings.letters.visitors import Outcome
from council.meetings.letters.wording import Share, place_of
from council.meetings.models import Invitation, Meeting
from council.meetings.queries.invitations import Invitee, list_people
from council.meetings.queries.meetings import get_meeting
from council.meetings.rules.kinds import MeetingState
from council.meetings.services.inviting import (
    Occasion,
    invite,
    live,
    members_of,
    occasion_of,
    raise_sequence,
    share,
    withdraw,
)
from council.meetings.services.visitor_letters import tell_visitors
from council.membership.queries import get_body

OFF = {Change.PUT_OFF: Outcome.PUT_OFF, Change.CALLED_OFF: Outcome.CALLED_OFF}
METHODS = {Change.PLACE: Method.REQUEST, Change.TIME: Method.REQUEST}


@dataclass(frozen=True, slots=True)
class Readers:
    """People with their invitations."""

    people: tuple[Invitee, ...]
    rows: Mapping[UUID, Invitation]

    def addressees(self) -> dict[str, tuple[Addressee, Invitee]]:
        """By the key under which letters know them."""
        found = ((self.addressee(person), person) for person in self.people)
        return {addressee.key: (addressee, person) for addressee, person in found}

    def addressee(self, person: Invitee) -> Addressee:
        email = self.rows[person.person_id].email
        return Addressee(person.name.full, email, person.person_id, person.account_id)


def state_of(meeting: Meeting) -> Was:
    """How the meeting stands, to be kept before it changes."""
    place = place_of(meeting.city, meeting.place)
    return Was(meeting.starts_at, place, meeting.video_link)


def invited(meeting: Meeting, now: datetime) -> Readers:
    """Everybody who is asked to the meeting as it stands now, new members too."""
    people = members_of(meeting)
    return Readers(people, invite(meeting, people, now))


def holding(meeting: Meeting) -> Readers:
    """Those whose calendars hold the meeting, members or not."""
    rows = live(meeting.id)
    return Readers(list_people(meeting.id, set(rows)) if rows else (), rows)


def tell_of_place(meeting: Meeting, was: Was, reason: str, now: datetime) -> None:
    """Another hall or link: everybody who is asked hears of it."""
    raise_sequence(meeting, now)
    told = Told(Change.PLACE, meeting, get_body(meeting.body_id), now, was, reason)
    send(told, invited(meeting, now))
    dismiss(meeting, now)
    tell_visitors(meeting, Outcome.MOVED, now, reason)


def tell_of_time(meeting: Meeting, was: Was, reason: str, now: datetime) -> None:
    """The meeting that was put off has its new time; whoever had it in a calendar hears of it."""
    raise_sequence(meeting, now)
    readers = holding(meeting)
    invite(meeting, readers.people, now)
    send(Told(Change.TIME, meeting, get_body(meeting.body_id), now, was, reason), readers)
    tell_visitors(meeting, Outcome.MOVED, now, reason)


def tell_it_is_off(meeting: Meeting, change: Change, now: datetime) -> None:
    """Put off without a date, or called off: calendars drop it."""
    raise_sequence(meeting, now)
    readers = holding(meeting)
    withdraw(meeting, readers.rows, now)
    body = get_body(meeting.body_id)
    send(Told(change, meeting, body, now, reason=meeting.state_reason), readers)
    tell_visitors(meeting, OFF[change], now, meeting.state_reason)


@command
def dismiss_left(meeting_id: UUID, *, now: datetime) -> int:
    """The same as a command of its own: seats end without the meeting being touched."""
    meeting = get_meeting(meeting_id, lock=True)
    is_awaited = meeting.state is MeetingState.NOTIFIED and now < meeting.starts_at
    return dismiss(meeting, now) if is_awaited else 0


def dismiss(meeting: Meeting, now: datetime) -> int:
    """Tell those who are invited but no members of the day any more; returns how many."""
    staying = {person.person_id for person in members_of(meeting)}
    rows = {person: row for person, row in live(meeting.id).items() if person not in staying}
    if rows:
        readers = Readers(list_people(meeting.id, set(rows)), rows)
        withdraw(meeting, rows, now)
        send(Told(Change.LEFT, meeting, get_body(meeting.body_id), now), readers)
    return len(rows)


def send(told: Told, readers: Readers) -> None:
    """Write the letters of one change into the outbox."""
    occasion = occasion_of(told.meeting, METHODS.get(told.change, Method.CANCEL))
    write_to(readers, occasion, lambda share: change_letter(told, share), now=told.at)


def write_to(
    readers: Readers, occasion: Occasion, letter: Callable[[Share], Letter], *, now: datetime
) -> None:
    """One letter to each reader, made in the language that the reader chose."""
    known = readers.addressees()

    def make(reader: Addressee) -> Letter:
        person = known[reader.key][1]
        row = readers.rows[person.person_id]
        return letter(share(occasion, person, row, language=reader.language))

    post_to([addressee for addressee, _ in known.values()], make, now=now)
