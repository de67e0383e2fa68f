"""Everything a schedule is made of, as one value; the problem for the search is made from it. Pure.

Participants, halls and interpreters are known by their numbers in the schedule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.kernel.errors import N_, Refusal
from events.missions.rules.timetable.problem import (
    Hall,
    Interpreter,
    Meeting,
    Pair,
    Participant,
    Problem,
    Request,
    Side,
    Timetable,
    Unplaced,
)
from events.missions.rules.timetable.wishes import Chosen, Rules, Wish, language_between, pairs_of
from events.negotiations.rules.slots import Slot, presence

NOT_SEARCHED = Refusal("not_searched", N_("No run has looked for a time yet. Start one."))
TAKEN_OUT = Refusal("taken_out", N_("Taken out by hand."))
NOT_ASKED = Refusal("no_longer_asked", N_("The meeting is called off."))


@dataclass(frozen=True, slots=True)
class Sitter:
    """A participant. `hall` and `table` are its own, `seat` is the hall that a run chose."""

    number: int
    side: Side
    name: str
    languages: frozenset[str] = frozenset()
    absences: frozenset[str] = frozenset()
    most: int | None = None
    least: int = 0
    hall: int | None = None
    table: int | None = None
    seat: int | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A hall; `closed` are the slots in which it is not ours."""

    number: int
    name: str
    tables: int
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Voice:
    """An interpreter."""

    number: int
    name: str
    languages: frozenset[str]
    absences: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """A pair: where it meets, or (`slot` None) why not.

    `is_locked` is kept by every run; `is_by_hand` was asked for by the staff alone; `is_taken_out`
    no run brings back.
    """

    first: int
    second: int
    slot: int | None = None
    hall: int | None = None
    table: int | None = None
    interpreter: int | None = None
    is_locked: bool = False
    is_by_hand: bool = False
    is_taken_out: bool = False
    reason: Refusal | None = None  # the last one: rows of the table are read in this order

    @property
    def pair(self) -> Pair:
        return self.first, self.second

    @property
    def meeting(self) -> Meeting | None:
        if self.slot is None:
            return None
        return Meeting(self.first, self.second, self.slot, self.hall, self.table, self.interpreter)


@dataclass(frozen=True, slots=True)
class Custom:
    """What holds for everybody: limits of meetings, whose wishes count, how fair breaks are."""

    most: int | None = None
    takes_one_sided: bool = False
    heeds_met: bool = True
    spread: int = 2


@dataclass(frozen=True, slots=True)
class Materials:
    """`met` are pairs of earlier events."""

    slots: tuple[Slot, ...]
    people: tuple[Sitter, ...]
    rooms: tuple[Room, ...] = ()
    voices: tuple[Voice, ...] = ()
    wishes: Mapping[Pair, Wish] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    met: frozenset[frozenset[int]] = frozenset()
    custom: Custom = Custom()


def participant_of(one: Sitter, materials: Materials) -> Participant:
    free = 0 if one.is_withdrawn else presence(materials.slots, one.absences)
    return Participant(
        key=one.number,
        side=one.side,
        free=free,
        most=materials.custom.most if one.most is None else one.most,
        least=one.least,
        hall=one.hall,
        table=one.table,
        languages=one.languages,
        name=one.name,
    )


def chosen_of(materials: Materials) -> Chosen:
    """The pairs that the wishes make, and those that they forbid."""
    people = {one.number: participant_of(one, materials) for one in materials.people}
    gone = {one.number for one in materials.people if one.is_withdrawn}
    wishes = {pair: wish for pair, wish in materials.wishes.items() if not gone & {*pair}}
    return pairs_of(people, wishes, rules_of(materials))


def rules_of(materials: Materials) -> Rules:
    custom = materials.custom
    met = materials.met if custom.heeds_met else frozenset[frozenset[int]]()
    return Rules(custom.takes_one_sided, met, interpreters_of(materials))


def interpreters_of(materials: Materials) -> tuple[Interpreter, ...]:
    return tuple(
        Interpreter(one.number, one.languages, presence(materials.slots, one.absences))
        for one in materials.voices
    )


def requests_of(materials: Materials) -> tuple[Request, ...]:
    """Who shall meet: by the wishes or because the staff said so, unless taken out or declined.

    That two met before the staff may overrule; that one side declined nobody may.
    """
    chosen = chosen_of(materials)
    asked = {request.pair: request for request in chosen.requests}
    declined = {one.pair for one in chosen.refused if one.reason.code == "declined"}
    gone = {one.number for one in materials.people if one.is_withdrawn}
    for row in materials.rows:
        if row.is_taken_out:
            asked.pop(row.pair, None)
        elif row.is_by_hand and row.pair not in declined and not gone & {*row.pair}:
            asked.setdefault(row.pair, request_by_hand(row.pair, materials))
    return tuple(asked[pair] for pair in sorted(asked))


def request_by_hand(pair: Pair, materials: Materials) -> Request:
    people = {one.number: participant_of(one, materials) for one in materials.people}
    first, second = people[pair[0]], people[pair[1]]
    language = language_between(first, second, interpreters_of(materials))
    return Request(*pair, language=language)


def problem_of(materials: Materials, requests: Iterable[Request] | None = None) -> Problem:
    """What the search is asked; locks of pairs that nobody asks for any more do not count."""
    found = requests_of(materials) if requests is None else tuple(requests)
    asked = {one.pair for one in found}
    return Problem(
        sessions=tuple(one.session for one in materials.slots),
        participants=tuple(participant_of(one, materials) for one in materials.people),
        halls=tuple(
            Hall(one.number, one.tables, presence(materials.slots, one.closed))
            for one in materials.rooms
        ),
        requests=found,
        interpreters=interpreters_of(materials),
        locked=tuple(
            row.meeting
            for row in materials.rows
            if row.is_locked and row.meeting is not None and row.pair in asked
        ),
        spread=materials.custom.spread,
    )


def timetable_of(materials: Materials) -> Timetable:
    """The timetable as it stands: every asked pair is placed or told why not."""
    rows = {row.pair: row for row in materials.rows}
    asked = [request.pair for request in requests_of(materials)]
    found = (rows.get(pair, Row(*pair)) for pair in asked)
    unplaced = (
        Unplaced(row.first, row.second, row.reason or NOT_SEARCHED)
        for row in found
        if row.slot is None
    )
    return Timetable(
        tuple(row.meeting for row in materials.rows if row.meeting is not None),
        tuple(unplaced),
        seats_of(materials),
    )


def seats_of(materials: Materials) -> tuple[tuple[int, int], ...]:
    """In which hall each host sits, as far as it is known and still exists."""
    rooms = {one.number for one in materials.rooms}
    own = ((one.number, one.hall or one.seat) for one in materials.people)
    return tuple((number, seat) for number, seat in own if seat is not None and seat in rooms)
