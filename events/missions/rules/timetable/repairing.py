"""Repair after publication: what still holds stays; few others move to let the lost ones in.

At most a share of the published meetings changes its slot, lost ones counted; these may always
find another slot. Nothing is improved on the way: a published timetable is a promise.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from events.missions.rules.timetable.board import OFF, Board
from events.missions.rules.timetable.contradictions import refuse_contradictions
from events.missions.rules.timetable.halls import halls_of_hosts
from events.missions.rules.timetable.placing import Placing
from events.missions.rules.timetable.problem import Meeting, Pair, Problem, Timetable, numbers_of
from events.missions.rules.timetable.reasons import unplaced_of
from events.missions.rules.timetable.seating import Seating
from events.missions.rules.timetable.solving import halls_of_meetings, lock

SHARE = Fraction(1, 20)
DEEPEST = 4  # meetings that move for one lost meeting
ATTEMPTS = 6_000  # places looked at for one lost meeting and one depth
EFFORT = 20_000_000  # of all together, in places times meetings: some seconds of a large one


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one meeting; `before` None: new, `after` None: it no longer takes place."""

    before: Meeting | None
    after: Meeting | None

    @property
    def people(self) -> Pair:
        meeting = self.before or self.after
        return meeting.pair if meeting else (OFF, OFF)


@dataclass(frozen=True, slots=True)
class Repair:
    """`lost` could not stay, `moved` could but gave way; `limit` is for both together."""

    timetable: Timetable
    changes: tuple[Change, ...]
    lost: int
    moved: int
    limit: int

    @property
    def told(self) -> frozenset[int]:
        """Exactly those participants who have to be told."""
        return frozenset(key for change in self.changes for key in change.people)


def repair(
    problem: Problem, published: Timetable, *, share: Fraction = SHARE, seed: int = 0
) -> Repair:
    """Bring a published timetable into line with a problem that has changed since."""
    refuse_contradictions(problem)
    given = dict(published.halls) | halls_of_meetings(problem, published.meetings)
    halls = halls_of_hosts(problem, given, seed)
    board = Board(problem, halls)
    lock(board, problem.locked)
    lost = [number for number in keep(board, published.meetings) if number != OFF]
    limit = int(share * len(published.meetings))
    search = Insertion(board, seed, spare=max(0, limit - len(lost)))
    search.fill(lost, DEEPEST)
    search.fill(new_requests(board, published), DEEPEST)
    search.fill(sorted(board.unplaced()), 0)  # what found no place before moves nobody now
    meetings = Seating(board, halls, (*published.meetings, *problem.locked)).meetings()
    asked = len(board.requests)
    timetable = Timetable(meetings, unplaced_of(board, asked), tuple(sorted(halls.items())))
    found = tuple(changes_between(published.meetings, meetings))
    return Repair(timetable, found, len(lost), len(search.moved), limit)


def new_requests(board: Board, published: Timetable) -> list[int]:
    """Those of which the published timetable says nothing, the weightiest first."""
    known = {one.pair for one in published.meetings} | {one.pair for one in published.unplaced}
    new = [number for number in board.unplaced() if board.requests[number].pair not in known]
    return sorted(new, key=lambda number: -board.weight[number])


def keep(board: Board, meetings: Iterable[Meeting]) -> list[int]:
    """Put meetings where they were published; the numbers of those that cannot stay there.

    A meeting that nobody asks for any more is lost too; it has no number but OFF.
    """
    numbers = {request.pair: n for n, request in enumerate(board.requests)}
    lost: list[int] = []
    for meeting in meetings:
        number = numbers.get(meeting.pair, OFF)
        if number != OFF and board.slot[number] != OFF:
            continue  # locked, here or elsewhere
        free = 0 if number == OFF else board.free_slots(number)
        if free >> meeting.slot & 1 and meeting.hall in {None, board.hall[number]}:
            board.put(number, meeting.slot)
        else:
            lost.append(number)
    return lost


def changes_between(before: Iterable[Meeting], after: Iterable[Meeting]) -> Iterator[Change]:
    """Meetings whose slot, hall or table differs; another interpreter is no news to the pair."""
    old: Mapping[Pair, Meeting] = {one.pair: one for one in before}
    new: Mapping[Pair, Meeting] = {one.pair: one for one in after}
    for pair in sorted(old.keys() | new.keys()):
        was, now = old.get(pair), new.get(pair)
        if was is None or now is None or place_of(was) != place_of(now):
            yield Change(was, now)


def place_of(meeting: Meeting) -> tuple[int, int | None, int | None]:
    return meeting.slot, meeting.hall, meeting.table


class Insertion:
    """Puts meetings in one by one with as few others moved as possible, up to `spare` in all."""

    def __init__(self, board: Board, seed: int, *, spare: int) -> None:
        self.board, self.spare = board, spare
        random = Random(seed)  # noqa: S311  # chance, not a secret
        self.placing = Placing(board, random, goal=len(board.slot))
        self.home = board.slot.copy()
        self.moved: set[int] = set()
        self.attempts = 0
        self.left = EFFORT // max(1, len(board.slot))

    def fill(self, numbers: Iterable[int], deepest: int) -> None:
        for number in filter(self.may_grow, numbers):
            for depth in range(deepest + 1):
                self.attempts = ATTEMPTS
                if depth and self.left < 0:
                    break  # the rest finds a free place or none
                if self.insert(number, depth, frozenset()):
                    break
            self.moved = self.away()

    def may_grow(self, number: int) -> bool:
        """Whether both have time for one meeting more; driving out others does not help them."""
        board = self.board
        known = {board.base[one.key]: one.free for one in board.people}
        everything = board.problem.all_slots
        return bool(board.can[number]) and all(
            board.busy[base].bit_count()
            < min(board.most[base], (known[base] & everything).bit_count())
            for base in (board.left[number], board.right[number])
        )

    def away(self) -> set[int]:
        """Meetings that could have stayed but are elsewhere now."""
        pairs = zip(self.home, self.board.slot, strict=True)
        return {n for n, (home, slot) in enumerate(pairs) if home not in {OFF, slot}}

    def insert(self, number: int, depth: int, held: frozenset[int]) -> bool:
        """Find a slot for the meeting; those driven out find another, `depth` of them at most."""
        board = self.board
        for slot, victims in self.options(number, depth, held):
            self.attempts -= 1
            self.left -= 1
            if self.attempts < 0 or (depth and self.left < 0):
                return False
            before = [(victim, board.take(victim)) for victim in victims]
            board.put(number, slot)
            if self.settle(victims, depth - len(victims), held | {number}):
                return True
            board.take(number)
            for victim, place in before:
                board.put(victim, place)
        return False

    def settle(self, victims: list[int], depth: int, held: frozenset[int]) -> bool:
        """Find places for all that were driven out, or put back what was found for some."""
        if not victims:
            return len(self.away()) <= self.spare
        first, *others = victims
        saved = self.board.slot.copy()
        if self.insert(first, depth, held) and self.settle(others, depth, held | {first}):
            return True
        self.board.restore(saved)
        return False

    def options(self, number: int, depth: int, held: frozenset[int]) -> list[tuple[int, list[int]]]:
        """Slots with the meetings in the way, those that break least first."""
        board, found = self.board, []
        for slot in numbers_of(board.can[number]):
            victims = self.placing.in_the_way(number, slot)
            if victims is None or len(victims) > depth or held & set(victims):
                continue
            is_home = slot == self.home[number]
            found.append((len(victims) - is_home, self.more_breaks(number, slot), slot, victims))
        found.sort(key=lambda one: one[:3])
        return [(slot, victims) for _, _, slot, victims in found]

    def more_breaks(self, number: int, slot: int) -> int:
        board, bit = self.board, 1 << slot
        return sum(
            board.price[board.busy[base] | bit] - board.price[board.busy[base]]
            for base in (board.left[number], board.right[number])
        )
