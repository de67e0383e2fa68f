"""What no timetable can exceed: at most so many meetings, at least so many breaks.

Relaxations that leave out who is where at the same time; so they are proofs, not estimates.
"""

from collections.abc import Mapping, Sequence

from events.missions.rules.timetable.board import Board
from events.missions.rules.timetable.flow import ENDLESS, Network, matching
from events.missions.rules.timetable.problem import Side, Slots, numbers_of

BEFORE, RUNNING, AFTER = range(3)  # a run of meetings within a session


def most_meetings(board: Board) -> int:
    """At most so many of the requests can be placed at all."""
    sides = {board.base[one.key]: one.side for one in board.people}
    ends = [
        tuple(sorted((board.left[m], board.right[m]), key=lambda base: sides[base]))
        for m, can in enumerate(board.can)
    ]
    is_double = Side.PARTNER in sides.values()
    return min(
        by_people(board, ends, 2 if is_double else 1),
        by_slots(board, [one for one, _ in ends]),
        by_slots(board, [other for _, other in ends]),
    )


def own_limits(board: Board) -> dict[int, int]:
    """How many of each participant's meetings fit into its own slots, each in one it may have."""
    own: dict[int, list[int]] = {base: [] for base in board.base.values()}
    for meeting in range(len(board.can)):
        own[board.left[meeting]].append(meeting)
        own[board.right[meeting]].append(meeting)
    options = [tuple(numbers_of(can)) for can in board.can]
    return {
        base: min(board.most[base], len(matching({m: options[m] for m in found})))
        for base, found in own.items()
    }


def by_people(board: Board, ends: Sequence[tuple[int, ...]], factor: int) -> int:
    """A flow from one side to the other within everybody's limits.

    Partners of one kind stand on both sides; then every pair flows twice and half the flow counts.
    """
    network = Network()
    for base, limit in own_limits(board).items():
        network.arc("source", ("one", base), limit)
        network.arc(("other", base), "sink", limit)
    for pair, can in zip(ends, board.can, strict=True):
        if can:
            for one, other in (pair, pair[::-1])[:factor]:
                network.arc(("one", one), ("other", other), 1)
    return network.greatest("source", "sink") // factor


def by_slots(board: Board, bases: Sequence[int]) -> int:
    """Who sits on one side is in one place per slot; a slot has its tables and interpreters."""
    network, kinds = Network(), set[tuple[int, tuple[int, ...], int]]()
    for meeting, can in enumerate(board.can):
        base = bases[meeting]
        network.arc("source", ("meeting", meeting), 1)
        for slot in numbers_of(can):
            network.arc(("meeting", meeting), ("at", base, slot), 1)
            kinds.add((base, board.pools[meeting], slot))
    for base, pools, slot in sorted(kinds):
        network.arc(("at", base, slot), ("kind", pools, slot), 1)
    for pools, slot in sorted({(pools, slot) for _, pools, slot in kinds}):
        room = min((board.room[pool + slot] for pool in pools), default=ENDLESS)
        network.arc(("kind", pools, slot), ("pool", pools[:1], slot), room)
    for pool, slot in sorted({(pools[:1], slot) for _, pools, slot in kinds}):
        room = board.room[pool[0] + slot] if pool else ENDLESS
        network.arc(("pool", pool, slot), "sink", room)
    return network.greatest("source", "sink")


def least_breaks(board: Board) -> int:
    """Nobody can have fewer breaks than its own slots and its number of meetings force on it."""
    usable: dict[int, Slots] = dict.fromkeys(board.base.values(), 0)
    for meeting, can in enumerate(board.can):
        usable[board.left[meeting]] |= can
        usable[board.right[meeting]] |= can
    return sum(
        fewest_breaks(board.price.stretches, slots, board.busy[base].bit_count())
        for base, slots in usable.items()
    )


def fewest_breaks(sessions: Sequence[Slots], usable: Slots, meetings: int) -> int:
    """Fewest breaks of somebody with so many meetings in usable slots, session by session."""
    fewest = {0: 0}  # by meetings so far
    for session in sessions:
        states = {(count, BEFORE): breaks for count, breaks in fewest.items()}
        for slot in numbers_of(session):
            states = next_slot(states, can_meet=bool(usable >> slot & 1))
        fewest = {}
        for (count, _), breaks in states.items():
            fewest[count] = min(breaks, fewest.get(count, breaks))
    return fewest.get(meetings, 0)


def next_slot(
    states: Mapping[tuple[int, int], int], *, can_meet: bool
) -> dict[tuple[int, int], int]:
    """One slot further: idle, or (if possible) a meeting more; a new run after one is a break."""
    found: dict[tuple[int, int], int] = {}
    for (count, state), breaks in states.items():
        idle = (count, BEFORE if state == BEFORE else AFTER)
        found[idle] = min(breaks, found.get(idle, breaks))
        if can_meet:
            more, cost = (count + 1, RUNNING), breaks + (state == AFTER)
            found[more] = min(cost, found.get(more, cost))
    return found
