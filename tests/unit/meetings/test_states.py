"""The life of a meeting: every state with every action, and each guard by itself."""

import pytest

from core.kernel.errors import Refused
from council.meetings.rules.agenda import AgendaLine
from council.meetings.rules.kinds import ItemKind, MeetingAction, MeetingState
from council.meetings.rules.states import LIFE_CYCLE, MeetingFacts
from council.reports.rules import ReportState

S, A = MeetingState, MeetingAction
GOOD_LINE = AgendaLine(1, is_agreed=True)
# Facts with which no guard refuses the action.
WILLING = {
    A.CLOSE: MeetingFacts(has_quorum=True),
    A.DECLARE_INQUORATE: MeetingFacts(has_quorum=False),
}
READY = MeetingFacts(
    reason="по решению председателя",
    lines=(GOOD_LINE,),
    approver_named=True,
    presiding_named=True,
)
STEPS = {
    (S.PLANNED, A.OPEN_AGENDA): S.AGENDA_OPEN,
    (S.AGENDA_OPEN, A.APPROVE_AGENDA): S.AGENDA_APPROVED,
    (S.AGENDA_APPROVED, A.REOPEN_AGENDA): S.AGENDA_OPEN,
    (S.NOTIFIED, A.REOPEN_AGENDA): S.AGENDA_OPEN,
    (S.AGENDA_APPROVED, A.SEND_NOTICE): S.NOTIFIED,
    (S.NOTIFIED, A.BEGIN): S.IN_SESSION,
    (S.IN_SESSION, A.CLOSE): S.HELD,
    (S.NOTIFIED, A.DECLARE_INQUORATE): S.INQUORATE,
    (S.IN_SESSION, A.DECLARE_INQUORATE): S.INQUORATE,
    (S.PLANNED, A.POSTPONE): S.POSTPONED,
    (S.AGENDA_OPEN, A.POSTPONE): S.POSTPONED,
    (S.AGENDA_APPROVED, A.POSTPONE): S.POSTPONED,
    (S.NOTIFIED, A.POSTPONE): S.POSTPONED,
    (S.POSTPONED, A.RESCHEDULE): S.AGENDA_OPEN,
    (S.PLANNED, A.CANCEL): S.CANCELLED,
    (S.AGENDA_OPEN, A.CANCEL): S.CANCELLED,
    (S.AGENDA_APPROVED, A.CANCEL): S.CANCELLED,
    (S.NOTIFIED, A.CANCEL): S.CANCELLED,
    (S.POSTPONED, A.CANCEL): S.CANCELLED,
    (S.HELD, A.SEND_TO_SIGN): S.MINUTES_TO_SIGN,
    (S.MINUTES_TO_SIGN, A.TAKE_MINUTES_BACK): S.HELD,
    (S.MINUTES_TO_SIGN, A.SIGN_MINUTES): S.MINUTES_SIGNED,
    (S.MINUTES_SIGNED, A.PUBLISH): S.PUBLISHED,
    (S.PUBLISHED, A.WITHDRAW): S.MINUTES_SIGNED,
}


@pytest.mark.parametrize("action", A)
@pytest.mark.parametrize("state", S)
def test_each_action_leads_from_its_states_alone(state, action):
    facts = WILLING.get(action, READY)
    if target := STEPS.get((state, action)):
        assert LIFE_CYCLE.advance(action, state, facts) is target
    else:
        with pytest.raises(Refused) as caught:
            LIFE_CYCLE.advance(action, state, facts)
        assert caught.value.codes == ("wrong_state",)


def refused(action, state, **facts):
    return tuple(r.code for r in LIFE_CYCLE.refusals(action, state, MeetingFacts(**facts)))


def approving(**facts):
    return refused(A.APPROVE_AGENDA, S.AGENDA_OPEN, **{"approver_named": True, **facts})


def test_an_empty_agenda_is_not_approved():
    assert approving() == ("agenda_empty",)


def test_proposals_are_decided_before_the_agenda_is_approved():
    assert approving(lines=(GOOD_LINE,), undecided=1) == ("proposals_undecided",)


def test_the_agenda_is_approved_by_somebody():
    assert approving(lines=(GOOD_LINE,), approver_named=False) == ("no_approver",)


def test_a_later_edition_has_a_reason_and_the_first_one_needs_none():
    assert approving(lines=(GOOD_LINE,), editions=1, reason=" ") == ("no_edition_reason",)
    assert approving(lines=(GOOD_LINE,), editions=1, reason="уточнение") == ()
    assert approving(lines=(GOOD_LINE,), editions=0) == ()


GATED = AgendaLine(2, ItemKind.REPORT, is_gated=True, report_state=ReportState.SUBMITTED)


def test_every_reason_is_given_at_once():
    assert approving(lines=(GATED,), undecided=2, approver_named=False, editions=1) == (
        "proposals_undecided",
        "items_blocked",
        "no_approver",
        "no_edition_reason",
    )


@pytest.mark.parametrize(
    ("action", "state"),
    (
        (A.APPROVE_AGENDA, S.AGENDA_OPEN),
        (A.SEND_NOTICE, S.AGENDA_APPROVED),
        (A.BEGIN, S.NOTIFIED),
    ),
)
def test_a_gated_report_without_approval_stops_agenda_notice_and_session(action, state):
    codes = refused(
        action, state, lines=(GOOD_LINE, GATED), approver_named=True, presiding_named=True
    )
    assert "items_blocked" in codes


@pytest.mark.parametrize(
    ("action", "state"), ((A.SEND_NOTICE, S.AGENDA_APPROVED), (A.BEGIN, S.NOTIFIED))
)
def test_an_item_that_is_no_longer_agreed_stops_notice_and_session(action, state):
    lines = (GOOD_LINE, AgendaLine(2))
    assert refused(action, state, lines=lines, presiding_named=True) == ("items_not_agreed",)


def test_the_notice_of_a_past_meeting_is_not_sent():
    codes = refused(A.SEND_NOTICE, S.AGENDA_APPROVED, lines=(GOOD_LINE,), is_past=True)
    assert codes == ("meeting_past",)


def test_a_meeting_is_not_set_for_a_past_time():
    assert refused(A.RESCHEDULE, S.POSTPONED, is_past=True) == ("meeting_past",)


def test_a_session_needs_somebody_to_preside():
    assert refused(A.BEGIN, S.NOTIFIED, lines=(GOOD_LINE,)) == ("no_presiding",)


@pytest.mark.parametrize("action", (A.POSTPONE, A.CANCEL))
def test_a_meeting_is_called_off_with_a_reason(action):
    assert refused(action, S.NOTIFIED, reason="  ") == ("no_reason",)


def test_minutes_are_withdrawn_with_a_reason():
    assert refused(A.WITHDRAW, S.PUBLISHED) == ("no_reason",)


@pytest.mark.parametrize("has_quorum", (None, False))
def test_a_meeting_without_a_quorum_was_not_held(has_quorum):
    assert refused(A.CLOSE, S.IN_SESSION, has_quorum=has_quorum) == ("no_quorum",)


def test_a_meeting_with_a_quorum_is_not_declared_inquorate():
    assert refused(A.DECLARE_INQUORATE, S.IN_SESSION, has_quorum=True) == ("has_quorum",)
    assert refused(A.DECLARE_INQUORATE, S.NOTIFIED) == ()


def test_a_meeting_is_closed_when_every_item_is_settled():
    (refusal,) = LIFE_CYCLE.refusals(
        A.CLOSE, S.IN_SESSION, MeetingFacts(has_quorum=True, unsettled=(2, 5))
    )
    assert (refusal.code, refusal.values["numbers"]) == ("items_unsettled", "2, 5")


def test_a_meeting_whose_members_adopt_the_agenda_is_not_closed_without_that_vote():
    facts = MeetingFacts(has_quorum=True, agenda_awaits_vote=True)

    codes = [refusal.code for refusal in LIFE_CYCLE.refusals(A.CLOSE, S.IN_SESSION, facts)]

    assert codes == ["agenda_not_voted"]
