"""Invariant 1: a new version voids the approval, and what stood on it leaves the agreed agenda."""

import pytest
from sqlalchemy import select

from core.adapters.journal import JournalEntry
from core.kernel.errors import Refused
from council.meetings.models import AgendaItem
from council.meetings.rules.kinds import ItemKind, ItemState, MeetingState
from council.reports import queries, services
from council.reports.models import ReportApproval
from council.reports.rules import ReportKind, ReportState, heard


@pytest.fixture
def table(build, council):
    """Puts an approved report on the agreed agenda of a meeting."""

    def tabled(report_id, state=MeetingState.AGENDA_APPROVED):
        gate = queries.find_gate(report_id)
        return build.item(
            build.meeting(council.body, state=state),
            "О докладе",
            kind=ItemKind.REPORT,
            state=ItemState.ACCEPTED,
            report_id=report_id,
            report_is_gated=gate.is_gated,
            approval_id=gate.approval_id,
            is_agreed=True,
            printed_number=1,
        )

    return tabled


@pytest.mark.parametrize("act", ("revise", "withdraw"))
def test_invariant_1_taking_an_approved_report_back_voids_its_approval(
    session, reports, council, table, act
):
    report_id = reports.approved()
    item = table(report_id)
    actor = reports.viewer(council.coordinator)

    if act == "revise":
        services.revise_report(report_id, actor=actor, now=reports.now)
    else:
        services.withdraw_report(report_id, "Данные неверны.", actor=actor, now=reports.now)

    session.expire_all()
    item = session.get(AgendaItem, item.id)
    assert (item.is_agreed, item.approval_id, item.report_id, item.revision) == (
        False,
        None,
        report_id,
        2,
    )
    assert session.scalars(select(ReportApproval)).all() == []
    query = select(JournalEntry).where(JournalEntry.subject_id == item.meeting_id)
    [entry] = session.scalars(query)
    assert (entry.what, entry.details["report_id"]) == ("meeting.approval_voided", str(report_id))
    assert queries.list_versions(report_id)[0].decision is not None
    gate = queries.find_gate(report_id)
    assert (gate.approval_id, gate.approved_version, gate.decided_by) == (None, None, None)


def test_invariant_1_the_new_version_needs_an_approval_of_its_own(reports, council):
    report_id = reports.approved()
    reports.revise(report_id)
    assert queries.list_tabling_options(council.body.id)[0].blocked.code == "in_draft"
    reports.resubmitted(report_id)
    assert queries.list_tabling_options(council.body.id)[0].blocked.code == "awaits_decision"

    reports.decide(report_id)

    [option] = queries.list_tabling_options(council.body.id)
    assert option.blocked is None
    assert queries.find_gate(report_id).approved_version == 2


def test_taking_back_is_done_once_however_often_it_is_sent(session, reports):
    report_id = reports.approved()
    for _ in range(2):
        reports.revise(report_id)

    query = select(JournalEntry).where(JournalEntry.what == "report.revised")
    assert len(session.scalars(query).all()) == 1
    assert reports.row(report_id).state is ReportState.DRAFT


@pytest.mark.parametrize(
    "state", (MeetingState.IN_SESSION, MeetingState.HELD, MeetingState.MINUTES_TO_SIGN)
)
def test_a_report_before_a_meeting_that_has_begun_stays_as_it_is(
    session, reports, council, table, state
):
    report_id = reports.approved()
    table(report_id, state)
    actor = reports.viewer(council.coordinator)

    with pytest.raises(Refused) as refused:
        reports.revise(report_id)
    assert refused.value.codes == ("being_heard",)
    with pytest.raises(Refused) as refused:
        services.withdraw_report(report_id, "Нет.", actor=actor, now=reports.now)
    assert refused.value.codes == ("being_heard",)
    assert session.scalars(select(ReportApproval)).one().report_id == report_id


def test_a_report_that_was_heard_is_not_taken_back(session, reports, table):
    report_id = reports.approved()
    table(report_id, MeetingState.MINUTES_SIGNED)
    record = reports.record(report_id)
    record.state = heard(record.state, is_gated=True, is_approved=True)
    session.commit()

    with pytest.raises(Refused) as refused:
        reports.revise(report_id)

    assert refused.value.codes == ("wrong_state",)
    assert queries.list_tabling_options(reports.council.body.id) == ()


def test_only_the_author_takes_a_report_back(reports, council):
    report_id = reports.approved()

    for who in (council.deputy, council.secretary, council.reporter):
        with pytest.raises(Refused) as refused:
            reports.revise(report_id, who)
        assert refused.value.codes == ("not_author",)


def test_a_withdrawal_says_why_and_is_final(reports, council):
    report_id = reports.presented()
    actor = reports.viewer(council.coordinator)

    with pytest.raises(Refused) as refused:
        services.withdraw_report(report_id, " ", actor=actor, now=reports.now)
    assert refused.value.codes == ("no_reason",)
    for _ in range(2):
        services.withdraw_report(report_id, "Готовит другой орган.", actor=actor, now=reports.now)
    assert reports.row(report_id).state is ReportState.WITHDRAWN
    assert queries.list_tabling_options(council.body.id) == ()


def test_tabling_options_say_what_is_blocked_and_why(reports, council):
    reports.draft(title="Черновик")
    ids = {
        "awaits_decision": reports.submitted(title="На согласовании"),
        "returned": reports.returned(title="Возвращён"),
        None: reports.approved(title="Согласован"),
    }
    presented = reports.presented(title="Представлен", author=council.reporter)

    options = {o.report_id: o for o in queries.list_tabling_options(council.body.id)}

    for code, report_id in ids.items():
        blocked = options[report_id].blocked
        assert (blocked.code if blocked else None) == code
    assert options[presented].kind is ReportKind.INFRASTRUCTURE
    assert options.keys() == {*ids.values(), presented}
