"""Changes by hand and changes of circumstances as values: each makes new materials of old. Pure.

What a change means for the meetings is found out by `adjusting`.
"""

from dataclasses import dataclass, field, replace

from core.kernel.errors import N_, Refusal, Refused
from events.missions.rules.timetable.choices import Choice, choices
from events.missions.rules.timetable.problem import Pair, Side, Timetable
from events.missions.rules.timetable.wishes import Wish, ordered, veto
from events.negotiations.rules.adjusting import Adjustment, repaired, settled
from events.negotiations.rules.materials import (
    Materials,
    Row,
    participant_of,
    problem_of,
    request_by_hand,
    requests_of,
    rules_of,
    seats_of,
    timetable_of,
)

NO_MEETING = Refusal(
    "no_meeting", N_("This meeting has no time any more. Open the schedule again.")
)
NO_SUCH_PAIR = Refusal(
    "no_such_pair", N_("A meeting is between an exporter and a buyer of this schedule.")
)
NO_ROOM = Refusal(
    "no_room", N_("At this time all tables or interpreters are taken. Choose another time.")
)
LIMIT = N_("%(who)s has as many meetings as allowed: %(most)s. Raise the limit or give one up.")
SAME_TIME = Refusal("same_time", N_("Both meetings are at the same time already."))


@dataclass(frozen=True, slots=True)
class Move:
    """A meeting to another slot; who is in the way is asked for leave by `displaces`."""

    pair: Pair
    slot: int
    displaces: bool = False


@dataclass(frozen=True, slots=True)
class Swap:
    """Two meetings exchange their times."""

    pair: Pair
    other: Pair


@dataclass(frozen=True, slots=True)
class TakeOut:
    """A meeting loses its time, and no run brings it back."""

    pair: Pair


@dataclass(frozen=True, slots=True)
class Absence:
    """A participant is away in exactly these slots."""

    number: int
    absences: frozenset[str]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A participant takes part no longer."""

    number: int


@dataclass(frozen=True, slots=True)
class Closing:
    """A hall is closed in exactly these slots."""

    number: int
    closed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class VoiceAway:
    """An interpreter is away in exactly these slots."""

    number: int
    absences: frozenset[str]


Change = Move | Swap | TakeOut | Absence | Withdrawal | Closing | VoiceAway


def applied(materials: Materials, change: Change, *, is_published: bool) -> Adjustment:
    """What the change does to the timetable; raises Refused when it is not possible.

    A change by hand moves nothing else; after publication a change of circumstances may move a
    twentieth of the meetings, so that those it hits find another time.
    """
    after = changed(materials, change)
    if isinstance(change, Move | Swap | TakeOut) or not is_published:
        return settled(materials, after)
    return repaired(materials, after)


def changed(materials: Materials, change: Change) -> Materials:
    """The materials with the change in them, the meetings not yet adjusted to it."""
    match change:
        case Move():
            return moved(materials, change)
        case Swap():
            return swapped(materials, change)
        case TakeOut():
            row = placed(materials, change.pair)
            out = Row(*row.pair, is_by_hand=row.is_by_hand, is_taken_out=True)
            return with_rows(materials, out)
    return with_news(materials, change)


def with_news(
    materials: Materials, change: Absence | Withdrawal | Closing | VoiceAway
) -> Materials:
    """The materials with other people, halls or interpreters."""
    match change:
        case Absence():
            return with_sitter(materials, change.number, absences=change.absences)
        case Withdrawal():
            return with_sitter(materials, change.number, is_withdrawn=True)
        case Closing():
            rooms = tuple(
                replace(one, closed=change.closed) if one.number == change.number else one
                for one in materials.rooms
            )
            return replace(materials, rooms=rooms)
        case VoiceAway():
            voices = tuple(
                replace(one, absences=change.absences) if one.number == change.number else one
                for one in materials.voices
            )
            return replace(materials, voices=voices)


def with_sitter(materials: Materials, number: int, **values: object) -> Materials:
    people = tuple(
        replace(one, **values) if one.number == number else one  # type: ignore[arg-type]
        for one in materials.people
    )
    return replace(materials, people=people)


def with_rows(materials: Materials, *rows: Row) -> Materials:
    new = {row.pair: row for row in rows}
    kept = tuple(row for row in materials.rows if row.pair not in new)
    return replace(materials, rows=(*kept, *rows))


def placed(materials: Materials, pair: Pair) -> Row:
    row = next((row for row in materials.rows if row.pair == pair), None)
    if row is None or row.slot is None:
        raise Refused(NO_MEETING)
    return row


def moved(materials: Materials, move: Move) -> Materials:
    """The meeting locked in its new slot; a pair that nobody asked for is asked for from now on."""
    offered = choices_of(materials, move.pair)
    choice = next((one for one in offered if one.slot == move.slot), None)
    if choice is None:
        raise Refused(why_not(materials, move))
    if choice.in_the_way and not move.displaces:
        raise Refused(in_the_way(materials, choice.in_the_way))
    if not choice.has_room and not choice.in_the_way:
        raise Refused(NO_ROOM)
    refuse_too_many(materials, move.pair)
    row = next((row for row in materials.rows if row.pair == move.pair), Row(*move.pair))
    asked = {one.pair for one in requests_of(materials)}
    by_hand = row.is_by_hand or move.pair not in asked
    there = Row(*move.pair, slot=move.slot, is_locked=True, is_by_hand=by_hand)
    return with_rows(free_of(materials, choice.in_the_way), there)


def refuse_too_many(materials: Materials, pair: Pair) -> None:
    """A new meeting within the caps of both; one that only moves changes no count."""
    standing = [row for row in materials.rows if row.slot is not None]
    if any(row.pair == pair for row in standing):
        return
    known = {one.number: one for one in materials.people}
    for key in pair:
        one = participant_of(known[key], materials)
        if one.most is not None and sum(key in row.pair for row in standing) >= one.most:
            raise Refused(Refusal("limit_reached", LIMIT, {"who": one.name, "most": one.most}))


def free_of(materials: Materials, pairs: tuple[Pair, ...]) -> Materials:
    """Locks of meetings that are to give way hold no longer."""
    rows = (row for row in materials.rows if row.pair in pairs)
    return with_rows(materials, *(replace(row, is_locked=False) for row in rows))


def why_not(materials: Materials, move: Move) -> Refusal:
    people = {one.number: one for one in materials.people}
    values = {"first": people[move.pair[0]].name, "second": people[move.pair[1]].name}
    text = N_(
        "%(first)s and %(second)s cannot meet at this time: one of them is away, the hall is closed"
        " or it is their time already."
    )
    return Refusal("cannot_meet_then", text, values)


def in_the_way(materials: Materials, pairs: tuple[Pair, ...]) -> Refusal:
    people = {one.number: one.name for one in materials.people}
    names = "; ".join(f"{people[one]} – {people[other]}" for one, other in pairs)
    text = N_("At this time there is: %(pairs)s. Exchange the meetings or allow it to be moved.")
    return Refusal("in_the_way", text, {"pairs": names})


def swapped(materials: Materials, swap: Swap) -> Materials:
    one, other = placed(materials, swap.pair), placed(materials, swap.other)
    if one.slot == other.slot:
        raise Refused(SAME_TIME)
    exchanged = (
        Row(*one.pair, slot=other.slot, is_locked=True, is_by_hand=one.is_by_hand),
        Row(*other.pair, slot=one.slot, is_locked=True, is_by_hand=other.is_by_hand),
    )
    return with_rows(materials, *exchanged)


def choices_of(materials: Materials, pair: Pair) -> tuple[Choice, ...]:
    """Every slot that the pair could have, asked for or not; raises Refused on a veto."""
    refuse_strangers(materials, pair)
    requests = {one.pair: one for one in requests_of(materials)}
    requests.setdefault(pair, request_by_hand(pair, materials))
    problem = problem_of(replace(materials, rows=()), requests.values())
    standing = timetable_of(materials)
    return choices(problem, Timetable(standing.meetings, (), seats_of(materials)), pair)


def refuse_strangers(materials: Materials, pair: Pair) -> None:
    people = {one.number: one for one in materials.people}
    if not {*pair} <= people.keys():
        raise Refused(NO_SUCH_PAIR)
    if [people[key].side for key in pair] != [Side.EXPORTER, Side.BUYER]:
        raise Refused(NO_SUCH_PAIR)
    known = {key: participant_of(people[key], materials) for key in pair}
    first, second = ordered(known, *pair)
    voices = materials.wishes.get((first, second)), materials.wishes.get((second, first))
    if Wish.NO in voices and (refusal := veto(known, pair, voices, rules_of(materials))):
        raise Refused(refusal)
