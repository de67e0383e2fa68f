"""How a timetable that stands takes a change in: as few meetings move as possible. Pure.

Everything but a run of the search goes through here: changes by hand, somebody's absence, a lost
hall. The independent checker proves the outcome; what it does not prove is never stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from core.kernel.errors import Refusal, Refused
from events.missions.rules.timetable.checking import violations
from events.missions.rules.timetable.problem import Meeting, Pair, Request, Timetable, Unplaced
from events.missions.rules.timetable.repairing import SHARE, changes_between, repair
from events.negotiations.rules.materials import (
    NOT_ASKED,
    NOT_SEARCHED,
    TAKEN_OUT,
    Materials,
    Row,
    problem_of,
    requests_of,
    seats_of,
    timetable_of,
)
from events.negotiations.rules.slots import presence


@dataclass(frozen=True, slots=True)
class Shift:
    """What became of one meeting; `before` None: new, `after` None: it does not take place."""

    before: Row | None
    after: Row | None

    @property
    def pair(self) -> Pair:
        row = self.before or self.after
        return row.pair if row else (-1, -1)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The rows after a change. `seats` says in which hall each host sits now.

    `lost` meetings could not stay where they were, `moved` gave way; together they are at most
    `limit` as far as it is in anybody's hand.
    """

    rows: tuple[Row, ...]
    seats: Mapping[int, int]
    shifts: tuple[Shift, ...]
    lost: int = 0
    moved: int = 0
    limit: int = 0

    @property
    def told(self) -> frozenset[int]:
        """Exactly those whose meeting changed."""
        return frozenset(number for shift in self.shifts for number in shift.pair)


def settled(before: Materials, after: Materials) -> Adjustment:
    """Keep what stands; what cannot stay takes another free slot or loses its time."""
    placed = {row.pair for row in after.rows if row.slot is not None}
    requests = tuple(one for one in requests_of(after) if one.pair in placed)
    return carried_out(before, after, requests, Fraction(0))


def repaired(before: Materials, after: Materials) -> Adjustment:
    """As `settled`, but up to a twentieth of the meetings moves so that the others find a slot."""
    return carried_out(before, after, requests_of(after), SHARE)


def carried_out(
    before: Materials, after: Materials, requests: tuple[Request, ...], share: Fraction
) -> Adjustment:
    after = without_impossible_locks(after)
    standing = replace(timetable_of(before), halls=seats_of(after))
    found = repair(problem_of(after, requests), standing, share=share)
    rows = rows_after(after, found.timetable)
    check(after, rows, found.timetable.halls)
    return Adjustment(
        rows=rows,
        seats=dict(found.timetable.halls),
        shifts=shifts_between(before.rows, rows),
        lost=found.lost,
        moved=found.moved,
        limit=found.limit,
    )


def without_impossible_locks(materials: Materials) -> Materials:
    """A lock binds the search; what has become impossible it cannot hold."""
    people = {
        one.number: 0 if one.is_withdrawn else presence(materials.slots, one.absences)
        for one in materials.people
    }
    rooms = {one.number: presence(materials.slots, one.closed) for one in materials.rooms}
    voices = {one.number: presence(materials.slots, one.absences) for one in materials.voices}
    rows = []
    for row in materials.rows:
        free = people[row.first] & people[row.second]
        if row.hall is not None:
            free &= rooms.get(row.hall, 0)
        if row.interpreter is not None:
            free &= voices.get(row.interpreter, 0)
        holds = row.slot is None or free >> row.slot & 1
        rows.append(row if holds else replace(row, is_locked=False))
    return replace(materials, rows=tuple(rows))


def rows_after(materials: Materials, timetable: Timetable) -> tuple[Row, ...]:
    """Every row that there was, and those of pairs newly asked for, as the timetable has them."""
    meetings = {one.pair: one for one in timetable.meetings}
    reasons = {one.pair: one.reason for one in timetable.unplaced}
    known = {row.pair: row for row in materials.rows}
    asked = {one.pair for one in requests_of(materials)}
    found = []
    for pair in sorted(known.keys() | asked):
        row = known.get(pair, Row(*pair))
        if pair in meetings:
            found.append(placed_row(row, meetings[pair]))
        elif row.is_taken_out:
            found.append(unplaced_row(row, TAKEN_OUT))
        elif pair not in asked:
            found.append(unplaced_row(row, NOT_ASKED))
        else:
            told = row.reason if row.slot is None else None
            found.append(unplaced_row(row, reasons.get(pair) or told or NOT_SEARCHED))
    return tuple(found)


def placed_row(row: Row, meeting: Meeting) -> Row:
    return replace(
        row,
        slot=meeting.slot,
        hall=meeting.hall,
        table=meeting.table,
        interpreter=meeting.interpreter,
        is_taken_out=False,
        reason=None,
    )


def unplaced_row(row: Row, reason: Refusal) -> Row:
    return Row(
        row.first,
        row.second,
        is_by_hand=row.is_by_hand,
        is_taken_out=row.is_taken_out,
        reason=reason,
    )


def check(materials: Materials, rows: Iterable[Row], seats: tuple[tuple[int, int], ...]) -> None:
    """Raise Refused with every violation that the independent checker finds."""
    asked = {one.pair for one in requests_of(materials)}
    rows = tuple(rows)
    timetable = Timetable(
        tuple(row.meeting for row in rows if row.meeting is not None),
        tuple(
            Unplaced(row.first, row.second, row.reason or NOT_SEARCHED)
            for row in rows
            if row.slot is None and row.pair in asked
        ),
        seats,
    )
    if found := violations(problem_of(replace(materials, rows=rows)), timetable):
        raise Refused(*found)


def shifts_between(before: Iterable[Row], after: Iterable[Row]) -> tuple[Shift, ...]:
    """Meetings with another slot, hall or table; another interpreter is no news to the pair."""
    old, new = {row.pair: row for row in before}, {row.pair: row for row in after}
    changes = changes_between(
        (row.meeting for row in old.values() if row.meeting),
        (row.meeting for row in new.values() if row.meeting),
    )
    return tuple(
        Shift(
            old[one.before.pair] if one.before else None,
            new[one.after.pair] if one.after else None,
        )
        for one in changes
    )
