"""What a run of the search found, as rows and figures; proven before anybody keeps it. Pure."""

from collections.abc import Mapping
from dataclasses import asdict

from events.missions.rules.timetable.budget import Budget
from events.missions.rules.timetable.measures import measures_of
from events.missions.rules.timetable.solving import Solution, solve
from events.negotiations.rules.adjusting import (
    Adjustment,
    check,
    rows_after,
    shifts_between,
    without_impossible_locks,
)
from events.negotiations.rules.materials import Materials, problem_of


def searched(materials: Materials, budget: Budget, seed: int) -> Solution:
    """The best timetable within the budget; raises Refused when something contradicts itself."""
    return solve(problem_of(without_impossible_locks(materials)), budget, seed=seed)


def taken_over(materials: Materials, solution: Solution) -> Adjustment:
    """The solution as rows; raises Refused with every violation the checker finds."""
    materials = without_impossible_locks(materials)
    rows = rows_after(materials, solution.timetable)
    check(materials, rows, solution.timetable.halls)
    seats = dict(solution.timetable.halls)
    return Adjustment(rows, seats, shifts_between(materials.rows, rows))


def figures_of(materials: Materials, solution: Solution) -> Mapping[str, int]:
    """How good the timetable is, as numbers by name."""
    return asdict(measures_of(problem_of(materials), solution.timetable))
