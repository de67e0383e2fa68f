"""Improvement: breaks, changes of hall and unfairness become fewer by exchanging Kempe chains.

Simulated annealing in rounds of growing length, each from the best timetable so far. How warm a
round is depends on counted moves alone, so that a seed and a number of moves say what comes out.
"""

from math import exp
from random import Random

from events.missions.rules.timetable.board import OFF, Board
from events.missions.rules.timetable.budget import Budget
from events.missions.rules.timetable.chains import (
    Chain,
    chain_of,
    ends_finder,
    exchange,
    fits,
    joined,
)
from events.missions.rules.timetable.problem import Slots, numbers_of

STEP = 1000  # moves between two looks at temperature and budget
ROUNDS = (1 / 15, 2 / 14, 4 / 12, 1.0)  # of what is left: each round is twice as long as the last
REST = (1.0, 1.0)  # when moves went faster than foreseen
HOT, COLD = 0.35, 0.13
GUIDED = 0.5  # share of moves that try to close a break of somebody


class Annealing:
    """A search that leaves the board at the best timetable it met."""

    def __init__(self, board: Board, random: Random, goal: int) -> None:
        self.board, self.random, self.goal = board, random, goal
        self.movable = [
            m for m, slot in enumerate(board.slot) if slot != OFF and board.can[m] & ~(1 << slot)
        ]
        self.options = [tuple(numbers_of(can)) for can in board.can]
        self.bases = list(board.base.values())
        self.mixed = mixed_people(board)
        self.ends_of = ends_finder(board)
        self.holes: dict[Slots, tuple[list[int], list[int]]] = {}
        self.cost = self.best = board.cost()
        self.best_slots = board.slot.copy()
        self.best_breaks = sum(board.breaks())

    def run(self, budget: Budget) -> None:
        """Improve until the goal or the end of the budget."""
        for share in (*ROUNDS, *REST):
            length = int(budget.moves_left() * share) // STEP
            for step in range(length):
                if self.best <= self.goal or not self.movable:
                    break
                self.some_moves(HOT * (COLD / HOT) ** (step / length))
                if not budget.spend(STEP, self.best_breaks):
                    break
            self.finish()

    def finish(self) -> None:
        """Bring the best back to the board."""
        self.board.restore(self.best_slots)
        self.cost = self.best
        self.best_breaks = sum(self.board.breaks())

    def some_moves(self, temperature: float) -> None:
        """Propose STEP exchanges; most are too dear and never carried out."""
        chance, price, busy = self.random.random, self.board.price, self.board.busy
        ends_of, slot = self.ends_of, self.board.slot
        for _ in range(STEP):
            proposal = self.guided() if chance() < GUIDED else self.blind()
            if proposal is None or (ends := ends_of(*proposal)) is None:
                continue
            one, two = ends
            worse = 0
            if one != two:
                meeting, there = proposal
                bits = 1 << slot[meeting] | 1 << there
                mine, other = busy[one], busy[two]
                worse = price[mine ^ bits] - price[mine] + price[other ^ bits] - price[other]
            if worse > 0 and chance() >= exp(-worse / temperature):
                continue
            if chain := chain_of(self.board, *proposal):
                if fits(self.board, chain):
                    self.carry_out(chain, worse, temperature)
                else:
                    self.make_room(chain, worse, temperature)

    def make_room(self, chain: Chain, worse: int, temperature: float) -> None:
        """Where all tables are taken another chain has to go the other way at the same time."""
        board, chance, price = self.board, self.random.random, self.board.price
        base = self.bases[int(chance() * len(self.bases))]
        partner = board.at[base + chain.there]
        if partner == OFF or not board.can[partner] >> chain.here & 1:
            return
        back = chain_of(board, partner, chain.here)
        both = joined(chain, back) if back else None
        if both is None or back is None or not fits(board, both):
            return
        bits = 1 << chain.here | 1 << chain.there
        for person in back.ends:
            worse += price[board.busy[person] ^ bits] - price[board.busy[person]]
        if worse <= 0 or chance() < exp(-worse / temperature):
            self.carry_out(both, worse, temperature)

    def carry_out(self, chain: Chain, worse: int, temperature: float) -> None:
        """Exchange; where halls matter, changes of hall have to pass a test of their own as well.

        Two tests one after the other favour the same timetables as one test of the sum would.
        """
        if self.mixed:
            more = self.more_changes(chain)
            if more > 0 and self.random.random() >= exp(-more / temperature):
                exchange(self.board, chain)
                return
            worse += more
        else:
            exchange(self.board, chain)
        self.cost += worse
        if self.cost < self.best:
            self.best, self.best_slots = self.cost, self.board.slot.copy()

    def more_changes(self, chain: Chain) -> int:
        """Carry the exchange out and tell what the changes of hall cost more than before."""
        touched = [person for person in chain.people if person in self.mixed]
        before = sum(map(self.board.walking, touched))
        exchange(self.board, chain)
        return sum(map(self.board.walking, touched)) - before

    def blind(self) -> tuple[int, int] | None:
        chance = self.random.random
        meeting = self.movable[int(chance() * len(self.movable))]
        options = self.options[meeting]
        there = options[int(chance() * len(options))]
        return None if there == self.board.slot[meeting] else (meeting, there)

    def guided(self) -> tuple[int, int] | None:
        """A meeting at the edge of somebody's break into the break."""
        board, chance = self.board, self.random.random
        base = self.bases[int(chance() * len(self.bases))]
        busy = board.busy[base]
        if not board.price[busy]:
            return None
        holes, edges = self.holes.get(busy) or self.remember(busy)
        there = holes[int(chance() * len(holes))]
        meeting = board.at[base + edges[int(chance() * len(edges))]]
        return (meeting, there) if board.can[meeting] >> there & 1 else None

    def remember(self, busy: Slots) -> tuple[list[int], list[int]]:
        """The idle slots inside, and the busy slots beside an idle one or at the rim."""
        holes, edges = list[int](), list[int]()
        for stretch in self.board.price.stretches:
            if part := busy & stretch:
                lowest = (part & -part).bit_length() - 1
                inner = range(lowest, part.bit_length())
                holes += [slot for slot in inner if not part >> slot & 1]
                edges += numbers_of(part & ~((part << 1) & (part >> 1)))
        self.holes[busy] = holes, edges
        return holes, edges


def mixed_people(board: Board) -> frozenset[int]:
    """The bases of those with meetings in more than one hall."""
    halls: dict[int, set[int]] = {}
    for meeting, slot in enumerate(board.slot):
        if slot != OFF:
            for base in (board.left[meeting], board.right[meeting]):
                halls.setdefault(base, set()).add(board.hall[meeting])
    return frozenset(base for base, found in halls.items() if len(found - {OFF}) > 1)
