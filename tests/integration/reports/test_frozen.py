"""The database itself refuses to change what was handed in or decided (triggers of 0031)."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.exc import IntegrityError

from core.kernel.viewers import Viewer
from core.privacy.services.erasing import erase_person
from core.privacy.services.retaining import apply_terms
from council.membership.models import Appointment, Person, Seat
from council.reports.models import ReportDecision, ReportFile, ReportVersion
from tests.builders_reports import pdf

HANDED_IN = (
    "UPDATE report_versions SET text = 'иначе' WHERE report_id = :report",
    "UPDATE report_versions SET sha256 = '0' WHERE report_id = :report",
    "UPDATE report_versions SET number = 7 WHERE report_id = :report",
    "UPDATE report_versions SET note = 'иначе' WHERE report_id = :report",
    "DELETE FROM report_versions WHERE report_id = :report",
    "UPDATE report_files SET name = 'другой.pdf' WHERE report_id = :report",
    """UPDATE report_files SET version_id = NULL
    WHERE version_id IS NOT NULL AND report_id = :report""",
    "DELETE FROM report_files WHERE version_id IS NOT NULL AND report_id = :report",
)
# A file of the draft moved into a version, and one written straight into it.
ADDED = (
    """UPDATE report_files SET version_id = (SELECT id FROM report_versions)
    WHERE version_id IS NULL AND report_id = :report""",
    """INSERT INTO report_files (id, report_id, version_id, position, name, sha256)
    SELECT v.id, v.report_id, v.id, 9, 'ещё.pdf', f.sha256 FROM report_versions v
    JOIN report_files f ON f.version_id = v.id WHERE v.report_id = :report""",
)
DECIDED = (
    """UPDATE report_decisions SET decision = 'returned', remarks = 'иначе'
    WHERE report_id = :report""",
    "UPDATE report_decisions SET decided_as = 'другой' WHERE report_id = :report",
    "DELETE FROM report_decisions WHERE report_id = :report",
)


def run(session, statement, report_id):
    bind = session.get_bind()
    key = report_id if bind.dialect.name == "postgresql" else report_id.hex
    with session.begin_nested():
        session.execute(text(statement), {"report": key})


def contents(session):
    session.expire_all()
    tables = (ReportVersion, ReportFile, ReportDecision)
    return [session.execute(select(t.__table__).order_by(t.id)).all() for t in tables]


@pytest.mark.parametrize("statement", (*HANDED_IN, *ADDED, *DECIDED))
def test_what_was_handed_in_and_decided_is_frozen_by_the_database_itself(
    session, reports, statement
):
    report_id = reports.approved(uploads=[pdf()])
    before = contents(session)

    with pytest.raises(IntegrityError, match="what was handed in and decided is frozen"):
        run(session, statement, report_id)

    assert contents(session) == before


@pytest.mark.parametrize("statement", HANDED_IN)
def test_a_version_is_frozen_before_anybody_decides(session, reports, statement):
    report_id = reports.submitted(uploads=[pdf()])

    with pytest.raises(IntegrityError, match="what was handed in and decided is frozen"):
        run(session, statement, report_id)


def test_files_of_a_draft_are_free(session, reports):
    report_id = reports.draft(uploads=[pdf()])

    run(session, "UPDATE report_files SET name = 'б.pdf' WHERE report_id = :report", report_id)
    assert session.scalar(select(ReportFile.name)) == "б.pdf"
    run(session, "DELETE FROM report_files WHERE report_id = :report", report_id)
    assert session.scalar(select(ReportFile.name)) is None


def test_the_nightly_run_and_an_erasure_leave_what_was_decided_alone(
    build, session, council, reports
):
    reports.approved(uploads=[pdf()])
    before = contents(session)
    later = reports.now + timedelta(days=20 * 365)
    author = council.coordinator
    for term in (Seat, Appointment):
        session.execute(delete(term).where(term.person_id == author.id))
    session.commit()
    account = build.account("Админова Ольга", administrator=True)
    keeper = Viewer(account_id=account.id, name=account.name, is_administrator=True)

    apply_terms(later)
    erase_person("people", author.id, "Обращение № 1", actor=keeper, now=later)

    assert not session.get(Person, author.id).email
    assert contents(session) == before
