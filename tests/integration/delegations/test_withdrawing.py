"""Consents of travellers that end: handed on no more, or deleted at once, once each."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from core.adapters.database import db
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound
from events.missions.delegations import services
from events.missions.delegations.models import SealedPassport
from events.missions.delegations.queries import find_delegation
from events.missions.delegations.services.withdrawing import (
    withdraw_handing_on,
    withdraw_processing,
)
from tests.builders_delegations import AGREED, HANDED_ON


@pytest.fixture
def story(built, council):
    """The event and two members: one whose passport is handed on, one whose is not."""
    event, members = built.asked(council.coordinator)
    built.give(members[0].id, HANDED_ON)
    built.give(members[1].id, AGREED)
    return event, members[0].id, members[1].id


def passport_of(member_id):
    query = select(SealedPassport).where(SealedPassport.member_id == member_id)
    return db.session.scalar(query.execution_options(populate_existing=True))


def told(event, what):
    delegation = find_delegation(event.id)
    query = select(JournalEntry.details).where(
        JournalEntry.subject_id == delegation.id, JournalEntry.what == what
    )
    return list(db.session.scalars(query))


def test_handing_on_ends_once_and_the_journal_keeps_which_text_was_agreed_to(built, story):
    event, member, other = story
    for _ in range(2):
        services.stop_handing_on(member, **built.who)
        services.stop_handing_on(other, **built.who)
    assert passport_of(member).handing_on == passport_of(other).handing_on == ""
    (details,) = told(event, "passport.consent_withdrawn")
    assert details == {"member": str(member), "version": HANDED_ON.handing_on}


def test_who_gave_no_passport_has_nothing_to_withdraw(built):
    event, members = built.asked()
    services.stop_handing_on(members[0].id, **built.who)
    assert told(event, "passport.consent_withdrawn") == []
    with pytest.raises(NotFound):
        services.stop_handing_on(uuid4(), **built.who)


def test_by_its_number_a_consent_ends_once_and_takes_only_its_own_use(built, story):
    event, member, other = story
    key, by = passport_of(member).id, (built.coordinator, built.build.now)
    for _ in range(2):
        withdraw_handing_on(key, *by)
        db.session.commit()
    assert (passport_of(member).handing_on, len(told(event, "passport.consent_withdrawn"))) == (
        "",
        1,
    )
    for _ in range(2):
        withdraw_processing(key, *by)
        db.session.commit()
    assert passport_of(member) is None
    (details,) = told(event, "passport.taken_back")
    assert details == {"member": str(member), "version": HANDED_ON.version}
    withdraw_handing_on(key, *by)  # it went with the passport
    assert passport_of(other) is not None
    assert len(told(event, "passport.consent_withdrawn")) == 1
