"""The life of an agenda item: every state with every action."""

from uuid import uuid4

import pytest

from core.kernel.errors import Refused
from council.meetings.rules.items import ITEM_LIFE_CYCLE, ItemAction, ItemDraft, ItemFacts
from council.meetings.rules.kinds import ItemKind, ItemState, MeetingState

S, A = ItemState, ItemAction
STEPS = {
    (S.PROPOSED, A.ACCEPT): S.ACCEPTED,
    (S.DECLINED, A.ACCEPT): S.ACCEPTED,
    (S.REMOVED, A.ACCEPT): S.ACCEPTED,
    (S.PROPOSED, A.DECLINE): S.DECLINED,
    (S.ACCEPTED, A.REMOVE): S.REMOVED,
}
OPEN = {MeetingState.PLANNED, MeetingState.AGENDA_OPEN}


@pytest.mark.parametrize("action", A)
@pytest.mark.parametrize("state", S)
def test_each_action_leads_from_its_states_alone(state, action):
    facts = ItemFacts(MeetingState.AGENDA_OPEN, reason="не по теме")
    if target := STEPS.get((state, action)):
        assert ITEM_LIFE_CYCLE.advance(action, state, facts) is target
    else:
        with pytest.raises(Refused):
            ITEM_LIFE_CYCLE.advance(action, state, facts)


@pytest.mark.parametrize("action", A)
@pytest.mark.parametrize("meeting_state", MeetingState)
def test_items_change_only_while_the_agenda_is_open(meeting_state, action):
    source = next(state for state, step in STEPS if step is action)
    facts = ItemFacts(meeting_state, reason="не по теме")
    codes = [refusal.code for refusal in ITEM_LIFE_CYCLE.refusals(action, source, facts)]
    assert codes == ([] if meeting_state in OPEN else ["agenda_closed"])


def test_a_proposal_is_declined_with_a_reason():
    facts = ItemFacts(MeetingState.AGENDA_OPEN, reason=" ")
    (refusal,) = ITEM_LIFE_CYCLE.refusals(A.DECLINE, S.PROPOSED, facts)
    assert refusal.code == "no_decline_reason"


@pytest.mark.parametrize("kind", ItemKind)
def test_only_an_item_on_a_report_tables_one(kind):
    report_id = uuid4()
    tabled = ItemDraft("О плане", kind, report_id=report_id).tabled_report
    assert tabled == (report_id if kind is ItemKind.REPORT else None)
