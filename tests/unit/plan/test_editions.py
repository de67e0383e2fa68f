"""The life of a plan's edition and what it changes."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.plan.rules.dates import last_day
from events.plan.rules.editions import (
    EMPTY,
    LIFE_CYCLE,
    MEETING_BEGUN,
    NO_DECISION,
    UNCHANGED,
    UNREADY,
    UNREASONED,
    Change,
    ChangeKind,
    EditionFacts,
    PlanEditionAction,
    PlanEditionState,
    changes_between,
    removed_after_its_date,
)

S, A, K = PlanEditionState, PlanEditionAction, ChangeKind
DECIDED = EditionFacts(has_minutes=True)
EXPECTED = {
    (S.DRAFT, A.TABLE): S.TABLED,
    (S.TABLED, A.TAKE_BACK): S.DRAFT,
    (S.TABLED, A.APPROVE): S.APPROVED,
    (S.TABLED, A.REFUSE): S.DRAFT,
}
ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_an_edition_takes_only_the_steps_of_the_table(state, action):
    refusals = LIFE_CYCLE.refusals(action, state, DECIDED)
    if target := EXPECTED.get((state, action)):
        assert LIFE_CYCLE.advance(action, state, DECIDED) is target
    else:
        assert [refusal.code for refusal in refusals] == ["wrong_state"]


@pytest.mark.parametrize("action", (A.APPROVE, A.REFUSE))
def test_a_plan_is_decided_only_in_minutes(action):
    assert LIFE_CYCLE.refusals(action, S.TABLED, EditionFacts()) == (NO_DECISION,)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    (
        (EditionFacts(lines=0), EMPTY),
        (EditionFacts(unready=1), UNREADY),
        (EditionFacts(unreasoned=1), UNREASONED),
        (EditionFacts(differs=False), UNCHANGED),
    ),
)
def test_an_unfinished_edition_is_not_tabled(facts, refusal):
    assert LIFE_CYCLE.refusals(A.TABLE, S.DRAFT, facts) == (refusal,)


def test_an_edition_is_not_taken_back_from_a_meeting_that_has_begun():
    facts = EditionFacts(meeting_has_begun=True)
    assert LIFE_CYCLE.refusals(A.TAKE_BACK, S.TABLED, facts) == (MEETING_BEGUN,)


def line(name="Миссия", starts_on="2026-02-10", **values):
    return {"name": name, "starts_on": starts_on, **values}


def test_what_differs_is_told_by_kind():
    old = {ONE: line(), TWO: line("Выставка"), THREE: line("Форум")}
    new = {
        TWO: line("Выставка", "2026-03-01"),
        ONE: line("Бизнес-миссия"),
        UUID(int=4): line("Приём"),
    }
    assert changes_between(old, new) == (
        Change(TWO, K.MOVED, ("starts_on",)),
        Change(ONE, K.CHANGED, ("name",)),
        Change(UUID(int=4), K.ADDED),
        Change(THREE, K.REMOVED),
    )


LINES = st.dictionaries(
    st.sampled_from([ONE, TWO, THREE]),
    st.fixed_dictionaries({"name": st.text(max_size=2), "month": st.integers(1, 3)}),
)


@given(LINES, LINES)
def test_an_edition_differs_from_another_exactly_where_a_line_does(old, new):
    changed = {change.event_id for change in changes_between(old, new)}
    assert changed == {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    assert changes_between(new, new) == ()


@pytest.mark.parametrize(
    ("ends_on", "is_flagged"),
    ((date(2026, 6, 24), True), (date(2026, 6, 25), False), (None, False)),
)
def test_taking_out_an_event_after_its_date_is_flagged(ends_on, is_flagged):
    changes = (Change(ONE, K.REMOVED), Change(TWO, K.CHANGED))
    days = {ONE: ends_on, TWO: date(2026, 1, 1)}
    found = removed_after_its_date(changes, days, date(2026, 6, 25))
    assert found == (frozenset({ONE}) if is_flagged else frozenset())


@pytest.mark.parametrize(
    ("ends_on", "month", "last"),
    (
        (date(2026, 5, 3), 7, date(2026, 5, 3)),
        (None, 2, date(2026, 2, 28)),
        (None, 12, date(2026, 12, 31)),
        (None, None, None),
    ),
)
def test_a_month_counts_by_its_last_day(ends_on, month, last):
    assert last_day(2026, ends_on, month) == last
