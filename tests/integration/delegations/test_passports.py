"""Passports: given with a consent, read by named people with a trace, deleted in time."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from core.adapters.database import db
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused, Stale
from core.letters.models import OutgoingLetter
from events.missions.delegations import services
from events.missions.delegations.jobs import forget
from events.missions.delegations.models import PassportReader, SealedPassport
from events.missions.delegations.queries import find_delegation
from events.missions.delegations.rules.passports import PassportPurpose
from events.missions.delegations.services import AskingDraft, Given
from events.programme.models import Event
from events.programme.rules import EventState
from tests.builders_delegations import AGREED, HANDED_ON, passport
from tests.conftest import NOW

OLD, NEW = "o" * 40, "n" * 40
VISA = PassportPurpose.VISA


def sealed():
    return db.session.query(SealedPassport).populate_existing().all()


def codes(call, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    db.session.expire_all()
    return refused.value.codes


def read(built, event, member_id, who, purpose=VISA):
    by = {"actor": built.build.viewer(who), "now": NOW}
    return services.read_passport(event.id, member_id, purpose, **by)


def entries(what):
    return db.session.query(JournalEntry).filter_by(what=what).all()


@pytest.fixture
def story(built, council):
    """An event that asks, its first traveller, and the named reader."""
    event, members = built.asked(council.secretary)
    return event, members[0].id, council.secretary


def test_a_passport_is_read_by_whom_it_was_given_to_read(built, story):
    event, member_id, reader = story
    built.give(member_id, HANDED_ON)
    assert read(built, event, member_id, reader) == passport()
    (row,) = sealed()
    assert (row.version, row.handing_on, row.given_at) == (
        "passport-1/processing/ru",
        "passport-1/handing_on/ru",
        NOW,
    )


def test_each_reading_stands_in_the_journal_with_who_and_why(built, story):
    event, member_id, reader = story
    built.give(member_id)
    for purpose in PassportPurpose:
        read(built, event, member_id, reader, purpose)
    found = entries("passport.read")
    assert [each.details["purpose"] for each in found] == [each.value for each in PassportPurpose]
    assert {each.actor_id for each in found} == {reader.account_id}
    assert {each.details["member"] for each in found} == {str(member_id)}


def test_nobody_else_reads_not_even_the_coordinator(built, story, council):
    event, member_id, _ = story
    built.give(member_id)
    for who in (council.coordinator, council.chair, council.member):
        assert codes(read, built, event, member_id, who) == ("not_named",)
    assert codes(services.read_passport, event.id, member_id, VISA, **built.who) == ("not_named",)
    assert entries("passport.read") == []


def test_a_reader_of_one_event_reads_no_other(built, story):
    _, member_id, reader = story
    built.give(member_id)
    other, _ = built.drawn(1)
    with pytest.raises(NotFound):
        read(built, other, member_id, reader)


def test_who_is_named_no_more_reads_no_more(built, story):
    event, member_id, reader = story
    built.give(member_id)
    built.asking(event)
    assert codes(read, built, event, member_id, reader) == ("not_named",)


def test_a_passport_given_anew_replaces_the_first(built, story):
    event, member_id, reader = story
    built.give(member_id)
    built.give(member_id, now=NOW + timedelta(days=1), number="998877665")
    assert len(sealed()) == 1
    assert read(built, event, member_id, reader).number == "998877665"


def test_a_passport_taken_back_is_gone_at_once(built, story):
    event, member_id, reader = story
    built.give(member_id)
    for _ in range(2):
        services.take_back_passport(member_id, **built.who)
    assert sealed() == []
    assert len(entries("passport.taken_back")) == 1
    with pytest.raises(NotFound):
        read(built, event, member_id, reader)


@pytest.mark.parametrize(
    ("given", "code"),
    (
        (Given(""), "no_consent"),
        (Given("", HANDED_ON.handing_on), "no_consent"),
        (Given("passport-0/processing/ru"), "consent_changed"),
        (Given(AGREED.version, AGREED.version), "consent_changed"),
    ),
)
def test_without_the_right_consent_nothing_is_kept(built, story, given, code):
    _, member_id, _ = story
    assert codes(built.give, member_id, given) == (code,)
    assert sealed() == []
    assert entries("passport.given") == []


def test_faults_of_a_passport_leave_no_trace(built, story):
    event, member_id, _ = story
    late = {"valid_until": event.ends_on - timedelta(days=1), "number": "1"}
    assert set(codes(built.give, member_id, **late)) == {"valid_until", "passport_number"}
    assert sealed() == []


def test_a_passport_has_to_last_until_the_journey_ends(built, story):
    event, member_id, _ = story
    built.member(member_id).leaves_on = event.ends_on + timedelta(days=5)
    db.session.commit()
    assert codes(built.give, member_id, valid_until=event.ends_on) == ("valid_until",)
    built.give(member_id, valid_until=event.ends_on + timedelta(days=5))


def test_where_nobody_asks_nothing_is_taken(built):
    event, _ = built.drawn(1)
    member_id = built.members(event)[0].id
    assert codes(built.give, member_id) == ("passport_not_asked",)


def test_without_a_key_nothing_is_asked_and_nothing_taken(built, story, keys):
    event, member_id, reader = story
    built.give(member_id)
    keys()
    assert codes(built.give, member_id) == ("no_passport_key",)
    assert codes(built.asking, event) == ("no_passport_key",)
    assert codes(read, built, event, member_id, reader) == ("cannot_open",)
    assert entries("passport.read") == []
    assert codes(services.ask_for_passports, event.id, **built.by) == ("no_passport_key",)
    built.asking(event, asks=False)
    assert sealed() == []


def test_an_event_without_days_asks_for_no_passports(built):
    event = built.event(starts_on=None, ends_on=None)
    assert codes(built.asking, event) == ("no_days",)
    assert find_delegation(event.id) is None


@pytest.mark.parametrize(("days", "code"), ((0, "too_soon_deleted"), (91, "too_long_kept")))
def test_a_day_of_deletion_outside_the_bounds_is_refused(built, days, code):
    event = built.event()
    day = event.ends_on + timedelta(days=days)
    assert codes(built.asking, event, delete_on=day) == (code,)


def test_an_old_page_does_not_overwrite_what_is_asked(built, story, council):
    event, _, _ = story
    draft = AskingDraft(asks_passports=False, revision=99)
    with pytest.raises(Stale):
        services.settle_asking(event.id, draft, **built.by)
    db.session.expire_all()
    assert [row.account_id for row in db.session.query(PassportReader)] == [
        council.secretary.account_id
    ]


def test_nobody_without_an_account_is_named(built):
    event = built.event()
    with pytest.raises(NotFound):
        services.settle_asking(
            event.id, AskingDraft(asks_passports=True, readers=[uuid4()]), **built.by
        )
    assert find_delegation(event.id) is None


def test_passports_go_on_their_day_by_themselves(built, story):
    event, member_id, _ = story
    built.give(member_id)
    day = (event.ends_on - NOW.date()).days + 30
    assert forget(NOW + timedelta(days=day - 1)) == 0
    assert len(sealed()) == 1
    assert forget(NOW + timedelta(days=day)) == 1
    assert sealed() == []
    (entry,) = entries("passports.deleted")
    assert entry.details == {"passports": 1}
    assert forget(NOW + timedelta(days=day)) == 0


def test_passports_go_on_a_chosen_day(built, council):
    event, _ = built.drawn(1)
    built.asking(event, council.secretary, delete_on=event.ends_on + timedelta(days=1))
    built.give(built.members(event)[0].id)
    day = (event.ends_on - NOW.date()).days + 1
    assert forget(NOW + timedelta(days=day - 1)) == 0
    assert forget(NOW + timedelta(days=day)) == 1


def test_a_later_day_needs_a_new_consent_an_earlier_one_does_not(built, story):
    event, member_id, _ = story
    built.give(member_id)
    promised = event.ends_on + timedelta(days=30)
    built.asking(event, delete_on=event.ends_on + timedelta(days=60))
    assert sealed()[0].delete_on == promised
    built.asking(event, delete_on=event.ends_on + timedelta(days=1))
    day = (event.ends_on - NOW.date()).days + 1
    assert forget(NOW + timedelta(days=day)) == 1


def test_a_moved_event_keeps_the_promise(built, story):
    event, member_id, _ = story
    built.give(member_id)
    promised = event.ends_on + timedelta(days=30)
    moved = db.session.get(Event, event.id)
    moved.starts_on, moved.ends_on = date(2027, 9, 6), date(2027, 9, 8)
    db.session.commit()
    assert forget(NOW + timedelta(days=(promised - NOW.date()).days)) == 1


def test_passports_of_an_event_that_was_called_off_go_the_same_night(built, story):
    event, member_id, _ = story
    built.give(member_id)
    off = db.session.get(Event, event.id)
    off.state, off.state_reason = EventState.CANCELLED, "решение"
    db.session.commit()
    assert codes(built.give, member_id) == ("passport_too_late",)
    assert forget(NOW) == 1


def test_passports_that_nobody_asks_for_any_more_go_at_once(built, story):
    event, member_id, _ = story
    built.give(member_id)
    built.asking(event, asks=False)
    assert sealed() == []


def test_a_key_is_changed_in_a_night(built, story, keys):
    event, member_id, reader = story
    keys(OLD)
    built.give(member_id)
    keys(NEW, OLD)
    assert read(built, event, member_id, reader) == passport()
    assert forget(NOW) == 1
    keys(NEW)
    assert read(built, event, member_id, reader) == passport()
    assert forget(NOW) == 0


def test_what_no_key_opens_stays_until_its_day(built, story, keys):
    event, member_id, _ = story
    keys(OLD)
    built.give(member_id)
    keys(NEW)
    assert forget(NOW) == 0
    assert len(sealed()) == 1
    assert forget(NOW + timedelta(days=(event.ends_on - NOW.date()).days + 30)) == 1


def test_a_passport_moved_to_another_row_does_not_open(built, council):
    event, (one, two) = built.asked(council.secretary)
    built.give(one.id)
    built.give(two.id, number="998877665")
    rows = {row.member_id: row for row in sealed()}
    rows[one.id].content, rows[two.id].content = rows[two.id].content, rows[one.id].content
    db.session.commit()
    for member in (one, two):
        assert codes(read, built, event, member.id, council.secretary) == ("cannot_open",)
    assert entries("passport.read") == []


def test_a_letter_goes_to_whom_still_owes_a_passport(built, council):
    event, (one, two) = built.asked(council.secretary)
    built.add(event, surname="Ярцев", email="")
    built.give(one.id)
    assert services.ask_for_passports(event.id, **built.by) == 1
    (letter,) = db.session.query(OutgoingLetter).filter_by(kind="delegation.passport")
    assert letter.email == two.email
    assert services.traveller_path(two.id) in str(letter.body)
