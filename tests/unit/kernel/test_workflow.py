"""A life cycle as a table, tried on a small one: every state with every action."""

from enum import StrEnum

import pytest

from core.kernel.errors import Refusal, Refused
from core.kernel.workflow import Step, Workflow


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    CLOSED = "closed"


class Action(StrEnum):
    SEND = "send"
    CLOSE = "close"


def is_named(facts):
    return None if "name" in facts else Refusal("no_name", "Give it a name.")


def is_dated(facts):
    return None if "date" in facts else Refusal("no_date", "Give it a date.")


TABLE = Workflow(
    initial=State.DRAFT,
    steps={
        Action.SEND: Step(frozenset({State.DRAFT}), State.SENT, (is_named, is_dated)),
        Action.CLOSE: Step(frozenset({State.DRAFT, State.SENT}), State.CLOSED),
    },
)
ALL_FACTS = frozenset({"name", "date"})


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_an_action_leads_only_where_the_table_says(state, action):
    moves = {
        (State.DRAFT, Action.SEND): State.SENT,
        (State.DRAFT, Action.CLOSE): State.CLOSED,
        (State.SENT, Action.CLOSE): State.CLOSED,
    }

    if target := moves.get((state, action)):
        assert TABLE.advance(action, state, ALL_FACTS) is target
    else:
        with pytest.raises(Refused) as refused:
            TABLE.advance(action, state, ALL_FACTS)
        assert refused.value.codes == ("wrong_state",)
        assert refused.value.refusals[0].values == {"state": state, "action": action}


def test_every_guard_that_refuses_is_named():
    with pytest.raises(Refused, match=r"Give it a name\.; Give it a date\."):
        TABLE.advance(Action.SEND, State.DRAFT, frozenset())


def test_guards_are_not_asked_in_a_wrong_state():
    codes = [refusal.code for refusal in TABLE.refusals(Action.SEND, State.SENT, frozenset())]

    assert codes == ["wrong_state"]


def test_pages_offer_what_is_open_and_explain_what_is_not():
    assert TABLE.open_actions(State.DRAFT, ALL_FACTS) == (Action.SEND, Action.CLOSE)
    assert TABLE.open_actions(State.DRAFT, frozenset({"name"})) == (Action.CLOSE,)
    assert TABLE.reachable_actions(State.DRAFT) == (Action.SEND, Action.CLOSE)
    assert TABLE.reachable_actions(State.SENT) == (Action.CLOSE,)
    assert TABLE.reachable_actions(State.CLOSED) == ()
