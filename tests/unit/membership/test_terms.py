"""Terms include both their days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from council.membership.rules.terms import Term

DAY = date(2026, 3, 10)
DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 28))


@st.composite
def terms(draw):
    since = draw(DAYS)
    length = draw(st.none() | st.integers(0, 30))
    return Term(since, None if length is None else since + timedelta(days=length))


def test_both_the_first_and_the_last_day_count():
    term = Term(DAY, DAY + timedelta(days=2))

    covered = [n for n in range(-1, 4) if term.covers(DAY + timedelta(days=n))]

    assert covered == [0, 1, 2]
    assert Term(DAY).covers(date(2199, 1, 1))
    assert not Term(DAY).covers(DAY - timedelta(days=1))


def test_a_term_may_last_one_day_and_never_less():
    assert Term(DAY, DAY).is_in_order
    assert Term(DAY).is_in_order
    assert not Term(DAY, DAY - timedelta(days=1)).is_in_order


@given(terms(), terms())
def test_terms_overlap_exactly_when_some_day_is_in_both(first, second):
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(100))
    shared = any(first.covers(day) and second.covers(day) for day in days)

    assert first.overlaps(second) == second.overlaps(first) == shared
