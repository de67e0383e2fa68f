"""From a problem to a timetable with its certificate: the one way that a new run takes.

Never moves a locked meeting. After publication use `repairing` instead.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from core.kernel.errors import N_, Refusal, Refused
from events.missions.rules.timetable.annealing import Annealing
from events.missions.rules.timetable.board import OFF, Board
from events.missions.rules.timetable.bounds import least_breaks, most_meetings
from events.missions.rules.timetable.budget import Budget, SearchPhase
from events.missions.rules.timetable.contradictions import refuse_contradictions
from events.missions.rules.timetable.halls import halls_of_hosts
from events.missions.rules.timetable.placing import TICK, Placing
from events.missions.rules.timetable.problem import Meeting, Problem, Timetable, host_of
from events.missions.rules.timetable.reasons import unplaced_of
from events.missions.rules.timetable.seating import Seating

QUICK = 2_000  # attempts at placing before it is asked how many can be placed at all
PATIENCE = 0.25  # of the budget for placing more, when the bound is not reached


@dataclass(frozen=True, slots=True)
class Solution:
    """The timetable with its proof: `placed` of `possible`, `breaks` not below `least_breaks`.

    Where the two figures are equal nothing better exists. `first_breaks`: before the improvement.
    """

    timetable: Timetable
    placed: int
    possible: int
    breaks: int
    least_breaks: int
    first_breaks: int
    is_cancelled: bool


def solve(problem: Problem, budget: Budget, *, seed: int = 0) -> Solution:
    """The best timetable within the budget; raises Refused when something contradicts."""
    refuse_contradictions(problem)
    random = Random(seed)  # noqa: S311  # chance, not a secret
    halls = halls_of_hosts(problem, halls_of_meetings(problem, problem.locked), seed)
    board = Board(problem, halls)
    lock(board, problem.locked)
    possible = place(board, budget, random)
    first = sum(board.breaks())
    fewest = least_breaks(board)
    placed = sum(slot != OFF for slot in board.slot)
    budget.tell(placed=placed, possible=possible, breaks=first, least_breaks=fewest)
    Annealing(board, random, fewest).run(budget)
    breaks = sum(board.breaks())
    meetings = Seating(board, halls, problem.locked).meetings()
    timetable = Timetable(meetings, unplaced_of(board, possible), tuple(sorted(halls.items())))
    budget.tell(phase=SearchPhase.READY, breaks=breaks)
    return Solution(timetable, placed, possible, breaks, fewest, first, budget.is_cancelled)


def place(board: Board, budget: Budget, random: Random) -> int:
    """Place what can be placed; return how many that could be at most."""
    asked = sum(can != 0 for can in board.can)
    placing = Placing(board, random, asked)
    placing.first_fit()
    budget.tell(phase=SearchPhase.PLACING, placed=placing.placed, possible=asked)

    def goes_on(placed: int) -> bool:
        return budget.spend_on_placing(TICK, placed) and budget.share() < PATIENCE

    placing.run(QUICK, goes_on)
    if placing.placed == asked:
        return asked
    placing.goal = most_meetings(board)
    budget.tell(possible=placing.goal)
    Placing(board, random, placing.goal).run(budget.moves_left(), goes_on)
    return placing.goal


def halls_of_meetings(problem: Problem, meetings: Iterable[Meeting]) -> dict[int, int]:
    """The halls in which these meetings put their hosts."""
    known = {one.key: one for one in problem.participants}
    return {
        host_of(known[one.first], known[one.second]).key: one.hall
        for one in meetings
        if one.hall is not None and one.first in known and one.second in known
    }


def lock(board: Board, locked: Iterable[Meeting]) -> None:
    """Put locked meetings where they are, for good."""
    numbers = {request.pair: n for n, request in enumerate(board.requests)}
    for one in locked:
        number = numbers.get(one.pair)
        if number is None or not can_stay(board, number, one.slot):
            raise Refused(lock_contradicts(board, one))
        board.fix(number, one.slot)


def can_stay(board: Board, number: int, slot: int) -> bool:
    return bool(board.can[number] >> slot & 1 and board.free_slots(number) >> slot & 1)


def lock_contradicts(board: Board, one: Meeting) -> Refusal:
    names: Mapping[int, str] = {person.key: str(person) for person in board.people}
    return Refusal(
        "lock_contradicts",
        N_(
            "The locked meeting of %(first)s and %(second)s in slot %(slot)s is not possible"
            " beside the others. Unlock it or change who is present."
        ),
        {
            "first": names.get(one.first, str(one.first)),
            "second": names.get(one.second, str(one.second)),
            "slot": one.slot + 1,
        },
    )
