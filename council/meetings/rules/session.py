"""What may be done while a meeting is held, and when an item of it is settled. Pure.

Steps of the meeting itself stand in `states`; here are the smaller ones inside a session.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.kernel.errors import N_, Refusal, Refused
from council.meetings.rules.kinds import ItemKind, MeetingState
from council.meetings.rules.states import BEFORE, HELD_STATES

IN_SESSION = frozenset({MeetingState.IN_SESSION})
# What was said and decided can be put right until the minutes go to be signed.
ON_RECORD = frozenset({MeetingState.IN_SESSION, MeetingState.HELD})
# A dissenting opinion can come when the minutes are signed already.
TOOK_PLACE = IN_SESSION | HELD_STATES
YET_TO_BEGIN = BEFORE | {MeetingState.POSTPONED}
WHOLE_ITEM: UUID | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """Facts about the beginning of a session, beside those of the meeting's life cycle."""

    day: date
    today: date
    presiding_id: UUID | None
    secretary_id: UUID | None
    members: frozenset[UUID]


def day_has_come(opening: Opening) -> Refusal | None:
    if opening.today >= opening.day:
        return None
    message = N_("The meeting is set for %(day)s. Begin it on that day, or move the meeting.")
    return Refusal("too_early", message, {"day": opening.day})


def presiding_is_member(opening: Opening) -> Refusal | None:
    if opening.presiding_id is None or opening.presiding_id in opening.members:
        return None
    return Refusal("presiding_no_member", N_("Only a member of the body can preside over it."))


def secretary_is_named(opening: Opening) -> Refusal | None:
    if opening.secretary_id is not None:
        return None
    return Refusal("no_secretary", N_("Name who keeps the minutes of the meeting."))


def secretary_is_another(opening: Opening) -> Refusal | None:
    if opening.presiding_id is None or opening.presiding_id != opening.secretary_id:
        return None
    message = N_("The presiding cannot keep the minutes as well. Name two people.")
    return Refusal("one_person_twice", message)


OFFICER_GUARDS = (presiding_is_member, secretary_is_named, secretary_is_another)
OPENING_GUARDS = (day_has_come, *OFFICER_GUARDS)


def officer_refusals(opening: Opening) -> tuple[Refusal, ...]:
    answers = (guard(opening) for guard in OFFICER_GUARDS)
    return tuple(answer for answer in answers if answer is not None)


def opening_refusals(opening: Opening) -> tuple[Refusal, ...]:
    answers = (guard(opening) for guard in OPENING_GUARDS)
    return tuple(answer for answer in answers if answer is not None)


def demand_state(state: MeetingState, allowed: frozenset[MeetingState]) -> None:
    """Raises `Refused` unless the meeting is in one of the states."""
    if state in allowed:
        return
    if state in YET_TO_BEGIN:
        message = N_("The meeting is not in session. Begin it first.")
        raise Refused(Refusal("not_in_session", message))
    message = N_("The meeting is over (%(state)s): this can no longer be changed here.")
    raise Refused(Refusal("session_over", message, {"state": state}))


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """What is on record under an item. `voted` holds resolutions; None is the item as a whole."""

    number: int
    kind: ItemKind
    resolutions: frozenset[UUID] = frozenset()
    voted: frozenset[UUID | None] = frozenset()
    is_polled: bool = False

    @property
    def is_voted(self) -> bool:
        return bool(self.voted) or self.is_polled

    @property
    def is_settled(self) -> bool:
        """An election by its count; any other item by a vote on each of its decisions."""
        if self.kind is ItemKind.ELECTION:
            return self.is_polled
        covered = WHOLE_ITEM in self.voted or self.resolutions <= self.voted
        return bool(self.resolutions) and covered


def unsettled(records: Iterable[ItemRecord]) -> tuple[int, ...]:
    """Numbers of the items that still need a decision and its vote."""
    return tuple(record.number for record in records if not record.is_settled)


def item_is_settled(record: ItemRecord) -> Refusal | None:
    if record.is_settled:
        return None
    if record.kind is ItemKind.ELECTION:
        return Refusal("not_polled", N_("Enter the count of the election first."))
    if not record.resolutions:
        return Refusal("no_resolution", N_("Write what was decided first."))
    return Refusal("not_voted", N_("Enter the vote on each decision first."))


def closing_refusals(*, presiding_came: bool, items: int) -> tuple[Refusal, ...]:
    """Why a meeting cannot be closed, beside what its life cycle says."""
    found = []
    if not presiding_came:
        message = N_("Whoever presides is marked absent. Name who presided, or correct the roll.")
        found.append(Refusal("presiding_absent", message))
    if not items:
        message = N_("No item was considered, so there was no meeting. Put an item back.")
        found.append(Refusal("nothing_considered", message))
    return tuple(found)


def reason_is_given(reason: str) -> Refusal | None:
    if reason.strip():
        return None
    return Refusal("no_reason", N_("Write why: the reason stands in the minutes."))


def dissent_until(closed_on: date, days: int) -> date:
    """The last day on which a dissenting opinion is taken: calendar days after the meeting."""
    return closed_on + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Dissenting:
    """Facts about a dissenting opinion. `last_day` is None while the meeting goes on."""

    text: str
    took_part: bool
    today: date
    last_day: date | None = None


def dissent_refusals(facts: Dissenting) -> tuple[Refusal, ...]:
    found = []
    if not facts.text.strip():
        found.append(Refusal("dissent_empty", N_("Write the dissenting opinion.")))
    if not facts.took_part:
        message = N_("Only a member who voted on the item can attach a dissenting opinion to it.")
        found.append(Refusal("took_no_part", message))
    if facts.last_day is not None and facts.today > facts.last_day:
        message = N_("Dissenting opinions were taken until %(day)s.")
        found.append(Refusal("dissent_late", message, {"day": facts.last_day}))
    return tuple(found)
