"""Kempe chains: the meetings that change places when one of them moves to another slot.

Between two slots every participant has at most one meeting in each, so the meetings that depend on
each other are a path or a ring; exchanging its two slots keeps everybody in one place at a time.
Only the two ends of a path become busy in another slot.
"""

from collections.abc import Callable
from dataclasses import dataclass

from events.missions.rules.timetable.board import OFF, Board


@dataclass(slots=True)
class Chain:
    """`ends` is empty for a ring; `people` are the bases of all whose two slots are exchanged."""

    here: int
    there: int
    meetings: list[int]
    people: list[int]
    ends: tuple[int, ...] = ()  # two for each path


def chain_of(board: Board, meeting: int, there: int) -> Chain | None:
    """What must change with `meeting` when it goes `there`; None if one of them may not."""
    here = board.slot[meeting]
    at, can, both, total = board.at, board.can, board.both, here + there
    person, into = board.right[meeting], there
    meetings, people = [meeting], [person]
    ends: list[int] = []
    for start in (person, board.left[meeting]):
        person, into = start, there
        if ends:
            people.append(person)
        following = at[person + into]
        while following != OFF:
            if following == meeting:
                return Chain(here, there, meetings, people)
            into = total - into
            if not can[following] >> into & 1:
                return None
            meetings.append(following)
            person = both[following] - person
            people.append(person)
            following = at[person + into]
        ends.append(person)
    return Chain(here, there, meetings, people, (ends[0], ends[1]))


def ends_finder(board: Board) -> Callable[[int, int], tuple[int, int] | None]:
    """A quick way to the two ends of a chain, for the many that are not worth carrying out.

    The same end twice stands for a ring, None for a chain that may not be exchanged.
    """
    at, can, both, slot = board.at, board.can, board.both, board.slot
    left, right = board.left, board.right

    def ends_of(meeting: int, there: int) -> tuple[int, int] | None:
        total = slot[meeting] + there
        person, into = right[meeting], there
        following = at[person + into]
        while following >= 0:
            if following == meeting:
                return person, person
            into = total - into
            if not can[following] >> into & 1:
                return None
            person = both[following] - person
            following = at[person + into]
        end = person
        person, into = left[meeting], there
        following = at[person + into]
        while following >= 0:
            into = total - into
            if not can[following] >> into & 1:
                return None
            person = both[following] - person
            following = at[person + into]
        return end, person

    return ends_of


def fits(board: Board, chain: Chain) -> bool:
    """Whether tables and interpreters suffice in both slots after the exchange."""
    here, there, slot, load, room = chain.here, chain.there, board.slot, board.load, board.room
    grows: dict[int, int] = {}  # by how many meetings each pool grows there
    for meeting in chain.meetings:
        step = 1 if slot[meeting] == here else -1
        for pool in board.pools[meeting]:
            grows[pool] = grows.get(pool, 0) + step
    return all(
        load[pool + there] + more <= room[pool + there]
        and load[pool + here] - more <= room[pool + here]
        for pool, more in grows.items()
    )


def joined(one: Chain, other: Chain) -> Chain | None:
    """Two chains of the same two slots as one exchange; None when they are the same chain."""
    if other.meetings[0] in one.meetings:
        return None
    meetings, people = one.meetings + other.meetings, one.people + other.people
    return Chain(one.here, one.there, meetings, people, one.ends + other.ends)


def exchange(board: Board, chain: Chain) -> None:
    """Carry the exchange out; doing it twice undoes it."""
    here, there, at, slot = chain.here, chain.there, board.at, board.slot
    for person in chain.people:
        i, j = person + here, person + there
        at[i], at[j] = at[j], at[i]
    total, load, pools = here + there, board.load, board.pools
    for meeting in chain.meetings:
        before = slot[meeting]
        slot[meeting] = after = total - before
        for pool in pools[meeting]:
            load[pool + before] -= 1
            load[pool + after] += 1
    bits = 1 << here | 1 << there
    for person in chain.ends:
        board.busy[person] ^= bits
