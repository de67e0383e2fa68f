"""Reports through their life by the services, on both databases; a refusal leaves no trace."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused, Stale
from core.kernel.viewers import ANONYMOUS
from council.membership.models import Absence, RegulationSetting, Seat
from council.membership.rules import Office
from council.reports import queries, services
from council.reports.models import Report, ReportApproval, ReportDecision, ReportVersion
from council.reports.rules import Decision, ReportAction, ReportKind, ReportState
from council.reports.services import Draft, Proof, deciding, sign_decision
from tests.builders_reports import REMARKS, REWORKED, TEXT, pdf
from tests.conftest import PASSWORD
from tests.signing import decide_report
from tests.traces import count


def traces(session):
    tables = (Report, ReportVersion, ReportDecision, ReportApproval, JournalEntry)
    return [count(session, table) for table in tables]


def told(session, report_id):
    query = select(JournalEntry.what).where(JournalEntry.subject_id == report_id)
    return list(session.scalars(query.order_by(JournalEntry.seq)))


def test_a_report_is_returned_reworked_and_approved(session, reports, council):
    report_id = reports.returned()
    assert reports.row(report_id).state is ReportState.RETURNED
    assert reports.resubmitted(report_id) == 2
    reports.decide(report_id, remarks=" Согласен. ")

    gate = queries.find_gate(report_id)
    assert (gate.state, gate.approved_version, gate.approved_on) == (
        ReportState.APPROVED,
        2,
        reports.now,
    )
    assert gate.decided_by.surname == council.deputy.surname
    first, second = queries.list_versions(report_id)
    assert (first.decision.decision, first.decision.remarks) == (Decision.RETURNED, REMARKS)
    assert (second.decision.decision, second.decision.remarks) == (Decision.APPROVED, "Согласен.")
    assert second.decision.sha256 == second.sha256 != first.sha256
    assert queries.list_texts(report_id, [1, 2]) == {1: TEXT, 2: REWORKED}
    assert told(session, report_id) == [
        "report.created",
        "report.draft_saved",
        "report.submitted",
        "report.returned",
        "report.draft_saved",
        "report.submitted",
        "report.approved",
    ]


def test_the_kinds_that_are_gated_come_from_the_regulation_of_the_day(build, reports, council):
    build.add(
        RegulationSetting(
            body_id=council.body.id,
            key="gated_reports",
            value="interim_report",
            valid_from=build.now.date(),
        )
    )

    assert not reports.row(reports.draft()).is_gated
    assert reports.row(reports.draft(kind=ReportKind.INTERIM)).is_gated


def test_invariant_3_an_infrastructure_report_is_presented_without_approval(reports, council):
    report_id = reports.presented(author=council.reporter)

    assert reports.row(report_id).state is ReportState.PRESENTED
    [option] = queries.list_tabling_options(council.body.id)
    assert (option.report_id, option.blocked) == (report_id, None)


@pytest.mark.parametrize(
    "who", ("coordinator", "secretary", "member", "rival", "chair", "reporter")
)
@pytest.mark.parametrize("action", (ReportAction.APPROVE, ReportAction.RETURN))
def test_invariant_2_only_the_deputy_chair_decides(session, reports, council, who, action):
    report_id = reports.submitted()
    before = traces(session)

    with pytest.raises(Refused) as refused:
        reports.decide(report_id, action, REMARKS, by=getattr(council, who))

    assert "not_deputy_chair" in refused.value.codes
    assert (traces(session), reports.row(report_id).state) == (before, ReportState.SUBMITTED)


def test_invariant_2_a_deputy_chair_who_left_business_decides_nothing(build, reports, council):
    report_id = reports.submitted()
    seat = build.session.scalars(select(Seat).where(Seat.person_id == council.deputy.id)).one()
    seat.held_until = build.now.date() - timedelta(days=1)
    build.session.commit()

    with pytest.raises(Refused, match="in office today"):
        reports.decide(report_id)


def test_invariant_2_an_administrator_decides_nothing(build, reports, council):
    report_id = reports.submitted()
    administrator = replace(build.viewer(council.member), is_administrator=True)

    with pytest.raises(Refused, match="in office today"):
        decide_report(report_id, reports.verdict(report_id), actor=administrator, now=reports.now)


def test_the_powers_of_a_page_opened_yesterday_count_for_nothing(build, reports, council):
    report_id = reports.submitted()
    opened = build.viewer(council.deputy)
    build.elect(council.body, council.rival, on=build.now.date())

    with pytest.raises(Refused, match="in office today"):
        decide_report(report_id, reports.verdict(report_id), actor=opened, now=reports.now)


@pytest.mark.parametrize("allowed", (True, False))
def test_a_stand_in_decides_only_if_the_regulation_allows_one(build, reports, council, allowed):
    today = build.now.date()
    build.appointment(council.body, council.rival, Office.STAND_IN)
    build.add(
        Absence(
            body_id=council.body.id, person_id=council.deputy.id, from_day=today, until_day=today
        )
    )
    if allowed:
        build.add(
            RegulationSetting(
                body_id=council.body.id, key="stand_in_allowed", value="yes", valid_from=today
            )
        )
    report_id = reports.submitted()

    if allowed:
        reports.decide(report_id, by=council.rival)
        [version] = queries.list_versions(report_id)
        assert version.decision.decided_by.surname == council.rival.surname
        assert reports.row(report_id).state is ReportState.APPROVED
    else:
        with pytest.raises(Refused, match="in office today"):
            reports.decide(report_id, by=council.rival)


def test_nobody_decides_on_their_own_report(build, session, reports, council):
    build.appointment(council.body, council.deputy, Office.COORDINATOR)
    report_id = reports.submitted(author=council.deputy)
    before = traces(session)

    with pytest.raises(Refused) as refused:
        reports.decide(report_id)

    assert refused.value.codes == ("own_report",)
    assert (traces(session), reports.row(report_id).state) == (before, ReportState.SUBMITTED)


def test_silence_is_never_consent(reports):
    report_id = reports.submitted()
    reports.now += timedelta(days=365)

    assert queries.find_gate(report_id).approval_id is None
    assert (
        queries.list_tabling_options(reports.council.body.id)[0].blocked.code == "awaits_decision"
    )


def test_a_return_without_remarks_leaves_no_trace(session, reports):
    report_id = reports.submitted()
    before = traces(session)

    with pytest.raises(Refused) as refused:
        reports.decide(report_id, ReportAction.RETURN, "  \r\n ")

    assert refused.value.codes == ("no_remarks",)
    assert traces(session) == before


def test_a_decision_about_a_version_that_was_replaced_decides_nothing(session, reports):
    report_id = reports.submitted()
    seen = reports.verdict(report_id)
    reports.revise(report_id)
    reports.resubmitted(report_id)
    before = traces(session)

    with pytest.raises(Stale):
        decide_report(
            report_id, seen, actor=reports.viewer(reports.council.deputy), now=reports.now
        )

    assert (traces(session), reports.row(report_id).state) == (before, ReportState.SUBMITTED)


def test_f17_twin_without_the_checksum_of_the_page_unseen_bytes_are_approved(
    session, reports, monkeypatch
):
    report_id = reports.submitted()
    seen = reports.verdict(report_id)
    reports.revise(report_id)
    reports.resubmitted(report_id)
    present = session.scalars(select(ReportVersion).filter_by(report_id=report_id, number=2)).one()
    monkeypatch.setattr(deciding, "find_version", lambda *_: present)

    decide_report(report_id, seen, actor=reports.viewer(reports.council.deputy), now=reports.now)

    gate = queries.find_gate(report_id)
    assert (gate.approved_version, seen.version) == (2, 1)


@pytest.mark.parametrize("changes", ({"sha256": "0" * 64}, {"version": 2}, {"version": 0}))
def test_a_decision_names_the_very_bytes(session, reports, changes):
    report_id = reports.submitted()
    verdict = replace(reports.verdict(report_id), **changes)
    before = traces(session)

    with pytest.raises(Stale):
        decide_report(
            report_id, verdict, actor=reports.viewer(reports.council.deputy), now=reports.now
        )

    assert traces(session) == before


def test_a_version_that_was_tampered_with_is_not_signed(session, reports):
    report_id = reports.submitted()
    version = session.scalars(select(ReportVersion)).one()
    of_table = "" if session.get_bind().dialect.name == "sqlite" else " ON report_versions"
    session.execute(text(f"DROP TRIGGER report_versions_frozen_update{of_table}"))
    version.text += "Дописано мимо правил."
    session.commit()

    with pytest.raises(Refused) as refused:
        reports.decide(report_id)

    assert refused.value.codes == ("checksum_differs",)


def test_the_same_decision_sent_twice_is_taken_once(session, reports):
    report_id = reports.submitted()
    reports.decide(report_id, ReportAction.RETURN, REMARKS)
    before = traces(session)

    reports.decide(report_id, ReportAction.RETURN, REMARKS)

    assert traces(session) == before


@pytest.mark.parametrize(
    ("action", "remarks"), ((ReportAction.APPROVE, ""), (ReportAction.RETURN, "Другое."))
)
def test_another_decision_about_a_decided_version_is_told_who_and_when(
    session, reports, action, remarks
):
    report_id = reports.returned()
    before = traces(session)

    with pytest.raises(Refused) as refused:
        reports.decide(report_id, action, remarks)

    [refusal] = refused.value.refusals
    assert refusal.code == "decided_already"
    assert refusal.values["who"].startswith("Долматова")
    assert (str(refusal.values["when"]), refusal.values["time"]) == ("2026-11-21", "10:00")
    assert traces(session) == before


def test_a_form_of_submission_sent_twice_makes_one_version(session, reports):
    report_id = reports.draft()
    revision = reports.row(report_id).revision
    actor = reports.viewer(reports.council.coordinator)

    made = [
        services.submit_report(report_id, revision, "", actor=actor, now=reports.now)
        for _ in range(2)
    ]

    assert (made, count(session, ReportVersion)) == ([1, 1], 1)


def test_a_form_of_a_new_report_sent_twice_makes_one_report(session, reports, council):
    report_id = reports.draft()
    row = reports.row(report_id)
    new = services.NewReport(
        id=report_id, body_id=row.body_id, kind=row.kind, title=row.title, period=row.period
    )

    again = services.create_report(new, actor=reports.viewer(council.coordinator), now=reports.now)

    assert (again, count(session, Report)) == (report_id, 1)
    with pytest.raises(NotFound):
        services.create_report(new, actor=reports.viewer(council.reporter), now=reports.now)


def test_whoever_prepares_no_reports_begins_none(session, reports, council):
    for who in (council.member, council.secretary, council.deputy):
        with pytest.raises(Refused) as refused:
            reports.draft(who)
        assert refused.value.codes == ("kind_of_others",)
    with pytest.raises(Refused):
        reports.draft(council.reporter, kind=ReportKind.COORDINATOR)
    assert count(session, Report) == 0


def test_a_stale_draft_is_refused_with_both_texts(session, reports, council):
    report_id = reports.draft()
    row = reports.row(report_id)
    reports.save(report_id, "Записано раньше.")
    before = traces(session)
    draft = Draft(row.revision, row.title, "Записано позже.\r\n")

    with pytest.raises(Stale) as stale:
        services.save_draft(
            report_id, draft, actor=reports.viewer(council.coordinator), now=reports.now
        )

    assert (stale.value.mine, stale.value.theirs) == ("Записано позже.\n", "Записано раньше.")
    assert traces(session) == before


def test_a_text_changed_after_the_check_is_not_submitted_unseen(session, reports, council):
    report_id = reports.draft()
    revision = reports.row(report_id).revision
    reports.save(report_id, "Другой текст.")

    with pytest.raises(Refused) as refused:
        services.submit_report(
            report_id, revision, "", actor=reports.viewer(council.coordinator), now=reports.now
        )

    assert (refused.value.codes, count(session, ReportVersion)) == (("draft_changed",), 0)


def test_the_title_is_fixed_by_the_first_submission(reports, council):
    report_id = reports.returned()
    row = reports.row(report_id)

    with pytest.raises(Refused) as refused:
        services.save_draft(
            report_id,
            Draft(row.revision, "Иное название", row.draft_text),
            actor=reports.viewer(council.coordinator),
            now=reports.now,
        )

    assert refused.value.codes == ("title_fixed",)


def test_what_was_submitted_is_not_edited(reports):
    report_id = reports.submitted()

    with pytest.raises(Refused) as refused:
        reports.save(report_id, "Правка в обход.")

    assert refused.value.codes == ("not_at_work",)


def test_somebody_elses_draft_does_not_exist_for_others(reports, council):
    report_id = reports.draft()
    stranger = reports.viewer(council.reporter)

    with pytest.raises(NotFound):
        services.save_draft(report_id, Draft(2, "Т", "Т"), actor=stranger, now=reports.now)
    with pytest.raises(NotFound):
        services.submit_report(report_id, 2, "", actor=stranger, now=reports.now)
    with pytest.raises(NotFound):
        services.withdraw_report(report_id, "Так.", actor=stranger, now=reports.now)
    with pytest.raises(NotFound):
        services.remove_file(report_id, uuid4(), actor=stranger, now=reports.now)


def test_files_become_part_of_the_version_and_the_draft_keeps_its_own(reports, council):
    report_id = reports.submitted(uploads=[pdf(), pdf("Таблица.pdf", b"%PDF-1.7 two")])
    reports.decide(report_id, ReportAction.RETURN, REMARKS)
    removed = next(file for file in queries.list_files(report_id) if file.version is None)
    actor = reports.viewer(council.coordinator)

    for _ in range(2):
        services.remove_file(report_id, removed.id, actor=actor, now=reports.now)
    reports.resubmitted(report_id, uploads=[pdf("Таблица.pdf", b"%PDF-1.7 two")])

    names = [(file.version, file.name) for file in queries.list_files(report_id)]
    assert sorted(names, key=str) == [
        (1, "Приложение.pdf"),
        (1, "Таблица.pdf"),
        (2, "Таблица.pdf"),
        (None, "Таблица.pdf"),
    ]


def test_a_file_of_a_version_cannot_be_removed(reports, council):
    report_id = reports.submitted(uploads=[pdf()])
    reports.decide(report_id, ReportAction.RETURN, REMARKS)
    kept = next(file for file in queries.list_files(report_id) if file.version == 1)

    with pytest.raises(NotFound):
        services.remove_file(
            report_id, kept.id, actor=reports.viewer(council.coordinator), now=reports.now
        )


def test_an_empty_report_is_not_submitted(reports):
    with pytest.raises(Refused, match="Write the text"):
        reports.submitted(text=" \n")


def test_a_report_may_consist_of_a_file_alone(reports):
    assert reports.row(reports.submitted(text="", uploads=[pdf()])).current_version == 1


def test_too_many_files_are_refused_and_none_is_kept(reports):
    many = [pdf(f"{n}.pdf", b"%PDF-1.7 " + str(n).encode()) for n in range(21)]
    report_id = reports.draft()

    with pytest.raises(Refused) as refused:
        reports.save(report_id, TEXT, uploads=many)

    assert refused.value.codes == ("too_many_files",)
    assert queries.list_files(report_id) == ()


def test_what_does_not_exist_is_not_found(reports):
    for find in (queries.find_gate, queries.lock_report, queries.get_report, queries.get_name):
        with pytest.raises(NotFound):
            find(uuid4())


def test_a_visitor_signs_nothing(reports):
    report_id = reports.submitted()
    proof = services.Proof("any", "127.0.0.1")

    with pytest.raises(NotFound):
        services.sign_decision(
            report_id, reports.verdict(report_id), proof, actor=ANONYMOUS, now=reports.now
        )


def test_nobody_without_an_account_signs_a_decision(reports):
    report_id = reports.submitted()
    with pytest.raises(NotFound):
        sign_decision(
            report_id,
            reports.verdict(report_id),
            Proof(PASSWORD, "192.0.2.1"),
            actor=ANONYMOUS,
            now=reports.now,
        )
    assert queries.find_gate(report_id).approved_on is None


def test_saving_what_is_kept_already_is_no_new_revision(reports, session):
    report_id = reports.draft()
    before = queries.get_report(report_id).revision
    reports.save(report_id, TEXT)
    assert queries.get_report(report_id).revision == before
    assert told(session, report_id).count("report.draft_saved") == 1
