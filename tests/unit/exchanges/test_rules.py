"""Terms of agreements, marks and days of exchanges, at their boundaries."""

from datetime import date, timedelta

import pytest

from events.exchanges.queries.agreements import MeasureRow, in_order
from events.exchanges.rules import (
    MARKS,
    SOON,
    AgreementTerm,
    MarkAction,
    MarkFacts,
    MarkState,
    agreement_faults,
    days_fit,
    ending_faults,
    is_overdue,
    measure_faults,
    plan_ends_soon,
    plan_faults,
    term_of,
    visit_faults,
)

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)
A, S = MarkAction, MarkState


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("ends_on", "ended_on", "term"),
    (
        (None, None, AgreementTerm.IN_FORCE),
        (TODAY + SOON + DAY, None, AgreementTerm.IN_FORCE),
        (TODAY + SOON, None, AgreementTerm.ENDS_SOON),
        (TODAY, None, AgreementTerm.ENDS_SOON),
        (TODAY - DAY, None, AgreementTerm.EXPIRED),
        (TODAY + SOON + DAY, TODAY, AgreementTerm.ENDED),
    ),
)
def test_the_term_of_an_agreement_at_each_boundary(ends_on, ended_on, term):
    assert term_of(ends_on, ended_on, TODAY) is term


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_marks_start_only_from_the_states_of_the_table(state, action):
    facts = MarkFacts(TODAY, TODAY, "потому что")
    allowed = {
        (S.OPEN, A.DO): S.DONE,
        (S.OPEN, A.DROP): S.DROPPED,
        (S.DONE, A.REOPEN): S.OPEN,
        (S.DROPPED, A.REOPEN): S.OPEN,
    }
    target = allowed.get((state, action))
    assert (not MARKS.refusals(action, state, facts)) == (target is not None)
    if target:
        assert MARKS.advance(action, state, facts) is target


def test_a_mark_needs_its_day_or_its_reason():
    assert codes(MARKS.refusals(A.DO, S.OPEN, MarkFacts(TODAY))) == ["no_day"]
    assert codes(MARKS.refusals(A.DO, S.OPEN, MarkFacts(TODAY, TODAY + DAY))) == ["day_ahead"]
    assert codes(MARKS.refusals(A.DROP, S.OPEN, MarkFacts(TODAY, note=" "))) == ["no_why"]


def test_open_things_are_overdue_after_their_last_day_only():
    assert not is_overdue(S.OPEN, TODAY, TODAY)
    assert is_overdue(S.OPEN, TODAY - DAY, TODAY)
    assert not is_overdue(S.DONE, TODAY - DAY, TODAY)
    assert not is_overdue(S.OPEN, None, TODAY)


def test_a_plan_that_ends_within_ninety_days_asks_for_the_next_one():
    assert plan_ends_soon([], TODAY) is None
    assert plan_ends_soon([(2025, 2026)], TODAY) == 2026
    assert plan_ends_soon([(2025, 2026), (2027, 2029)], TODAY) is None
    assert plan_ends_soon([(2022, 2024)], TODAY) == 2024
    assert plan_ends_soon([(2025, 2026)], date(2026, 10, 1)) is None
    assert plan_ends_soon([(2025, 2026)], date(2026, 10, 2)) == 2026


def test_an_agreement_tells_every_fault():
    faults = agreement_faults(" ", "", TODAY + DAY, TODAY, TODAY)
    assert codes(faults) == ["no_title", "no_partner", "signed_later", "ends_early"]
    assert agreement_faults("Соглашение", "Край", TODAY, TODAY, TODAY) == ()


def test_an_agreement_ends_once_between_its_signing_and_today():
    assert ending_faults(TODAY - DAY, None, TODAY, "решение", TODAY) == ()
    assert codes(ending_faults(TODAY, TODAY, TODAY - DAY, " ", TODAY)) == [
        "is_ended",
        "ended_early",
        "no_why",
    ]
    assert codes(ending_faults(TODAY, None, TODAY + DAY, "да", TODAY)) == ["ended_early"]


def test_measures_stay_within_the_years_of_their_plan():
    assert measure_faults("Обмен", date(2025, 1, 1), (2025, 2027)) == ()
    assert codes(measure_faults(" ", date(2028, 1, 1), (2025, 2027))) == ["no_words", "out_of_plan"]
    assert codes(plan_faults("План", (2025, 2026), [date(2027, 5, 31)])) == ["measures_outside"]
    assert codes(plan_faults(" ", (2027, 2026), [date(2027, 5, 31)])) == ["no_title", "bad_years"]
    assert plan_faults("План", (2025, 2027), [date(2027, 12, 31)]) == ()


def test_a_visit_lasts_at_most_sixty_days_and_keeps_its_programme():
    assert days_fit(TODAY, TODAY)
    assert days_fit(TODAY, TODAY + 59 * DAY)
    assert not days_fit(TODAY, TODAY + 60 * DAY)
    assert codes(visit_faults(TODAY, TODAY - DAY, [])) == ["bad_visit_days"]
    assert codes(visit_faults(TODAY, TODAY, [TODAY + DAY])) == ["points_outside"]
    assert visit_faults(TODAY, TODAY + DAY, [TODAY, TODAY + DAY]) == ()


def test_measures_stand_by_their_numbers_not_by_their_letters():
    def measure(number):
        return MeasureRow(None, 1, None, number, "", TODAY, "", S.OPEN, None, "")

    found = in_order([measure("1.10"), measure("2.1"), measure("1.3")])
    assert [each.number for each in found] == ["1.3", "1.10", "2.1"]
