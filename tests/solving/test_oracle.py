"""On small negotiations ours is as good as the optimum that constraint programming proves."""

from dataclasses import replace
from functools import cache
from importlib import import_module
from itertools import pairwise

import pytest

from events.missions.rules.timetable.problem import Side
from tests.builders_timetables import grown, solved
from tools.timetables import Size, family


@cache
def programming():
    """Loaded when the first of these tests runs: it brings pandas along."""
    return import_module("ortools.sat.python.cp_model")


class Oracle:
    """The same problem as 0-1 variables: who meets when and with which interpreter."""

    def __init__(self, problem, halls):
        self.problem, self.halls, self.model = problem, halls, programming().CpModel()
        self.people = {one.key: one for one in problem.participants}
        self.slots = range(len(problem.sessions))
        self.at = {
            (n, s): self.model.new_bool_var(f"{n} {s}")
            for n, one in enumerate(problem.requests)
            for s in self.slots
            if self.may_be(one, s)
        }
        for n in range(len(problem.requests)):
            self.model.add_at_most_one(var for (m, _), var in self.at.items() if m == n)
        self.limit_people()
        self.limit_tables()
        self.limit_interpreters()
        self.breaks = [var for key in self.people for var in self.breaks_of(key)]

    def host(self, request):
        first, second = (self.people[key] for key in request.pair)
        return second if second.side is Side.BUYER and first.side is not Side.BUYER else first

    def may_be(self, request, slot):
        free = self.people[request.first].free & self.people[request.second].free
        hall = next(h for h in self.problem.halls if h.key == self.halls[self.host(request).key])
        if hall.open is not None and not request.apart:
            free &= hall.open
        return free >> slot & 1 and (request.within is None or request.within >> slot & 1)

    def met_by(self, key, slot):
        requests = enumerate(self.problem.requests)
        return [self.at[n, slot] for n, r in requests if key in r.pair and (n, slot) in self.at]

    def limit_people(self):
        for key, one in self.people.items():
            for slot in self.slots:
                self.model.add_at_most_one(self.met_by(key, slot))
            if one.most is not None:
                self.model.add(sum(sum(self.met_by(key, s)) for s in self.slots) <= one.most)

    def limit_tables(self):
        hosted = [(self.host(one), one) for one in self.problem.requests]
        for hall in self.problem.halls:
            for slot in self.slots:
                need = [
                    self.at[n, slot]
                    for n, (host, one) in enumerate(hosted)
                    if (n, slot) in self.at and not one.apart
                    and self.halls[host.key] == hall.key and host.table is None
                ]  # fmt: skip
                own = {one.table for key, one in self.people.items() if self.owns(key, hall)}
                self.model.add(sum(need) <= hall.tables - len(own))

    def owns(self, key, hall):
        return self.people[key].table is not None and self.halls.get(key) == hall.key

    def limit_interpreters(self):
        for slot in self.slots:
            helped = {one.key: [] for one in self.problem.interpreters}
            for n, request in enumerate(self.problem.requests):
                if request.language is None or (n, slot) not in self.at:
                    continue
                mine = []
                for one in self.problem.interpreters:
                    if request.language in one.languages and one.free >> slot & 1:
                        mine.append(self.model.new_bool_var(f"{n} {slot} {one.key}"))
                        helped[one.key].append(mine[-1])
                self.model.add(sum(mine) == self.at[n, slot])
            for found in helped.values():
                self.model.add_at_most_one(found)

    def breaks_of(self, key):
        """One for every idle slot after a meeting that has another meeting later in the session."""
        for session in set(self.problem.sessions):
            slots = [s for s in self.slots if self.problem.sessions[s] == session]
            busy = {s: sum(self.met_by(key, s)) for s in slots}
            for before, slot in pairwise(slots):
                for later in (s for s in slots if s > slot):
                    gap = self.model.new_bool_var(f"gap {key} {slot} {later}")
                    inside = sum(busy[s] for s in slots if slot <= s < later)
                    self.model.add(busy[before] + busy[later] - 1 - inside <= gap)
                    yield gap

    def best(self):
        """Most meetings, then fewest breaks."""
        solver = programming().CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = 20
        self.model.maximize(1000 * sum(self.at.values()) - sum(self.breaks))
        assert solver.solve(self.model) == programming().OPTIMAL
        placed = sum(solver.value(var) for var in self.at.values())
        return placed, sum(solver.value(var) for var in self.breaks)


@pytest.mark.parametrize("seed", range(10))
def test_grown_negotiations_are_placed_as_well_as_proven_possible(seed):
    problem = replace(grown(seed), locked=(), spread=99)
    even = tuple(replace(one, weight=1) for one in problem.requests)
    people = tuple(replace(one, least=0) for one in problem.participants)
    problem = replace(problem, requests=even, participants=people)
    solution = solved(problem, 60_000)
    placed, breaks = Oracle(problem, dict(solution.timetable.halls)).best()
    assert solution.placed == placed <= solution.possible
    assert solution.least_breaks <= solution.breaks
    if placed == len(problem.requests):
        assert solution.breaks == breaks >= solution.least_breaks


@pytest.mark.parametrize("seed", range(3))
def test_breaks_reach_the_proven_optimum(seed):
    problem = replace(family(Size(7, 5, 6, 4), 0.8, seed), spread=99)
    solution = solved(problem, 60_000)
    assert (solution.placed, solution.breaks) == Oracle(
        problem, dict(solution.timetable.halls)
    ).best()
