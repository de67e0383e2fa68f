"""Two people at once, with real transactions on both databases (TRUST.md F14, F15, F17)."""

import os

import pytest
from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import Refused
from council.reports import queries, services
from council.reports.models import ReportApproval, ReportDecision, ReportVersion
from council.reports.rules import ReportAction, ReportState
from tests.builders import Builder
from tests.builders_reports import REMARKS, Reports
from tests.conftest import NOW
from tests.races import at_once, committed_app, refusals_at_once, without_locks
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
    """On PostgreSQL; SQLite lets one command at a time begin."""
    if database == "sqlite":
        pytest.skip("a command locks the whole database")
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
