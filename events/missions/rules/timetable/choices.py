"""Moving one meeting by hand: what each slot would mean for it.

Changes nothing. To carry a choice out lock the meeting there and `repair` with a share of 0.
"""

from dataclasses import dataclass

from events.missions.rules.timetable.board import OFF, Board
from events.missions.rules.timetable.problem import Pair, Problem, Timetable, numbers_of


@dataclass(frozen=True, slots=True)
class Choice:
    """`in_the_way` are the pairs that would have to go; `has_room` is False without a table.

    `more_breaks` is what the two gain or lose in breaks by it.
    """

    slot: int
    in_the_way: tuple[Pair, ...]
    has_room: bool
    more_breaks: int

    @property
    def is_free(self) -> bool:
        return self.has_room and not self.in_the_way


def choices(problem: Problem, timetable: Timetable, pair: Pair) -> tuple[Choice, ...]:
    """Every slot in which both are present, for a pair that is placed or still waits."""
    board = Board(problem, dict(timetable.halls))
    numbers = {request.pair: n for n, request in enumerate(board.requests)}
    for meeting in timetable.meetings:
        if meeting.pair != pair and meeting.pair in numbers:
            board.put(numbers[meeting.pair], meeting.slot)
    number = numbers[pair]
    now = next((one.slot for one in timetable.meetings if one.pair == pair), OFF)
    before = breaks_with(board, number, now)
    return tuple(
        Choice(
            slot,
            in_the_way(board, number, slot),
            board.has_room(number, slot),
            breaks_with(board, number, slot) - before,
        )
        for slot in numbers_of(board.can[number])
        if slot != now
    )


def in_the_way(board: Board, number: int, slot: int) -> tuple[Pair, ...]:
    bases = board.left[number], board.right[number]
    found = {board.at[base + slot] for base in bases} - {OFF}
    return tuple(board.requests[other].pair for other in sorted(found))


def breaks_with(board: Board, number: int, slot: int) -> int:
    """Breaks of the two when they also meet in this slot (OFF: do not)."""
    bit = 0 if slot == OFF else 1 << slot
    bases = board.left[number], board.right[number]
    return sum(board.price.breaks(board.busy[base] | bit) for base in bases)
