"""How good a timetable is, in figures for the organiser.

Says nothing about whether it is possible: that is for `checking`.
"""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from events.missions.rules.timetable.problem import (
    Meeting,
    Problem,
    Side,
    Timetable,
    host_of,
    numbers_of,
    stretches,
)

INSISTED = 16  # the weight of a pair on which both sides insist, see `wishes`


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts; `table_use` in whole percent of all places at tables, rounded down."""

    placed: int
    asked: int
    insisted_placed: int
    insisted: int
    breaks: int
    most_breaks: int
    fewest_breaks: int
    hall_changes: int
    most_hall_changes: int
    table_changes: int
    fewest_meetings: int
    median_meetings: int
    under_least: int
    table_use: int
    no_interpreter: int


def measures_of(problem: Problem, timetable: Timetable) -> Measures:
    own = meetings_by_person(problem, timetable.meetings)
    breaks = [breaks_of(problem, meetings) for meetings in own.values() if meetings] or [0]
    walks = [changes(problem, found, tables=False) for found in own.values()] or [0]
    guests = [len(own[p.key]) for p in problem.participants if p.side is not Side.BUYER] or [0]
    insisted = {one.pair for one in problem.requests if one.weight > INSISTED}
    seats = sum(hall.tables for hall in problem.halls) * len(problem.sessions)
    known = {one.key: one for one in problem.participants}
    hosted: dict[int, list[Meeting]] = {}
    for one in timetable.meetings:
        hosted.setdefault(host_of(known[one.first], known[one.second]).key, []).append(one)
    return Measures(
        placed=len(timetable.meetings),
        asked=len(problem.requests),
        insisted_placed=sum(one.pair in insisted for one in timetable.meetings),
        insisted=len(insisted),
        breaks=sum(breaks),
        most_breaks=max(breaks),
        fewest_breaks=min(breaks),
        hall_changes=sum(walks),
        most_hall_changes=max(walks),
        table_changes=sum(changes(problem, found, tables=True) for found in hosted.values()),
        fewest_meetings=min(guests),
        median_meetings=median_low(guests),
        under_least=sum(len(own[p.key]) < p.least for p in problem.participants),
        table_use=100 * sum(one.table is not None for one in timetable.meetings) // max(1, seats),
        no_interpreter=sum(one.reason.code == "no_interpreter" for one in timetable.unplaced),
    )


def meetings_by_person(problem: Problem, meetings: tuple[Meeting, ...]) -> dict[int, list[Meeting]]:
    """Everybody's own timetable, in the order of the slots."""
    found: dict[int, list[Meeting]] = {one.key: [] for one in problem.participants}
    for meeting in sorted(meetings, key=lambda one: one.slot):
        found[meeting.first].append(meeting)
        found[meeting.second].append(meeting)
    return found


def breaks_of(problem: Problem, meetings: list[Meeting]) -> int:
    """Groups of idle slots between two meetings of one session."""
    busy = {one.slot for one in meetings}
    total = 0
    for stretch in stretches(problem.sessions):
        part = [slot in busy for slot in numbers_of(stretch)]
        starts = sum(now and not before for before, now in zip([False, *part], part, strict=False))
        total += max(0, starts - 1)
    return total


def changes(problem: Problem, meetings: list[Meeting], *, tables: bool) -> int:
    """How often the next meeting of the same session is in another hall (or at another table)."""
    return sum(
        problem.sessions[one.slot] == problem.sessions[two.slot]
        and None not in {one.hall, two.hall}
        and (one.hall != two.hall or (tables and one.table != two.table))
        for one, two in pairwise(meetings)
    )
