"""Who could be met by somebody at some time: for an empty cell of the grid. Pure."""

from dataclasses import dataclass

from events.missions.rules.timetable.problem import Pair, Side
from events.negotiations.rules.materials import Materials, chosen_of, participant_of, requests_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is free then; `is_asked`: the pair shall meet and waits for a time."""

    number: int
    name: str
    pair: Pair
    is_asked: bool


def candidates(materials: Materials, number: int, slot: int) -> tuple[Candidate, ...]:
    """Those of the other side who are there, free, not declined and not met anyway.

    Pairs that wait for a time come first. Whether a table is left shows when one is chosen.
    """
    people = {one.number: one for one in materials.people}
    busy = {n for row in materials.rows if row.slot == slot for n in row.pair}
    bit = 1 << slot
    if number in busy or not participant_of(people[number], materials).free & bit:
        return ()
    closed = {row.pair for row in materials.rows if row.slot is not None}
    refused = chosen_of(materials).refused
    closed |= {one.pair for one in refused if one.reason.code == "declined"}
    asked = {one.pair for one in requests_of(materials)}
    found = []
    for one in materials.people:
        if one.side is people[number].side or one.number in busy:
            continue
        is_buyer = one.side is Side.BUYER
        pair = (number, one.number) if is_buyer else (one.number, number)
        if pair in closed or not participant_of(one, materials).free & bit:
            continue
        found.append(Candidate(one.number, one.name, pair, pair in asked))
    return tuple(sorted(found, key=lambda one: (not one.is_asked, one.number)))
