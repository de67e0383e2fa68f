"""The nightly run: what the register gave a term goes on its day, in portions, once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.accounts.models import Account, EmailChange, Session
from core.adapters.chain import JournalEntry
from core.adapters.database import db
from core.adapters.files import StoredFile, checked, place_of, store
from core.audit.services.verifying import verify
from core.letters.models import OutgoingLetter
from core.privacy.queries.schema import records
from core.privacy.services import retaining
from council.meetings.models import VisitorApplication
from tests.builders_public import NEXT
from tests.conftest import NOW
from tests.integration.privacy.conftest import EMAIL, places_of

RETIRED = "personal_data.retired"


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def told():
    query = select(JournalEntry.details).where(JournalEntry.what == RETIRED)
    return list(db.session.scalars(query))


def due_of(table, moment):
    due = retaining.what_is_due(moment)
    db.session.rollback()
    return sum(each.count for each in due if records()[each.place].table == table)


@pytest.fixture
def closed(build, council):
    """An account that was closed now."""
    account = build.account("Соболь Лаврентий", email=EMAIL)
    account.disabled_at = NOW
    return build.add(account)


@pytest.mark.parametrize(("seconds", "due"), ((0, 0), (1, 1)))
def test_a_closed_account_goes_when_its_term_is_over(session, closed, seconds, due):
    moment = NOW + timedelta(days=365, seconds=seconds)
    assert due_of("accounts", moment) == due
    retaining.apply_terms(moment)
    account = db.session.get(Account, closed.id, populate_existing=True)
    assert (account.name == "–") is bool(due)
    assert bool(places_of(EMAIL)) is not bool(due)


def test_the_dry_run_says_what_goes_and_changes_nothing(app, session, closed):
    moment = NOW + timedelta(days=366)
    before = count(JournalEntry)
    assert due_of("accounts", moment) == 1
    assert count(JournalEntry) == before
    assert db.session.get(Account, closed.id, populate_existing=True).name == "Соболь Лаврентий"


def test_run_again_it_finds_nothing(session, closed):
    moment = NOW + timedelta(days=366)
    assert retaining.apply_terms(moment)
    entries = count(JournalEntry)
    assert retaining.apply_terms(moment + timedelta(minutes=1)) == ()
    assert count(JournalEntry) == entries
    assert verify().is_whole


def test_it_goes_by_portions_and_the_journal_counts_them(session, build, council, monkeypatch):
    monkeypatch.setattr(retaining, "PORTION", 2)
    account = build.account()
    for _ in range(5):
        build.signed_in_session(account.id)
    retaining.apply_terms(NOW + timedelta(hours=12, days=365, seconds=1))
    assert count(Session) == 0
    assert [each["count"] for each in told() if each["table"] == "sessions"] == [2, 2, 1]


def test_a_run_that_is_killed_in_between_goes_on(session, build, council, monkeypatch):
    monkeypatch.setattr(retaining, "PORTION", 2)
    account = build.account()
    for _ in range(5):
        build.signed_in_session(account.id)
    moment = NOW + timedelta(days=367)
    place = next(at for at, one in enumerate(records()) if one.table == "sessions")
    assert retaining.end_portion(place, now=moment) == 2
    assert count(Session) == 3
    retaining.apply_terms(moment)
    assert count(Session) == 0


def test_what_a_slice_ends_by_itself_is_asked_of_it(session, visitor):
    moment = NEXT + timedelta(days=365)
    assert due_of("visitor_applications", moment) == 0
    assert due_of("visitor_applications", moment + timedelta(seconds=1)) == 1
    retaining.apply_terms(moment + timedelta(seconds=1))
    row = db.session.get(VisitorApplication, visitor, populate_existing=True)
    assert (row.full_name, row.email, row.consent_address) == ("–", None, "")
    assert due_of("visitor_applications", moment + timedelta(days=1)) == 0


def test_old_letters_keep_that_they_went_and_lose_to_whom(session, visitor):
    db.session.execute(OutgoingLetter.__table__.update().values(record_id=None))
    db.session.commit()
    moment = NOW + timedelta(days=3 * 365, seconds=1)
    assert due_of("letters", moment) == count(OutgoingLetter)
    retaining.apply_terms(moment)
    assert {row.name for row in db.session.scalars(select(OutgoingLetter))} == {"–"}
    assert places_of(EMAIL) == []


def test_a_change_of_address_that_nobody_confirmed_goes_after_a_month(session, build, council):
    account = build.account()
    build.add(
        EmailChange(
            account_id=account.id,
            email=EMAIL,
            token_hash="0" * 64,
            asked_at=NOW,
            expires_at=NOW + timedelta(hours=1),
        )
    )
    last = NOW + timedelta(days=30, hours=1)
    retaining.apply_terms(last)
    assert count(EmailChange) == 1
    retaining.apply_terms(last + timedelta(seconds=1))
    assert count(EmailChange) == 0


def test_addresses_of_the_journal_go_after_a_year(app, session, council, keeper):
    from core.audit.services.noting import note  # noqa: PLC0415

    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.77"}):
        note("meeting.changed", council.body.id, actor=keeper, now=NOW)
    retaining.apply_terms(NOW + timedelta(days=365))
    assert places_of("192.0.2.77")
    retaining.apply_terms(NOW + timedelta(days=365, seconds=1))
    assert places_of("192.0.2.77") == []
    assert verify().is_whole


def test_files_of_nobody_go_with_their_bytes_after_a_day(session, public):
    meeting = public.open_meeting()
    used = public.material(public.agreed(meeting, 1)).sha256
    unused = store(checked("a.pdf", b"%PDF-1.7 unused"), now=NOW)
    db.session.commit()
    retaining.apply_terms(NOW + timedelta(days=1))
    assert place_of(unused).exists()
    retaining.apply_terms(NOW + timedelta(days=1, seconds=1))
    assert not place_of(unused).exists()
    assert db.session.get(StoredFile, unused) is None
    assert place_of(used).exists()


def test_the_command_says_what_it_would_do_and_does_it(app, session, closed, monkeypatch):
    monkeypatch.setattr("core.privacy.commands.now", lambda: NOW + timedelta(days=366))
    runner = app.test_cli_runner()
    said = runner.invoke(args=["retention", "--dry-run"])
    assert "accounts: 1 (Accounts)" in said.output
    assert "would end: 1 rows" in said.output
    assert "ended: 1 rows" in runner.invoke(args=["retention"]).output
    assert "would end: 0 rows" in runner.invoke(args=["retention", "--dry-run"]).output
