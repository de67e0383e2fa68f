"""Negotiations to try the timetable on: real ones from files, made-up ones from a seed.

Reads the six MiniZinc data files in tests/data/timetables and grows families like them.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

from events.missions.rules.timetable.problem import (
    Hall,
    Participant,
    Problem,
    Request,
    Side,
    Slots,
    slots_of,
)
from tools.launch import ROOT

FOLDER = ROOT / "tests" / "data" / "timetables"
OPTIMA = {
    "tic-12": 0,
    "tic-13crafc": 4,
    "forumt-14": 5,
    "forumt-14crafd": 4,
    "ticf-13crafc": 1,
    "forum-13": 0,
}
MORNING, AFTERNOON = 1, 2  # the sessions that a request may ask for; 3 is either
ABSENT = 0.15  # share of slots in which somebody is away


def numbers(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", text)]


def field(text: str, name: str) -> str:
    """What stands behind a name up to the semicolon."""
    found = re.search(rf"\b{name}\s*=\s*(.*?);", text, re.DOTALL)
    if not found:
        raise ValueError(name)
    return found[1]


def read(path: Path) -> Problem:
    """One instance: idle time over noon counts as a break, so there is one session."""
    text = path.read_text(encoding="ascii")
    people, tables, slots, morning = (
        int(field(text, name)) for name in ("nBusiness", "nTables", "nTotalSlots", "nMorningSlots")
    )
    everything, early = (1 << slots) - 1, (1 << morning) - 1
    within = {MORNING: early, AFTERNOON: everything & ~early}
    away = [numbers(one) for one in re.findall(r"\{(.*?)\}", field(text, "forbidden"))]
    asked = numbers(field(text, "requested"))
    rows = zip(asked[::3], asked[1::3], asked[2::3], strict=True)
    return Problem(
        sessions=(0,) * slots,
        participants=tuple(
            Participant(n, Side.PARTNER, everything & ~slots_of(s - 1 for s in away[n - 1] if s))
            for n in range(1, people + 1)
        ),
        halls=(Hall(1, tables),),
        requests=tuple(Request(a, b, within=within.get(session)) for a, b, session in rows),
    )


@dataclass(frozen=True, slots=True)
class Size:
    exporters: int
    buyers: int
    slots: int
    tables: int
    halls: int = 1

    def __str__(self) -> str:
        return f"{self.exporters} x {self.buyers}, {self.slots} slots, {self.tables} tables"


SMALL = Size(40, 25, 16, 20)
LARGE = Size(400, 250, 16, 200)


def family(size: Size, load: float, seed: int) -> Problem:
    """Accepted pairs for `load` of every buyer's free slots, exporters not above the same load."""
    random = Random(seed)  # noqa: S311  # chance, not a secret
    count = size.exporters + size.buyers
    free = [
        slots_of(slot for slot in range(size.slots) if random.random() >= ABSENT)
        for _ in range(count)
    ]
    requests = tuple(Request(*pair) for pair in pairs(size, load, free, random))
    half = size.slots // 2
    return Problem(
        sessions=tuple(slot // half for slot in range(size.slots)),
        participants=tuple(
            Participant(key, Side.EXPORTER if key < size.exporters else Side.BUYER, slots)
            for key, slots in enumerate(free)
        ),
        halls=tuple(Hall(key, size.tables // size.halls) for key in range(1, size.halls + 1)),
        requests=requests[: size.tables * size.slots],
    )


def pairs(size: Size, load: float, free: list[Slots], random: Random) -> list[tuple[int, int]]:
    left = [int(load * slots.bit_count()) for slots in free]
    found: list[tuple[int, int]] = []
    for buyer in range(size.exporters, len(free)):
        able = [one for one in range(size.exporters) if left[one] and free[one] & free[buyer]]
        random.shuffle(able)
        for exporter in able[: left[buyer] + (random.random() < 1 / 2)]:
            left[exporter] -= 1
            found.append((exporter, buyer))
    random.shuffle(found)
    return found
