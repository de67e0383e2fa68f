"""The signed words and the session's decisions have to agree."""

from datetime import date
from uuid import uuid4

import pytest

from council.meetings.rules.kinds import DueKind
from council.minutes.rules import MinutesForm, PartKind
from council.minutes.rules.drafting import Decision, Item, drafted
from council.minutes.rules.drafting.agreement import (
    decisions_in,
    disagreements,
    says_term,
    without_term,
)
from tests.unit.minutes.sample import full_minutes_of_sample, session_of

SESSIONS = [session_of(meeting) for meeting in full_minutes_of_sample()]


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: str(session.number))
@pytest.mark.parametrize("form", tuple(MinutesForm))
def test_a_fresh_draft_agrees_with_its_session(session, form):
    parts = drafted(session, form)
    texts = {part.item_id: part.text for part in parts if part.kind is PartKind.ITEM}

    assert disagreements(session.items, texts) == ((), ())


@pytest.mark.parametrize("form", tuple(MinutesForm))
def test_the_wording_without_its_term_is_the_decisions_own(form):
    for item in SESSIONS[1].items:
        [text] = [p.text for p in drafted(SESSIONS[1], form) if p.item_id == item.id]
        for decision in item.decisions:
            assert without_term(decisions_in(text)[decision.number]) == decision.text


def item(**values):
    return Item(uuid4(), 1, "О плане", decisions=(Decision("1.1", "Сделать.", **values),))


def test_a_removed_decision_and_a_changed_term_are_found():
    dated = item(due_kind=DueKind.DATE, due_on=date(2026, 12, 1))
    said = "РЕШИЛИ:\n1.1. Сделать. Срок – до 1 декабря 2026 г.\nГолосовали: …"

    assert disagreements([dated], {dated.id: said}) == ((), ())
    assert disagreements([dated], {dated.id: said.replace("1 дек", "2 дек")}) == ((), ("1.1",))
    assert disagreements([dated], {dated.id: "РЕШИЛИ:\n1.2. Сделать."}) == (("1.1",), ())
    assert disagreements([dated], {}) == (("1.1",), ())


@pytest.mark.parametrize(
    ("kind", "text", "agrees"),
    (
        (DueKind.NONE, "Сделать.", True),
        (DueKind.NONE, "Сделать. Срок – постоянно.", False),
        (DueKind.NONE, "Сделать в срок до 1 мая 2026 г.", False),
        (DueKind.ALWAYS, "Сделать. Срок – постоянно.", True),
        (DueKind.ALWAYS, "Сделать постоянно.", False),
        (DueKind.QUARTERLY, "Сделать. Срок – ежеквартально.", True),
        (DueKind.NEXT_MEETING, "Сделать. Срок – к следующему заседанию.", True),
        (DueKind.NEXT_MEETING, "Сделать. Срок – постоянно.", False),
    ),
)
def test_terms_without_a_day(kind, text, agrees):
    assert says_term(Decision("1.1", "Сделать.", due_kind=kind), text) is agrees


def test_a_decision_may_run_over_several_lines():
    text = "РЕШИЛИ:\n1.1. Утвердить:\nплан;\nсмету.\n1.2. Опубликовать.\nОсобое мнение прилагается."

    assert decisions_in(text) == {"1.1": "Утвердить:\nплан;\nсмету.", "1.2": "Опубликовать."}
