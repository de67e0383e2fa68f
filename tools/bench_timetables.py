"""How good are timetables of negotiations? Breaks of real ones beside their proven optimum.

Seconds are CPU seconds of this process, which other work on the machine blurs least. The
independent checker proves every timetable. Fails when an aim is missed; `--quick` leaves out 60 s.
"""

import argparse
import os
import sys
import time
from dataclasses import replace
from random import Random

from events.missions.rules.timetable.board import Board
from events.missions.rules.timetable.budget import Progress, Seconds
from events.missions.rules.timetable.checking import violations
from events.missions.rules.timetable.halls import halls_of_hosts
from events.missions.rules.timetable.measures import measures_of
from events.missions.rules.timetable.placing import Placing
from events.missions.rules.timetable.problem import Problem
from events.missions.rules.timetable.repairing import Repair, repair
from events.missions.rules.timetable.solving import Solution, solve
from tools.timetables import FOLDER, LARGE, OPTIMA, SMALL, Size, family, read

SHORT, LONG = 5, 60
LEFT = 20  # percent of the first placement's distance that may be left after SHORT seconds
PERFECT = 4  # of the six have to reach the optimum
SEEDS = range(1, 6)
HALLS = Size(40, 25, 16, 20, 4)
LOAD = 0.9


def run(problem: Problem, seconds: float, *, stop_at: int = -1, seed: int = 1) -> Solution:
    """A checked solution; `stop_at` so many breaks, because a known optimum needs no more time."""

    def goes_on(news: Progress) -> bool:
        return news.breaks > stop_at or news.placed < news.possible or not news.percent

    solution = solve(problem, Seconds(seconds, time.process_time, goes_on), seed=seed)
    prove(problem, solution)
    return solution


def prove(problem: Problem, solution: Solution | Repair) -> None:
    if found := violations(problem, solution.timetable):
        raise SystemExit("; ".join(map(str, found)))


def real(seconds: tuple[int, ...]) -> bool:
    """Breaks of the six instances after each time; whether the aims are met after the first."""
    print(
        f"{'breaks of real negotiations':<28} optimum  first "
        + "".join(f"{s:>6} s" for s in seconds)
        + "  most for one participant (even share)"
    )
    perfect, is_good = 0, True
    for name, optimum in OPTIMA.items():
        problem = read(FOLDER / f"{name}.dzn")
        found = [run(problem, s, stop_at=optimum) for s in seconds]
        first, short = found[0].first_breaks, found[0].breaks
        breaks = "".join(f"{one.breaks:>8}" for one in found)
        print(
            f"  {name:<26} {optimum:>7} {first:>6} {breaks}  {share(problem, found[-1])}",
            flush=True,
        )
        perfect += short == optimum
        is_good &= (short - optimum) * 100 <= LEFT * (first - optimum)
        is_good &= found[0].placed == len(problem.requests)
    return is_good and perfect >= PERFECT


def share(problem: Problem, solution: Solution) -> str:
    """The most breaks of one participant beside an even share of all."""
    measures = measures_of(problem, solution.timetable)
    return f"{measures.most_breaks} ({even(measures.breaks, problem)})"


def even(total: int, problem: Problem) -> int:
    """What each would have if all had as near as possible the same, rounded up."""
    return -(-total // len(problem.participants))


def halls(size: Size, load: float, seconds: float, seeds: range) -> bool:
    """Breaks and changes of hall where halls are several; whether nobody has far more of them."""
    print(
        f"{size}, {size.halls} halls, load {load}, {seconds:g} s: all / most for one (even share)"
    )
    is_good = True
    for seed in seeds:
        problem = family(size, load, seed)
        found = measures_of(problem, run(problem, seconds, seed=seed).timetable)
        print(
            f"  seed {seed}: breaks {found.breaks} / {found.most_breaks}"
            f" ({even(found.breaks, problem)}), changes of hall {found.hall_changes} /"
            f" {found.most_hall_changes} ({even(found.hall_changes, problem)})",
            flush=True,
        )
        is_good &= max(found.most_breaks, found.most_hall_changes) <= problem.spread + 1
    return is_good


def first_fit(problem: Problem) -> int:
    """How many pairs first fit alone leaves without a meeting."""
    board = Board(problem, halls_of_hosts(problem, {}, 0))
    Placing(board, Random(0), len(problem.requests)).first_fit()  # noqa: S311  # chance, not a secret
    return len(board.unplaced())


def places(size: Size, seconds: float, seeds: range) -> bool:
    """Whether every accepted pair finds its place in the time; prints what else comes out."""
    print(
        f"{size}, load {LOAD}, {seconds:g} s:"
        " pairs, unplaced (first fit / ours), breaks (first / ours)"
    )
    is_good = True
    for seed in seeds:
        problem = family(size, LOAD, seed)
        solution = run(problem, seconds, seed=seed)
        left = len(solution.timetable.unplaced)
        print(
            f"  seed {seed} {len(problem.requests):>6} {first_fit(problem):>6} / {left}"
            f" {solution.first_breaks:>8} / {solution.breaks} (at least {solution.least_breaks};"
            f" most for one {share(problem, solution)})",
            flush=True,
        )
        is_good &= left == 0
    return is_good


def repairs(size: Size, load: float) -> bool:
    """A buyer loses the first half day after publication: how many others move at most."""
    problem = family(size, load, 1)
    published = run(problem, 2).timetable
    lost = moved = worst = 0
    for number in range(size.exporters, size.exporters + size.buyers):
        people = list(problem.participants)
        half = (1 << size.slots // 2) - 1
        people[number] = replace(people[number], free=people[number].free & ~half)
        changed = replace(problem, participants=tuple(people))
        found = repair(changed, published)
        prove(changed, found)
        lost, moved = lost + found.lost, moved + found.moved
        worst = max(worst, found.moved + found.lost)
    count = len(published.meetings)
    print(
        f"{size}, load {load}: each buyer in turn loses a half day; of {count} meetings at most"
        f" {worst} change ({100 * worst / count:.1f} %); on average {lost / size.buyers:.1f} lost,"
        f" {moved / size.buyers:.1f} others moved"
    )
    return worst * 20 <= count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the long runs")
    chosen = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; CPU seconds")
    results = [
        real((SHORT,) if chosen.quick else (SHORT, LONG)),
        places(SMALL, 2, SEEDS),
        places(LARGE, 10, range(1, 2)),
        halls(HALLS, 0.7, 2, range(1, 4)),
        repairs(SMALL, 0.8),
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
