"""Invariant 20 on the database: consents, grounds of a day, withdrawal; invitations."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from core.accounts.models import Account
from core.adapters.database import db
from core.adapters.journal import list_history
from core.kernel.errors import NotFound, Refused
from council.membership.models import Election, Person
from council.membership.queries import public_people
from council.membership.rules import Category, ConsentScope, Office
from council.membership.rules.acts import Ending, NewConsent
from council.membership.services import endings
from council.membership.services import publication as services

TODAY = date(2026, 11, 21)


@pytest.fixture
def statements(session):
    """Texts of the statements sent while it is used."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def public_names(people, day):
    found = public_people(people, day)
    return {key: each.name and each.name.initials_after for key, each in found.items()}


def consent(person, deed, scope=ConsentScope.NAME):
    new = NewConsent(scope, "2026-1", deed["now"])
    return services.record_consent(person.id, new, **deed)


def test_invariant_20_officials_are_named_business_only_by_consent(deed, council):
    people = [council.chair, council.coordinator, council.secretary, council.member]

    names = public_names([p.id for p in people], TODAY)

    assert names[council.chair.id] == "Ветлугин\u00a0А.Н."
    assert names[council.coordinator.id]
    assert names[council.secretary.id]
    assert names[council.member.id] is None
    assert public_names([], TODAY) == {}


def test_invariant_20_withdrawal_takes_effect_at_once(deed, council):
    consent_id = consent(council.member, deed)
    assert public_names([council.member.id], TODAY)[council.member.id]

    services.withdraw_consent(council.member.id, consent_id, **deed)

    for day in (TODAY, TODAY - timedelta(days=300)):
        assert public_names([council.member.id], day) == {council.member.id: None}
    assert [e.what for e in list_history([council.member.id])] == [
        "consent.withdrawn",
        "consent.given",
    ]


def test_a_position_needs_a_consent_of_its_own(deed, council):
    consent(council.member, deed)
    before = public_people([council.member.id], TODAY)[council.member.id]
    consent(council.member, deed, ConsentScope.POSITION)
    after = public_people([council.member.id], TODAY)[council.member.id]

    assert before.name == after.name is not None
    assert (before.position, after.position) == ("", "директор")


def test_the_deputy_chair_is_named_while_in_office_and_not_afterwards(deed, council, session):
    election = session.scalars(select(Election)).one()
    endings.end_deputy_term(election.id, Ending(TODAY, "заявление"), **deed)

    def named(day):
        return public_names([council.deputy.id], day)[council.deputy.id] is not None

    assert [named(date(2023, 2, 15)), named(date(2023, 2, 16)), named(TODAY)] == [
        False,
        True,
        True,
    ]
    assert not named(TODAY + timedelta(days=1))


def test_a_replaced_deputy_chair_is_no_longer_named(build, council):
    build.elect(council.body, council.rival, on=date(2025, 3, 1))

    names = public_names([council.deputy.id, council.rival.id], TODAY)

    assert names[council.deputy.id] is None
    assert names[council.rival.id]


def test_the_ground_is_that_of_the_day(build, council):
    person = build.person(account=False)
    build.seat(
        council.body, person, Category.REC, held_from=date(2024, 1, 1), held_until=date(2024, 2, 1)
    )
    build.appointment(council.body, council.member, Office.SECRETARY, held_until=date(2024, 2, 1))

    for known in (person, council.member):
        assert public_names([known.id], date(2024, 2, 1))[known.id]
        assert public_names([known.id], date(2024, 2, 2))[known.id] is None


@pytest.mark.parametrize("count", (1, 9))
def test_names_cost_two_statements_however_many(council, statements, count):
    people = [person.id for person in council.voters[:count]]
    db.session.rollback()
    statements.clear()

    public_names(people, TODAY)

    assert len([s for s in statements if s.lstrip().upper().startswith(("SELECT", "WITH"))]) == 2


def test_consents_of_the_future_second_ones_and_strangers_are_refused(deed, council):
    consent_id = consent(council.member, deed)
    ahead = NewConsent(ConsentScope.PHOTO, "2026-1", deed["now"] + timedelta(seconds=1))
    codes = []
    for new in (ahead, NewConsent(ConsentScope.NAME, "2026-1", deed["now"])):
        with pytest.raises(Refused) as refused:
            services.record_consent(council.member.id, new, **deed)
        codes += refused.value.codes

    assert codes == ["given_in_future", "consent_live"]
    with pytest.raises(NotFound):
        services.withdraw_consent(council.rival.id, consent_id, **deed)
    services.withdraw_consent(council.member.id, consent_id, **deed)
    services.withdraw_consent(council.member.id, consent_id, **deed)
    taken_back = [e for e in list_history([council.member.id]) if e.what == "consent.withdrawn"]
    assert len(taken_back) == 1
    consent(council.member, deed)


def test_an_invitation_makes_the_account_of_the_person(deed, build, council, session):
    person = build.person(("Новиков", "Пётр", "Ильич"), account=False)
    other = build.person(("Новых", "Анна", "Ильична"), account=False, email="kept@example.org")
    services.invite_person(other.id, "another@example.org", **deed)
    assert other.email == "kept@example.org"

    token = services.invite_person(person.id, " Novikov@Example.org ", **deed)

    account = session.get(Account, session.get(Person, person.id).account_id)
    assert (account.email, account.name) == ("novikov@example.org", "Новиков Пётр Ильич")
    assert len(token) > 20
    assert person.email == "novikov@example.org"
    with pytest.raises(Refused) as refused:
        services.invite_person(person.id, "other@example.org", **deed)
    assert refused.value.codes == ("has_account",)


@pytest.mark.parametrize(
    ("email", "code"), (("taken", "email_taken"), ("no address", "email_unreadable"))
)
def test_a_taken_or_unreadable_address_leaves_no_trace(deed, build, council, email, code):
    person = build.person(account=False)
    address = council.deputy.email if email == "taken" else email

    with pytest.raises(Refused) as refused:
        services.invite_person(person.id, address, **deed)

    assert refused.value.codes == (code,)
    assert person.account_id is None
    assert list_history([person.id]) == ()
