"""Tables and interpreters for meetings that have their slot and hall.

The board has seen to it that there are enough; here hosts get to sit still as far as possible.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from events.missions.rules.timetable.board import OFF, Board, owned_tables
from events.missions.rules.timetable.flow import matching
from events.missions.rules.timetable.problem import (
    Hall,
    Meeting,
    Pair,
    Participant,
    Slots,
    host_of,
    numbers_of,
    slots_of,
)


class Seating:
    """Who sits where; `before` are meetings whose table and interpreter should stay."""

    def __init__(self, board: Board, halls: Mapping[int, int], before: Iterable[Meeting]) -> None:
        self.board, self.halls = board, halls
        self.before: dict[Pair, Meeting] = {one.pair: one for one in before}
        self.people = {one.key: one for one in board.people}
        self.locked = {one.pair for one in board.problem.locked}
        self.table: dict[int, int] = {}

    def meetings(self) -> tuple[Meeting, ...]:
        """Every placed meeting with its table and interpreter, in the order of the slots."""
        by_hall: dict[int, list[int]] = {}
        for meeting, slot in enumerate(self.board.slot):
            if slot != OFF and self.needs_table(meeting):
                by_hall.setdefault(self.board.hall[meeting], []).append(meeting)
        for hall in self.board.problem.halls:
            self.seat(hall, by_hall.get(hall.key, []))
        interpreters = self.interpreters()
        found = [
            self.meeting(meeting, interpreters)
            for meeting, slot in enumerate(self.board.slot)
            if slot != OFF
        ]
        return tuple(
            sorted(found, key=lambda one: (one.slot, one.hall or 0, one.table or 0, one.pair))
        )

    def meeting(self, number: int, interpreters: Mapping[int, int]) -> Meeting:
        request, hall = self.board.requests[number], self.board.hall[number]
        has_hall = hall != OFF and not request.apart
        return Meeting(
            request.first,
            request.second,
            self.board.slot[number],
            hall if has_hall else None,
            self.table.get(number),
            interpreters.get(number),
        )

    def needs_table(self, meeting: int) -> bool:
        return self.board.hall[meeting] != OFF and not self.board.requests[meeting].apart

    def host(self, meeting: int) -> Participant:
        request = self.board.requests[meeting]
        return host_of(self.people[request.first], self.people[request.second])

    def seat(self, hall: Hall, meetings: list[int]) -> None:
        """Own tables, then those known from before, then each host where it can stay longest."""
        owned = {n for key, n in owned_tables(self.board.people, self.halls) if key == hall.key}
        numbers = set(range(1, hall.tables + 1)) - owned
        free = dict.fromkeys(sorted(numbers), self.board.problem.all_slots)
        waiting: dict[int, dict[int, int]] = {}  # by host and slot the meeting
        usual: dict[int, Counter[int]] = {}
        for meeting in sorted(meetings, key=self.urgency):
            host, slot = self.host(meeting), self.board.slot[meeting]
            table = host.table or self.known_table(meeting, hall)
            if host.table is None and not (table and free.get(table, 0) >> slot & 1):
                waiting.setdefault(host.key, {})[slot] = meeting
                continue
            self.table[meeting] = table
            free[table] = free.get(table, 0) & ~(1 << slot)
            usual.setdefault(host.key, Counter())[table] += 1
        for host_key, own in sorted(waiting.items(), key=lambda one: (-len(one[1]), one[0])):
            stays = self.longest_stays(slots_of(own), free, usual.get(host_key, {}))
            for slot, table in stays:
                self.table[own[slot]] = table

    def known_table(self, meeting: int, hall: Hall) -> int:
        """The table that this meeting had before in the same slot and hall, or 0."""
        before = self.before.get(self.board.requests[meeting].pair)
        is_same = before and (before.hall, before.slot) == (hall.key, self.board.slot[meeting])
        return (before.table or 0) if before and is_same else 0

    def urgency(self, meeting: int) -> tuple[bool, int]:
        return self.board.requests[meeting].pair not in self.locked, meeting

    def longest_stays(
        self, slots: Slots, free: dict[int, Slots], usual: Mapping[int, int]
    ) -> Iterable[tuple[int, int]]:
        """Tables for a host's slots, few changes; takes them from `free`."""
        while slots:
            table = max(free, key=lambda n: ((free[n] & slots).bit_count(), usual.get(n, 0), -n))
            stay = free[table] & slots
            if not stay:  # only when locked meetings took more than there is: the checker tells
                return
            free[table] ^= stay
            slots ^= stay
            for slot in numbers_of(stay):
                yield slot, table

    def interpreters(self) -> dict[int, int]:
        """By meeting; in each slot a matching, the interpreter known from before first."""
        by_slot: dict[int, list[int]] = {}
        for meeting, slot in enumerate(self.board.slot):
            if slot != OFF and self.board.requests[meeting].language:
                by_slot.setdefault(slot, []).append(meeting)
        found: dict[int, int] = {}
        for slot, meetings in sorted(by_slot.items()):
            meetings.sort(key=self.urgency)
            found |= matching({one: self.able(one, slot) for one in meetings})
        return found

    def able(self, meeting: int, slot: int) -> list[int]:
        request = self.board.requests[meeting]
        known = self.before.get(request.pair)
        wanted = known.interpreter if known else None
        if request.pair in self.locked and wanted is not None:
            return [wanted]
        able = [
            one.key
            for one in self.board.problem.interpreters
            if request.language in one.languages and one.free >> slot & 1
        ]
        return sorted(able, key=lambda key: (key != wanted, key))
