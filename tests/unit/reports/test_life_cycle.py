"""The whole matrix of states, actions and facts of a report, and each guard by itself."""

from itertools import product

import pytest

from core.kernel.errors import Refused
from council.reports.rules import (
    LIFE_CYCLE,
    ReportAction,
    ReportState,
    Ruling,
    heard,
)

S, A = ReportState, ReportAction
MOVES = {
    (S.DRAFT, A.SUBMIT): S.SUBMITTED,
    (S.RETURNED, A.SUBMIT): S.SUBMITTED,
    (S.DRAFT, A.PRESENT): S.PRESENTED,
    (S.SUBMITTED, A.APPROVE): S.APPROVED,
    (S.SUBMITTED, A.RETURN): S.RETURNED,
    (S.SUBMITTED, A.REVISE): S.DRAFT,
    (S.APPROVED, A.REVISE): S.DRAFT,
    (S.PRESENTED, A.REVISE): S.DRAFT,
    (S.APPROVED, A.HEAR): S.HEARD,
    (S.PRESENTED, A.HEAR): S.HEARD,
    (S.DRAFT, A.WITHDRAW): S.WITHDRAWN,
    (S.SUBMITTED, A.WITHDRAW): S.WITHDRAWN,
    (S.RETURNED, A.WITHDRAW): S.WITHDRAWN,
    (S.APPROVED, A.WITHDRAW): S.WITHDRAWN,
    (S.PRESENTED, A.WITHDRAW): S.WITHDRAWN,
}
# Which facts let each action through, in the words of the specification and not of the code.
ALLOWED = {
    A.SUBMIT: lambda f: f.is_author and f.is_gated and f.has_content,
    A.PRESENT: lambda f: f.is_author and not f.is_gated and f.has_content,
    A.APPROVE: lambda f: f.is_deputy_chair and not f.is_author,
    A.RETURN: lambda f: f.is_deputy_chair and not f.is_author and f.remarks == "Исправить.",
    A.REVISE: lambda f: f.is_author and not f.is_being_heard,
    A.HEAR: lambda f: f.is_approved or not f.is_gated,
    A.WITHDRAW: lambda f: f.is_author and not f.is_being_heard and f.remarks == "Исправить.",
}
FACTS = [
    Ruling(*flags, remarks=remarks)
    for flags in product((False, True), repeat=6)
    for remarks in ("", " \n", "Исправить.")
]


def the_right_facts_for(action):
    return next(facts for facts in FACTS if ALLOWED[action](facts))


@pytest.mark.parametrize("action", ReportAction)
@pytest.mark.parametrize("state", ReportState)
def test_a_report_moves_only_along_its_table(state, action):
    facts = the_right_facts_for(action)

    if target := MOVES.get((state, action)):
        assert LIFE_CYCLE.advance(action, state, facts) is target
    else:
        with pytest.raises(Refused) as refused:
            LIFE_CYCLE.advance(action, state, facts)
        assert refused.value.codes == ("wrong_state",)


@pytest.mark.parametrize("state_and_action", MOVES, ids=" ".join)
def test_every_combination_of_facts_is_judged_as_the_specification_says(state_and_action):
    state, action = state_and_action
    for facts in FACTS:
        is_refused = bool(LIFE_CYCLE.refusals(action, state, facts))
        assert is_refused is not bool(ALLOWED[action](facts)), facts


@pytest.mark.parametrize(
    ("state", "action", "facts", "codes"),
    (
        (S.DRAFT, A.SUBMIT, Ruling(is_gated=False), ("not_author", "no_gate", "empty_report")),
        (S.DRAFT, A.PRESENT, Ruling(is_gated=True), ("not_author", "gated", "empty_report")),
        (
            S.SUBMITTED,
            A.RETURN,
            Ruling(is_gated=True, is_author=True),
            ("not_deputy_chair", "own_report", "no_remarks"),
        ),
        (
            S.APPROVED,
            A.WITHDRAW,
            Ruling(is_gated=True, is_being_heard=True),
            ("not_author", "being_heard", "no_reason"),
        ),
        (S.APPROVED, A.HEAR, Ruling(is_gated=True), ("not_approved",)),
    ),
)
def test_a_refusal_names_every_reason_at_once(state, action, facts, codes):
    assert tuple(r.code for r in LIFE_CYCLE.refusals(action, state, facts)) == codes


def test_nobody_decides_on_their_own_report_not_even_the_deputy_chair():
    author_in_office = Ruling(is_gated=True, is_author=True, is_deputy_chair=True, remarks="Нет.")

    for action in (A.APPROVE, A.RETURN):
        refusals = LIFE_CYCLE.refusals(action, S.SUBMITTED, author_in_office)
        assert [refusal.code for refusal in refusals] == ["own_report"]


def test_no_step_leads_to_an_approval_but_the_deputy_chairs():
    ways = [
        (action, step) for action, step in LIFE_CYCLE.steps.items() if step.target is S.APPROVED
    ]

    assert [action for action, _ in ways] == [A.APPROVE]


@pytest.mark.parametrize(
    ("is_gated", "is_approved", "allowed"),
    ((True, True, True), (True, False, False), (False, False, True), (False, True, True)),
)
def test_a_gated_report_is_heard_only_with_a_live_approval(is_gated, is_approved, allowed):
    state = S.APPROVED if is_gated else S.PRESENTED
    if allowed:
        assert heard(state, is_gated=is_gated, is_approved=is_approved) is S.HEARD
    else:
        with pytest.raises(Refused, match="no approval"):
            heard(state, is_gated=is_gated, is_approved=is_approved)


@pytest.mark.parametrize("state", (S.HEARD, S.WITHDRAWN))
def test_nothing_happens_to_a_report_that_was_heard_or_withdrawn(state):
    assert LIFE_CYCLE.reachable_actions(state) == ()
