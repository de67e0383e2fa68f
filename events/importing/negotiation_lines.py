"""The negotiations of a mission as the file has them: read and checked, each fault at its place.

Only what took place is read: no wishes and no interpreters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from core.importing.nodes import Node
from core.importing.sections import Known
from events.importing import words
from events.negotiations.rules.slots import LONGEST, SHORTEST, Day, Rhythm, slots_of_days
from events.timetables.rules import MeetingGrade, NextStep

MOST_TABLES = 200


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting of the file; company and partner by their ids there."""

    day: date
    starts_at: time
    table: int
    company: str
    partner: str
    grade: MeetingGrade
    step: NextStep
    result: str

    @property
    def claims(self) -> tuple[tuple[Any, ...], ...]:
        """Who and what can be at one meeting only at this time, by the name of its place."""
        moment = (self.day, self.starts_at)
        return (
            ("company_id", *moment, self.company),
            ("partner_id", *moment, self.partner),
            ("table", *moment, self.table),
        )


@dataclass(frozen=True, slots=True)
class Negotiations:
    """All meetings in order of time; `partners` are name and interest by id."""

    event: str
    minutes: int
    days: tuple[Day, ...]
    partners: dict[str, tuple[str, str]]
    meetings: tuple[MeetingLine, ...]


def negotiations_of(node: Node, known: Known) -> Negotiations:
    minutes = node.needed("slot_minutes").whole(low=SHORTEST, high=LONGEST)
    partners = {
        each["id"].text(): (each["name"].text(), each["interest"].text())
        for each in node["foreign_partners"].each()
    }
    lines = [(each, meeting_of(each, known, partners)) for each in node["meetings"].each()]
    meetings = sorted((line for _, line in lines), key=lambda line: (line.day, line.starts_at))
    days = days_of(meetings, minutes)
    begins = {(slot.day, slot.starts_at) for slot in slots_of_days(days, Rhythm(minutes))}
    for place, line in lines:
        if (line.day, line.starts_at) not in begins:
            place["time"].fault(f"is no beginning of a slot of {minutes} minutes")
    refuse_twice(lines)
    event = node["event_code"].text()
    return Negotiations(event, minutes, days, partners, tuple(meetings))


def meeting_of(node: Node, known: Known, partners: dict[str, Any]) -> MeetingLine:
    company, partner = node["company_id"], node["partner_id"]
    values = company.known(known["companies"])
    if values is not None and not values[0]["inn"]:
        company.fault(f"{company.value!r} has no INN, by which companies are known")
    partner.known(partners)
    grade, step = node["result"].one_of(words.GRADES)
    return MeetingLine(
        node.needed("date").day(),
        node.needed("time").clock(),
        node.needed("table").whole(low=1, high=MOST_TABLES),
        company.text(),
        partner.text(),
        grade,
        step,
        node["result"].text(),
    )


def refuse_twice(lines: Iterable[tuple[Node, MeetingLine]]) -> None:
    """Nobody sits at two tables at once, nor two pairs at one; whoever did not meet sat nowhere."""
    pairs, claims = set(), set()
    for node, line in lines:
        if (line.company, line.partner) in pairs:
            node.fault("these two meet already")
        pairs.add((line.company, line.partner))
        if line.grade is MeetingGrade.NOT_HELD:
            continue
        for claim in line.claims:
            if claim in claims:
                node[claim[0]].fault("is taken at this time already")
            claims.add(claim)


def days_of(meetings: Sequence[MeetingLine], minutes: int) -> tuple[Day, ...]:
    """Each day from its first meeting to the end of its last one."""
    found = []
    for day, lines in groupby(meetings, key=lambda line: line.day):
        times = [line.starts_at for line in lines]
        end = datetime.combine(day, max(times)) + timedelta(minutes=minutes)
        if end.date() == day:
            found.append(Day(day, min(times), end.time()))
    return tuple(found)
