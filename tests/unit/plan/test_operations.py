"""Whatever is done to the events and editions of a year, its figure stays a figure of the plan."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.kernel.errors import Refused
from events.plan.rules.completion import (
    STILL_POSSIBLE,
    Counting,
    LineStanding,
    Planned,
    completion_of,
    standing_of,
)
from events.programme.rules import LIFE_CYCLE, EventAction, EventFacts, EventState
from tests.unit.plan.test_completion import LOST

YEAR = 2026
DAYS = st.dates(date(YEAR, 1, 1), date(YEAR + 1, 3, 1))
NAMES = st.integers(0, 7)
STEPS = st.tuples(st.just("step"), NAMES, st.sampled_from(EventAction), DAYS)
AMENDMENTS = st.tuples(st.just("amend"), st.frozensets(NAMES, min_size=1), st.none(), DAYS)
COUNTINGS = st.builds(Counting, st.sampled_from((50, 80, 100)), needs_report=st.booleans())


@dataclass
class Year:
    """Events by name and the names that the edition in force holds; `today` never goes back."""

    events: dict[int, Planned]
    edition: frozenset[int]
    today: date = date(YEAR, 1, 1)
    counts: list[tuple[int, int]] = field(default_factory=list)

    def act(self, what, names, action, day):
        self.today = max(self.today, day)
        if what == "amend":
            self.edition = names
        else:
            self.step(names, action, day)

    def step(self, name, action, day):
        """What the table of states refuses does not happen."""
        event = self.events[name]
        facts = EventFacts(
            today=self.today,
            starts_on=event.ends_on,
            ends_on=event.ends_on,
            reason="решение",
            has_report=True,
            has_call=True,
        )
        try:
            state = LIFE_CYCLE.advance(action, event.state, facts)
        except Refused:
            return
        moved = day + timedelta(days=60) if action is EventAction.MOVE else event.ends_on
        is_reported = state is EventState.REPORTED
        self.events[name] = replace(event, state=state, ends_on=moved, has_report=is_reported)

    def standings(self, counting):
        return {
            name: standing_of(self.events[name], YEAR, self.today, counting)
            for name in self.edition
        }


@given(st.lists(st.one_of(STEPS, AMENDMENTS), max_size=40), COUNTINGS)
def test_invariant_12_no_history_counts_an_event_twice_or_loses_one(acts, counting):
    year = Year(
        {name: Planned(EventState.PLANNED, date(YEAR, name + 1, 20)) for name in range(8)},
        frozenset(range(5)),
    )
    for act in acts:
        year.act(*act)
        standings = year.standings(counting)
        figures = completion_of(standings.values(), counting)
        held = {name for name, each in standings.items() if each is LineStanding.COUNTS}
        possible = {name for name, each in standings.items() if each in STILL_POSSIBLE}
        lost = {name for name, each in standings.items() if each in LOST}
        assert held | possible | lost == year.edition
        assert len(held) + len(possible) + len(lost) == len(year.edition) == figures.planned
        assert (figures.held, figures.still_possible) == (len(held), len(possible))
        assert figures.held <= figures.forecast <= figures.planned
        assert figures.is_met == (figures.held >= figures.needed)
        for name in held:
            assert year.events[name].state in {EventState.HELD, EventState.REPORTED}
            assert year.events[name].ends_on.year == YEAR


@given(st.lists(STEPS, max_size=30), COUNTINGS)
def test_what_was_held_stays_held_while_the_plan_stays(acts, counting):
    year = Year(
        {name: Planned(EventState.PLANNED, date(YEAR, name + 1, 20)) for name in range(8)},
        frozenset(range(8)),
    )
    before = 0
    for act in acts:
        year.act(*act)
        held = completion_of(year.standings(counting).values(), counting).held
        assert held >= before
        before = held
