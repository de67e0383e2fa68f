"""Materials of a tiny schedule: exporters 1, 2; buyers 11, 12; four slots, two tables."""

from dataclasses import replace
from datetime import date, time

import pytest

from events.missions.rules.timetable.problem import Side
from events.missions.rules.timetable.wishes import Wish
from events.negotiations.rules.materials import Materials, Room, Row, Sitter
from events.negotiations.rules.slots import Day, Rhythm, slots_of_days

DAY = Day(date(2027, 2, 8), time(10), time(12))
SLOTS = slots_of_days([DAY], Rhythm(30))
PEOPLE = (
    *(Sitter(n, Side.EXPORTER, f"Завод {n}") for n in (1, 2)),
    *(Sitter(n, Side.BUYER, f"Buyer {n}") for n in (11, 12)),
)


def mutual(*pairs):
    return {way: Wish.WANT for one, other in pairs for way in ((one, other), (other, one))}


@pytest.fixture
def materials():
    """Everybody wants to meet everybody; (1, 11) meets at 10:00, (2, 12) too."""
    return Materials(
        slots=SLOTS,
        people=tuple(replace(one, seat=1) if one.number > 10 else one for one in PEOPLE),
        rooms=(Room(1, "Зал", 2),),
        wishes=mutual((1, 11), (1, 12), (2, 11), (2, 12)),
        rows=(Row(1, 11, 0, 1, 1), Row(2, 12, 0, 1, 2)),
    )
