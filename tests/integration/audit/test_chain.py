"""Notes become links of the chain in the transaction of their command, or not at all."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from core.adapters import journal
from core.adapters.chain import JournalEntry, JournalValue, head
from core.adapters.database import command, db
from core.adapters.journal import list_history
from core.audit.services.verifying import verify
from core.kernel.chain import GENESIS
from core.kernel.viewers import ANONYMOUS, Viewer
from tests.conftest import NOW
from tests.integration.audit.conftest import ACTOR, SUBJECT, note


def all_entries(session):
    return session.scalars(select(JournalEntry).order_by(JournalEntry.seq)).all()


def test_every_entry_hangs_on_the_one_before_and_the_whole_is_verified(session, entries):
    found = all_entries(session)
    assert [entry.seq for entry in found] == list(range(1, 11))
    before = [GENESIS, *(entry.hash for entry in found[:-1])]
    assert [entry.prev_hash for entry in found] == before
    verdict = verify()
    assert verdict.is_whole
    assert (verdict.head.seq, verdict.head.hash) == (10, found[-1].hash)
    assert head() == verdict.head


def test_names_and_personal_details_lie_apart_and_history_shows_them_whole(session):
    note("person.edited", details={"email": ["a@b.ru", "c@d.ru"], "position": ["–", "директор"]})
    note("body.edited", details={"name": ["Совет", "Экспортный совет"]})
    person, body = all_entries(session)
    assert (person.actor_name, person.details) == ("", {})
    assert set(person.private) == {"actor_name", "details.email", "details.position"}
    assert body.details == {"name": ["Совет", "Экспортный совет"]}
    line = list_history([SUBJECT])[1]
    assert line.actor_name == ACTOR.name
    assert line.details == {"email": ["a@b.ru", "c@d.ru"], "position": ["–", "директор"]}


def test_the_name_of_whoever_signs_an_official_act_stays_in_the_chain(session):
    note("minutes.signed", is_official=True)
    [entry] = all_entries(session)
    assert entry.actor_name == ACTOR.name
    assert entry.private == {}


def test_programs_and_visitors_without_a_name_have_nothing_to_hide(session):
    note(actor=Viewer(name="run-jobs"))
    note(actor=ANONYMOUS)
    assert [entry.private for entry in all_entries(session)] == [{}, {}]
    assert [entry.actor_name for entry in all_entries(session)] == ["run-jobs", ""]


def test_what_a_caller_marks_is_personal_and_belongs_to_its_owner(session):
    owner = uuid4()
    note(details={"answer": "тел. 12-34-56"}, personal=("answer",), owner_id=owner)
    values = session.scalars(select(JournalValue).order_by(JournalValue.name)).all()
    assert [(each.name, each.owner_id) for each in values] == [
        ("actor_name", ACTOR.account_id),
        ("details.answer", owner),
    ]


def test_a_refused_command_leaves_no_note(session):
    @command
    def refuse():
        journal.record("meeting.changed", subject_id=SUBJECT, actor=ACTOR, at=NOW)
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        refuse()
    note("meeting.held")
    assert [entry.what for entry in all_entries(session)] == ["meeting.held"]


def test_a_savepoint_that_fails_takes_its_own_notes_with_it(session):
    def fail():
        with db.session.begin_nested():
            journal.record("meeting.changed", subject_id=SUBJECT, actor=ACTOR, at=NOW)
            raise ValueError("undone")

    @command
    def half():
        journal.record("meeting.begun", subject_id=SUBJECT, actor=ACTOR, at=NOW)
        with pytest.raises(ValueError, match="undone"):
            fail()
        with db.session.begin_nested():
            journal.record("meeting.held", subject_id=SUBJECT, actor=ACTOR, at=NOW)

    half()
    assert [entry.what for entry in all_entries(session)] == ["meeting.begun", "meeting.held"]
    assert verify().is_whole


def test_the_command_that_noted_something_can_read_it_back(session):
    note("meeting.planned")

    @command
    def change():
        journal.record("meeting.changed", subject_id=SUBJECT, actor=ACTOR, at=NOW)
        journal.record("meeting.held", subject_id=SUBJECT, actor=ACTOR, at=NOW)
        return [line.what for line in list_history([SUBJECT])]

    assert change() == ["meeting.held", "meeting.changed", "meeting.planned"]


def test_the_revision_that_the_command_leaves_is_the_version_of_the_entry(session, build, council):
    body = council.body

    @command
    def edit():
        found = db.session.get(type(body), body.id)
        found.revision += 1
        journal.record("body.edited", subject_id=found.id, actor=ACTOR, at=NOW)
        return found.revision

    revision = edit()
    assert all_entries(session)[-1].subject_version == revision
    note(version=7)
    assert all_entries(session)[-1].subject_version == 7


def test_a_clock_that_was_set_back_is_told_by_an_entry_of_its_own(session):
    note(at=NOW)
    note(at=NOW - timedelta(minutes=4))
    note(at=NOW - timedelta(hours=2))
    note(at=NOW - timedelta(hours=2))
    found = all_entries(session)
    assert [entry.what for entry in found] == [
        "meeting.changed",
        "meeting.changed",
        "clock.went_back",
        "meeting.changed",
        "meeting.changed",
    ]
    assert found[2].details == {"seconds": -(2 * 60 - 4) * 60}
    assert verify().is_whole
