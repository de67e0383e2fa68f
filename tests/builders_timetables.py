"""Negotiations for tests: small ones by hand, odd ones by chance (a seed from hypothesis)."""

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from events.missions.rules.timetable.budget import Budget
from events.missions.rules.timetable.problem import (
    Hall,
    Interpreter,
    Participant,
    Problem,
    Request,
    Side,
)
from events.missions.rules.timetable.solving import solve

ALL = (1 << 60) - 1
LANGUAGES = ("en", "zh", "ar")


def negotiations(  # noqa: PLR0913 - each argument is one thing a test varies
    pairs, *, exporters=3, buyers=2, slots=4, tables=2, halls=1, sessions=None, **more
):
    """Exporters are 0, 1, ...; buyers 10, 11, ...; halls 1, 2, ... with so many tables each."""
    keys = [*range(exporters), *range(10, 10 + buyers)]
    everything = (1 << slots) - 1
    return Problem(
        sessions=sessions or (0,) * slots,
        participants=tuple(
            Participant(key, Side.BUYER if key >= 10 else Side.EXPORTER, everything) for key in keys
        ),
        halls=tuple(Hall(n, tables) for n in range(1, halls + 1)),
        requests=tuple(one if isinstance(one, Request) else Request(*one) for one in pairs),
        **more,
    )


def changed(problem, key, **values):
    """The same negotiations with another participant of this key."""
    people = tuple(replace(p, **values) if p.key == key else p for p in problem.participants)
    return replace(problem, participants=people)


def solved(problem, moves=4_000, seed=1):
    return solve(problem, Budget(moves), seed=seed)


def presence(random, slots):
    """Mostly there."""
    everything = (1 << slots) - 1
    return everything & ~(random.getrandbits(slots) & random.getrandbits(slots))


def grown_person(random, key, slots, halls, tables):
    side = (Side.EXPORTER, Side.BUYER)[key % 2]
    has_table = side is Side.BUYER and random.random() < 0.2 and key // 2 < tables
    return Participant(
        key,
        side,
        presence(random, slots),
        most=random.choice((None, None, None, 1, 2, 4)),
        least=random.randrange(3),
        hall=1 + key % halls if has_table or random.random() < 0.1 else None,
        table=1 + key // 2 if has_table else None,
    )


def grown_requests(random, people, slots):
    both = [(one, other) for one in people for other in people if one.key < other.key]
    able = [(a.key, b.key) for a, b in both if a.side is not b.side or a.side is Side.PARTNER]
    return tuple(
        Request(
            *pair,
            weight=random.randint(1, 5),
            within=(1 << slots // 2) - 1 if random.random() < 0.1 else None,
            language=random.choice((None, None, None, *LANGUAGES)),
            apart=random.random() < 0.1,
        )
        for pair in random.sample(able, random.randint(len(able) // 3, len(able)))
    )


def grown(seed):
    """Small crowded negotiations with every feature; locks are taken from a first timetable."""
    random = Random(seed)  # noqa: S311
    slots, halls, tables = random.randint(2, 9), random.randint(1, 3), random.randint(1, 4)
    people = [
        grown_person(random, key, slots, halls, tables) for key in range(random.randint(4, 11))
    ]
    if random.random() < 0.3:
        people = [replace(one, side=Side.PARTNER, table=None) for one in people]
    open_in = [random.choice((None, None, presence(random, slots))) for _ in range(halls)]
    problem = Problem(
        sessions=tuple(sorted(random.randrange(3) for _ in range(slots))),
        participants=tuple(people),
        halls=tuple(Hall(n, tables, slots) for n, slots in enumerate(open_in, start=1)),
        requests=grown_requests(random, people, slots),
        interpreters=tuple(
            Interpreter(n, frozenset(random.sample(LANGUAGES, 2)), presence(random, slots))
            for n in range(random.randrange(4))
        ),
    )
    meetings = solved(problem, 0).timetable.meetings
    locked = random.sample(meetings, min(len(meetings), random.randrange(4)))
    return replace(problem, locked=tuple(locked))


def problems():
    return st.integers(0, 10**9).map(grown)
