"""Placing every accepted pair: first fit, then chains of ejections.

A meeting that finds no free slot takes the one where it drives out least; what was driven out
looks for a place anew and is dearer to drive out from then on. Ends at the bound or the budget.
"""

from collections import deque
from collections.abc import Callable
from random import Random

from events.missions.rules.timetable.board import OFF, Board
from events.missions.rules.timetable.problem import numbers_of

TICK = 200  # meetings tried between two looks at the budget
BOLD = 0.1  # share of attempts that may drive out two or more for one
PROBES = 4  # meetings weighed when a hall is full
SHORT = 8  # what it costs to bring a participant under its least number of meetings


class Placing:
    """The search for places; the board is at its best when `run` returns."""

    def __init__(self, board: Board, random: Random, goal: int) -> None:
        """`goal`: with so many meetings placed nothing better is possible."""
        self.board, self.random, self.goal = board, random, goal
        self.ejected = [0] * len(board.slot)
        waiting = [m for m in board.unplaced() if board.can[m]]
        waiting.sort(key=lambda m: (-board.weight[m], board.can[m].bit_count(), random.random()))
        self.queue = deque(waiting)
        self.placed = sum(slot != OFF for slot in board.slot)
        self.best = self.worth()
        self.best_slots = board.slot.copy()

    def worth(self) -> int:
        return sum(
            w for w, slot in zip(self.board.weight, self.board.slot, strict=True) if slot != OFF
        )

    def first_fit(self) -> None:
        """Each meeting in its first free slot, most restricted first; nobody is driven out."""
        left = deque[int]()
        for meeting in self.queue:
            if free := self.board.free_slots(meeting):
                self.board.put(meeting, next(numbers_of(free)))
                self.placed += 1
            else:
                left.append(meeting)
        self.queue = left
        self.keep_if_better()

    def run(self, tries: int, goes_on: Callable[[int], bool]) -> None:
        """Eject and place until the goal, `tries` or a `goes_on` (told the placed) that says no."""
        now = worth = self.worth()
        for done in range(1, tries + 1):
            if not self.queue or self.placed >= self.goal:
                break
            if done % TICK == 0 and not goes_on(self.placed):
                break
            meeting = self.queue.popleft()
            now += self.place(meeting)
            if now > worth:
                worth = now
                self.keep_if_better()
        self.keep_if_better()
        self.board.restore(self.best_slots)

    def keep_if_better(self) -> None:
        worth = self.worth()
        if worth > self.best:
            self.best, self.best_slots = worth, self.board.slot.copy()

    def place(self, meeting: int) -> int:
        """Place one meeting where it costs least; return what the worth of the board gains."""
        board, best, chosen = self.board, float("inf"), None
        most = len(board.slot) if self.random.random() < BOLD else 1
        for slot in numbers_of(board.can[meeting]):
            victims = self.in_the_way(meeting, slot)
            if victims is None or len(victims) > most:
                continue
            cost = sum(map(self.price, victims)) + self.random.random() / 2
            if cost < best:
                best, chosen = cost, (slot, victims)
        if chosen is None:
            self.queue.append(meeting)
            return 0
        slot, victims = chosen
        for victim in victims:
            board.take(victim)
            self.ejected[victim] += 1
            self.queue.append(victim)
        board.put(meeting, slot)
        self.placed += 1 - len(victims)
        return board.weight[meeting] - sum(board.weight[one] for one in victims)

    def price(self, victim: int) -> int:
        board = self.board
        short = 0
        for base in (board.left[victim], board.right[victim]):
            short += board.busy[base].bit_count() <= board.least[base]
        return board.weight[victim] * (1 + self.ejected[victim]) + short * SHORT

    def in_the_way(self, meeting: int, slot: int) -> list[int] | None:
        """The meetings that must go so that this one fits into the slot; None: they may not."""
        board, victims = self.board, list[int]()
        for base in (board.left[meeting], board.right[meeting]):
            other = board.at[base + slot]
            if other == OFF and board.busy[base].bit_count() >= board.most[base]:
                other = self.least_of(base)
            if other != OFF and other not in victims:
                victims.append(other)
        for pool in board.pools[meeting]:
            leaving = sum(board.slot[v] == slot and pool in board.pools[v] for v in victims)
            if board.load[pool + slot] - leaving >= board.room[pool + slot]:
                found = self.one_of(pool, slot)
                if found is None:
                    return None
                victims.append(found)
        return None if any(board.fixed[victim] for victim in victims) else victims

    def least_of(self, base: int) -> int:
        """The cheapest meeting of a participant that has as many as it may have."""
        board = self.board
        own = [board.at[base + slot] for slot in numbers_of(board.busy[base])]
        movable = [one for one in own if not board.fixed[one]] or own
        return min(movable, key=self.price)

    def one_of(self, pool: int, slot: int) -> int | None:
        """A cheap meeting that uses up the pool in this slot, from a few met by chance."""
        board, found = self.board, list[int]()
        count = len(board.people)
        start = int(self.random.random() * count)
        for step in range(count):
            other = board.at[(start + step) % count * board.slots + slot]
            if other != OFF and pool in board.pools[other] and not board.fixed[other]:
                found.append(other)
                if len(found) == PROBES:
                    break
        return min(found, key=self.price, default=None)
