"""Which hall each host sits in, decided before any slot: few guests shall have to change halls.

Clusters hosts with common guests, by moves and swaps that cool down. A hall gets no more meetings
than its share of all table places, with a little to spare.
"""

from collections.abc import Mapping
from math import exp
from random import Random

from events.missions.rules.timetable.problem import Participant, Problem, host_of

ATTEMPTS = 150  # per host
MOST_ATTEMPTS = 15_000  # about a second
HOT, COLD = 1.5, 0.05
SPARE = 1.03  # of an even load, as far as places allow
FULL = 3  # what one meeting too many in a hall costs, in guests who change halls


def halls_of_hosts(problem: Problem, given: Mapping[int, int], seed: int) -> dict[int, int]:
    """By host; `given` halls (published, locked) and a host's own hall stay."""
    guests = guests_of_hosts(problem)
    known = {one.key: one for one in problem.participants}
    if not problem.halls:
        return {}
    fixed = {host: hall for host in guests if (hall := known[host].hall) is not None}
    fixed |= {host: hall for host, hall in given.items() if host in guests}
    search = Clusters(problem, guests, fixed)
    if len(problem.halls) > 1:
        search.run(Random(f"halls {seed}"))  # noqa: S311  # chance, not a secret
    return search.hall


def guests_of_hosts(problem: Problem) -> dict[int, list[int]]:
    known: dict[int, Participant] = {one.key: one for one in problem.participants}
    found: dict[int, list[int]] = {}
    for request in problem.requests:
        host = host_of(known[request.first], known[request.second]).key
        guest = request.second if host == request.first else request.first
        found.setdefault(host, []).append(guest)
    return found


class Clusters:
    """Hosts in halls; `visits[guest, hall]` counts a guest's meetings in a hall."""

    def __init__(
        self, problem: Problem, guests: Mapping[int, list[int]], fixed: Mapping[int, int]
    ) -> None:
        self.guests = guests
        self.places = {
            one.key: one.tables * (problem.all_slots if one.open is None else one.open).bit_count()
            for one in problem.halls
        }
        meetings, places = sum(map(len, guests.values())), max(1, sum(self.places.values()))
        share = min(1.0, meetings / places * SPARE)
        self.limit = {hall: places * share for hall, places in self.places.items()}
        self.load = dict.fromkeys(self.places, 0)
        self.visits: dict[tuple[int, int], int] = {}
        self.hall: dict[int, int] = {}
        self.movable = sorted(set(guests) - set(fixed))
        for host, hall in fixed.items():
            self.enter(host, hall)
        for host in sorted(self.movable, key=lambda one: (-len(guests[one]), one)):
            self.enter(host, min(self.places, key=lambda hall: (self.price(host, hall), hall)))

    def enter(self, host: int, hall: int) -> None:
        self.hall[host] = hall
        self.load[hall] = self.load.get(hall, 0) + len(self.guests[host])
        for guest in self.guests[host]:
            self.visits[guest, hall] = self.visits.get((guest, hall), 0) + 1

    def leave(self, host: int) -> int:
        hall = self.hall.pop(host)
        self.load[hall] -= len(self.guests[host])
        for guest in self.guests[host]:
            self.visits[guest, hall] -= 1
        return hall

    def price(self, host: int, hall: int) -> float:
        """What it costs that this host, now nowhere, enters the hall."""
        new = sum(not self.visits.get((guest, hall)) for guest in self.guests[host])
        limit = self.limit.get(hall, 0)
        over = max(0.0, self.load[hall] + len(self.guests[host]) - limit)
        return new + FULL * (over - max(0.0, self.load[hall] - limit))

    def run(self, random: Random) -> None:
        attempts = min(MOST_ATTEMPTS, ATTEMPTS * len(self.movable))
        halls = sorted(self.places)
        for attempt in range(attempts):
            temperature = HOT * (COLD / HOT) ** (attempt / attempts)
            one = self.movable[int(random.random() * len(self.movable))]
            if random.random() < 1 / 2:
                there = halls[int(random.random() * len(halls))]
                self.move((one,), (there,), temperature, random)
            else:
                other = self.movable[int(random.random() * len(self.movable))]
                if self.hall[one] != self.hall[other]:
                    self.move((one, other), (self.hall[other], self.hall[one]), temperature, random)

    def move(
        self, hosts: tuple[int, ...], there: tuple[int, ...], temperature: float, random: Random
    ) -> None:
        """Carry the move out unless it is too dear for the temperature."""
        here = tuple(self.hall[host] for host in hosts)
        saved = self.change(hosts, here)
        worse = self.change(hosts, there) - saved
        if worse > 0 and random.random() >= exp(-worse / temperature):
            self.change(hosts, here)

    def change(self, hosts: tuple[int, ...], halls: tuple[int, ...]) -> float:
        """Take hosts out, put them into halls, and return what their entering costs."""
        for host in hosts:
            self.leave(host)
        total = 0.0
        for host, hall in zip(hosts, halls, strict=True):
            total += self.price(host, hall)
            self.enter(host, hall)
        return total
