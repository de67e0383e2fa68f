"""The life of an edition: every state against every action, and each guard by itself."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from core.kernel.errors import Refused
from core.kernel.workdays import WorkCalendar
from council.membership.rules.procedure import DEFAULTS, Signatories
from council.minutes.rules import EditionAction, EditionState, Signatory
from council.minutes.rules.states import (
    EDITABLE,
    LIFE_CYCLE,
    SIGNED_FOR_EVER,
    EditionFacts,
    is_complete,
    is_visible,
    signers,
)
from council.minutes.rules.terms import publication_term, signing_term

S, A = EditionState, EditionAction
FINE = EditionFacts(
    number=2, correction_note="опечатка", as_signatory=Signatory.PRESIDING, reason="ошибка"
)
ALLOWED = {
    (S.DRAFT, A.CIRCULATE): S.CIRCULATED,
    (S.DRAFT, A.SEND_TO_SIGN): S.TO_SIGN,
    (S.DRAFT, A.DISCARD): S.DISCARDED,
    (S.CIRCULATED, A.SEND_TO_SIGN): S.TO_SIGN,
    (S.CIRCULATED, A.TAKE_BACK): S.DRAFT,
    (S.CIRCULATED, A.DISCARD): S.DISCARDED,
    (S.TO_SIGN, A.SIGN): S.SIGNED,
    (S.TO_SIGN, A.TAKE_BACK): S.DRAFT,
    (S.SIGNED, A.PUBLISH): S.PUBLISHED,
    (S.PUBLISHED, A.WITHDRAW): S.WITHDRAWN,
    (S.WITHDRAWN, A.PUBLISH): S.PUBLISHED,
}


@pytest.mark.parametrize(("state", "action"), tuple(product(S, A)))
def test_every_action_from_every_state(state, action):
    if target := ALLOWED.get((state, action)):
        assert LIFE_CYCLE.advance(action, state, FINE) is target
    else:
        with pytest.raises(Refused) as refused:
            LIFE_CYCLE.advance(action, state, FINE)
        assert refused.value.codes == ("wrong_state",)


@pytest.mark.parametrize(
    ("action", "state", "facts", "code"),
    (
        (A.CIRCULATE, S.DRAFT, {"is_empty": True}, "no_text"),
        (A.CIRCULATE, S.DRAFT, {"term_is_ahead": False}, "term_past"),
        (A.SEND_TO_SIGN, S.DRAFT, {"is_empty": True}, "no_text"),
        (A.SEND_TO_SIGN, S.DRAFT, {"signatories_named": False}, "no_signatories"),
        (A.SEND_TO_SIGN, S.DRAFT, {"correction_note": " "}, "no_correction_note"),
        (A.SEND_TO_SIGN, S.CIRCULATED, {"open_remarks": 1}, "remarks_open"),
        (A.SEND_TO_SIGN, S.DRAFT, {"missing": ("1.2",)}, "decisions_missing"),
        (A.SEND_TO_SIGN, S.DRAFT, {"other_terms": ("1.2",)}, "terms_differ"),
        (A.SEND_TO_SIGN, S.DRAFT, {"unapproved": (2,)}, "reports_unapproved"),
        (A.SIGN, S.TO_SIGN, {"unapproved": (2,)}, "reports_unapproved"),
        (A.SIGN, S.TO_SIGN, {"as_signatory": None}, "no_signatory"),
        (A.SIGN, S.TO_SIGN, {"signed_by": frozenset({Signatory.PRESIDING})}, "signed_already"),
        (A.PUBLISH, S.SIGNED, {"later_signed": True}, "later_signed"),
        (A.WITHDRAW, S.PUBLISHED, {"later_published": True}, "later_published"),
        (A.WITHDRAW, S.PUBLISHED, {"reason": "\n "}, "no_reason"),
        (A.DISCARD, S.DRAFT, {"number": 1}, "first_edition"),
    ),
)
def test_each_guard_refuses_by_itself(action, state, facts, code):
    assert LIFE_CYCLE.refusals(action, state, FINE) == ()

    [refusal] = LIFE_CYCLE.refusals(action, state, replace(FINE, **facts))

    assert refusal.code == code
    assert str(refusal)


def test_a_first_edition_needs_no_note_on_what_is_corrected():
    first = replace(FINE, number=1, correction_note="")

    assert LIFE_CYCLE.refusals(A.SEND_TO_SIGN, S.DRAFT, first) == ()


def test_minutes_are_signed_when_both_have_signed():
    assert not is_complete(frozenset())
    assert not is_complete(frozenset({Signatory.PRESIDING}))
    assert not is_complete(frozenset({Signatory.SECRETARY}))
    assert is_complete(frozenset(Signatory))


def test_what_is_signed_is_never_editable():
    assert SIGNED_FOR_EVER.isdisjoint(EDITABLE)
    assert S.TO_SIGN not in EDITABLE


@pytest.mark.parametrize("state", tuple(S))
def test_a_draft_is_the_secretarys_alone(state):
    open_to_members = state not in {S.DRAFT, S.DISCARDED}

    assert is_visible(state, is_keeper=True, is_participant=False, is_signatory=False)
    assert not is_visible(state, is_keeper=False, is_participant=False, is_signatory=False)
    assert (
        is_visible(state, is_keeper=False, is_participant=True, is_signatory=False)
        is open_to_members
    )
    assert is_visible(state, is_keeper=False, is_participant=False, is_signatory=True) is (
        open_to_members and state is not S.CIRCULATED
    )


def test_signing_has_five_working_days_and_publication_three():
    calendar = WorkCalendar(verified_years=frozenset({2026}))
    held, signed = date(2026, 9, 24), date(2026, 9, 30)  # Thursday; Wednesday

    term = signing_term(held, signed, DEFAULTS, calendar, date(2026, 10, 30))
    assert term.due.day == date(2026, 10, 1)
    assert not term.is_late
    assert not signing_term(held, None, DEFAULTS, calendar, date(2026, 10, 1)).is_late
    assert signing_term(held, None, DEFAULTS, calendar, date(2026, 10, 2)).is_late

    assert publication_term(None, None, DEFAULTS, calendar, signed) is None
    published = publication_term(signed, None, DEFAULTS, calendar, date(2026, 10, 6))
    assert published.due.day == date(2026, 10, 5)
    assert published.is_late
    assert published.days_left == -1


def test_the_presiding_alone_signs_where_the_regulation_says_so():
    alone = signers(Signatories.PRESIDING)

    assert alone == {Signatory.PRESIDING}
    assert signers(Signatories.BOTH) == set(Signatory)
    assert is_complete(alone, alone)
    assert is_complete(frozenset(Signatory), alone)
    assert not is_complete(frozenset({Signatory.SECRETARY}), alone)
    assert not is_complete(frozenset(), alone)
