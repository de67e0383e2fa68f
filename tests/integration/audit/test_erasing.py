"""Personal values are erased and the chain stays whole; it says that they were."""

from datetime import timedelta
from uuid import uuid4

from core.adapters.journal import list_history
from core.audit.services.erasing import erase_addresses, erase_entry, erase_of
from core.audit.services.verifying import verify
from core.kernel.viewers import Viewer
from tests.conftest import NOW
from tests.integration.audit.conftest import ACTOR, SUBJECT, note, run

BY = {"actor": Viewer(name="run-jobs"), "now": NOW}


def test_everything_personal_of_an_account_goes_and_the_chain_stays_whole(session, entries):
    assert erase_of([ACTOR.account_id], **BY) == 10
    assert run("SELECT count(*) FROM journal_values WHERE name = 'actor_name'").scalar() == 0
    assert {line.actor_name for line in list_history([SUBJECT])} == {"имя удалено"}
    verdict = verify()
    assert verdict.is_whole
    assert verdict.erased == 10


def test_what_is_left_of_an_erased_value_tells_nobody_what_it_was(session, entries):
    erase_of([ACTOR.account_id, SUBJECT], **BY)
    tables = ("SELECT * FROM journal", "SELECT * FROM journal_values")
    rows = [str(row) for table in tables for row in run(table)]
    assert not [row for row in rows if "Смирнова" in row or "example.ru" in row]


def test_the_values_of_others_stay(session, entries):
    other = Viewer(account_id=uuid4(), name="Иванов Иван Иванович")
    note(actor=other)
    erase_of([ACTOR.account_id], **BY)
    assert list_history([SUBJECT])[0].actor_name == other.name


def test_one_entry_can_be_emptied(session, entries):
    assert erase_entry(4, **BY) == 2
    assert run("SELECT count(*) FROM journal_values WHERE seq = 4").scalar() == 0
    assert verify().erased == 2


def test_addresses_go_when_their_term_is_over(app, session):
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.7"}):
        note()
    note()
    session.commit()
    assert run("SELECT value FROM journal_values WHERE name = 'address'").scalar() is not None
    assert erase_addresses(NOW, **BY) == 0
    assert erase_addresses(NOW + timedelta(seconds=1), **BY) == 1
    assert verify().is_whole


def test_nothing_to_erase_writes_nothing(session, entries):
    assert erase_of([uuid4()], **BY) == 0
    assert run("SELECT count(*) FROM journal").scalar() == 10
