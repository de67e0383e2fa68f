"""Two people at once, with real transactions on both databases (TRUST.md F14, F15, F17)."""

import os
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import Refused
from council.reports import queries, services
from council.reports.models import Report, ReportApproval, ReportDecision, ReportVersion
from council.reports.rules import ReportAction, ReportKind, ReportState
from council.reports.rules.periods import half_year_of
from council.reports.services import NewReport
from tests.builders import Builder
from tests.builders_reports import REMARKS, Reports
from tests.conftest import NOW
from tests.races import at_once, committed_app, demand_row_locks, refusals_at_once, without_locks
from tests.signing import decide_report

ROUNDS = 100 if os.environ.get("SOAK") == "1" else 8


@pytest.fixture(scope="module")
def real_app(database, request, tmp_path_factory):
    """An application of its own, whose transactions are committed."""
    with committed_app(database, request, tmp_path_factory.mktemp("races")) as app:
        yield app


@pytest.fixture(scope="module")
def everybody(real_app):
    with real_app.app_context():
        build = Builder(db.session, NOW)
        reports = Reports(build, build.council())
        people = {
            "deputy": build.viewer(reports.council.deputy),
            "author": build.viewer(reports.council.coordinator),
        }
        yield reports, people
        db.session.remove()


def count(model, report_id):
    query = select(func.count()).select_from(model).where(model.report_id == report_id)
    found = db.session.scalar(query)
    db.session.rollback()
    return found


def test_of_two_decisions_at_once_exactly_one_wins(real_app, everybody):
    reports, people = everybody
    for _ in range(ROUNDS):
        report_id = reports.submitted()
        verdicts = [
            reports.verdict(report_id, ReportAction.APPROVE),
            reports.verdict(report_id, ReportAction.RETURN, REMARKS),
        ]
        db.session.rollback()

        acts = [
            lambda v=verdict, r=report_id: decide_report(r, v, actor=people["deputy"], now=NOW)
            for verdict in verdicts
        ]
        outcomes = refusals_at_once(real_app, *acts)

        [loser] = [error for error in outcomes if error]
        assert loser.codes == ("decided_already",)
        is_approved = outcomes[0] is None
        state = reports.row(report_id).state
        assert state is (ReportState.APPROVED if is_approved else ReportState.RETURNED)
        assert count(ReportDecision, report_id) == 1
        assert count(ReportApproval, report_id) == int(is_approved)


def test_f15_twin_without_the_lock_both_decisions_are_taken(
    real_app, everybody, database, monkeypatch
):
    demand_row_locks(database)
    reports, people = everybody
    report_id = reports.submitted()
    verdicts = [
        reports.verdict(report_id, ReportAction.APPROVE),
        reports.verdict(report_id, ReportAction.RETURN, REMARKS),
    ]
    db.session.rollback()
    with without_locks(monkeypatch):
        acts = [
            lambda v=verdict: decide_report(report_id, v, actor=people["deputy"], now=NOW)
            for verdict in verdicts
        ]
        answers = at_once(real_app, *acts)
    assert not [each for each in answers if isinstance(each, Refused)]


def test_the_same_decision_twice_at_once_is_taken_once(real_app, everybody):
    reports, people = everybody
    report_id = reports.submitted()
    verdict = reports.verdict(report_id)
    db.session.rollback()

    def act():
        decide_report(report_id, verdict, actor=people["deputy"], now=NOW)

    assert refusals_at_once(real_app, act, act, act) == [None, None, None]
    assert (count(ReportDecision, report_id), count(ReportApproval, report_id)) == (1, 1)


def test_a_form_of_submission_sent_twice_at_once_makes_one_version(real_app, everybody):
    reports, people = everybody
    report_id = reports.draft()
    revision = reports.row(report_id).revision
    db.session.rollback()

    def act():
        services.submit_report(report_id, revision, "", actor=people["author"], now=NOW)

    assert refusals_at_once(real_app, act, act) == [None, None]
    assert count(ReportVersion, report_id) == 1


def test_f14_twin_without_the_lock_the_second_click_meets_a_failure(
    real_app, everybody, database, monkeypatch
):
    demand_row_locks(database)
    reports, people = everybody
    report_id = reports.draft()
    revision = reports.row(report_id).revision
    db.session.rollback()

    def act():
        return services.submit_report(report_id, revision, "", actor=people["author"], now=NOW)

    with without_locks(monkeypatch):
        answers = at_once(real_app, act, act)
    assert sorted(answers, key=str) != [1, 1]


def begun(real_app, everybody, *keys):
    """How many reports come of forms with these keys, sent at once."""
    reports, people = everybody
    council, before = reports.council, db.session.scalar(select(func.count(Report.id)))
    period = half_year_of(NOW.date())
    forms = [NewReport(key, council.body.id, ReportKind.COORDINATOR, "О", period) for key in keys]
    acts = [
        lambda form=form: services.create_report(form, actor=people["author"], now=NOW)
        for form in forms
    ]
    assert refusals_at_once(real_app, *acts) == [None] * len(keys)
    found = db.session.scalar(select(func.count(Report.id)))
    db.session.rollback()
    return found - before


def test_a_form_that_begins_a_report_sent_ten_times_at_once_begins_one(real_app, everybody):
    assert begun(real_app, everybody, *[uuid4()] * 10) == 1


def test_f14_twin_without_the_key_of_the_form_each_sending_begins_a_report(real_app, everybody):
    assert begun(real_app, everybody, uuid4(), uuid4()) == 2


def test_an_approval_never_outlives_the_version_that_is_taken_back_at_once(real_app, everybody):
    reports, people = everybody
    for _ in range(ROUNDS):
        report_id = reports.submitted()
        verdict = reports.verdict(report_id)
        db.session.rollback()

        refusals_at_once(
            real_app,
            lambda r=report_id, v=verdict: decide_report(r, v, actor=people["deputy"], now=NOW),
            lambda r=report_id: services.revise_report(r, actor=people["author"], now=NOW),
        )

        assert reports.row(report_id).state is ReportState.DRAFT
        assert queries.find_gate(report_id).approval_id is None
        db.session.rollback()
