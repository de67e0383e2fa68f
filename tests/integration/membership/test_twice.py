"""A form that is sent twice makes one record, also when both arrive at the same moment."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from core.accounts.models import Account, OneTimeLink
from core.adapters.database import db
from core.adapters.journal import JournalEntry, list_history
from core.kernel.errors import Refused, Stale
from council.membership.models import (
    Absence,
    Appointment,
    Body,
    Organisation,
    Person,
    PublicationConsent,
    Regulation,
    RegulationSetting,
    Seat,
)
from council.membership.rules import BodyKind, ConsentScope, Gender, Office
from council.membership.rules.acts import Ending, NewAbsence, NewConsent, NewOffice, NewSetting
from council.membership.rules.terms import Term
from council.membership.services import bodies, endings, offices, people, publication, seats
from tests.builders import Builder
from tests.conftest import NOW
from tests.races import at_once, committed_app

TODAY = date(2026, 11, 21)
ACT = "постановление от 06.02.2023 № 17"
BODY = {
    "kind": BodyKind.WORKING_GROUP,
    "name": "Рабочая группа",
    "name_genitive": "Рабочей группы",
    "short_name": "",
    "slug": "group",
    "parent_id": None,
    "zone": "Asia/Yekaterinburg",
    "city": "",
    "default_place": "",
    "founded_on": date(2026, 1, 12),
    "founded_by": ACT,
}
REGULATION = {
    "act_kind": "постановление",
    "act_on": TODAY,
    "act_number": "90",
    "title": "О Совете",
    "amended_by": "",
    "in_force_from": TODAY,
    "in_force_until": None,
    "text": "",
}


@pytest.fixture
def outsider(build):
    return build.person(("Новиков", "Пётр", "Ильич"), account=False)


@pytest.fixture
def forms(council, outsider, person_values, seat_values, deed):
    """Of each form: the model, how it is sent, how it is sent with something else in it."""
    body, member, key = council.body.id, council.member.id, uuid4()
    named = {"id": key, **person_values}
    firm = {"id": key, "name": "ООО «Заря»", "inn": "", "ogrn": ""}
    group, seat, act = {"id": key, **BODY}, {"id": key, **seat_values}, {"id": key, **REGULATION}
    other_seat = {**seat, "basis": "другой акт"}

    def office(basis):
        return NewOffice(outsider.id, Office.COORDINATOR, Term(TODAY), basis, id=key)

    def absence(last):
        return NewAbsence(member, Term(TODAY, last), "отпуск", key)

    def consent(version):
        return NewConsent(ConsentScope.PHOTO, version, NOW, key)

    return {
        "person": (
            Person,
            lambda: people.create_person(named, **deed),
            lambda: people.create_person({**named, "surname": "Соловьёв"}, **deed),
        ),
        "organisation": (
            Organisation,
            lambda: people.create_organisation(firm, **deed),
            lambda: people.create_organisation({**firm, "name": "ООО «Закат»"}, **deed),
        ),
        "body": (
            Body,
            lambda: bodies.create_body(group, **deed),
            lambda: bodies.create_body({**group, "name": "Другая группа"}, **deed),
        ),
        "regulation": (
            Regulation,
            lambda: bodies.record_regulation(body, act, **deed),
            lambda: bodies.record_regulation(body, {**act, "act_number": "91"}, **deed),
        ),
        "seat": (
            Seat,
            lambda: seats.give_seat(body, outsider.id, seat, **deed),
            lambda: seats.give_seat(body, outsider.id, other_seat, **deed),
        ),
        "office": (
            Appointment,
            lambda: offices.appoint_officer(body, office(ACT), **deed),
            lambda: offices.appoint_officer(body, office("другой акт"), **deed),
        ),
        "absence": (
            Absence,
            lambda: seats.record_absence(body, absence(date(2026, 12, 1)), **deed),
            lambda: seats.record_absence(body, absence(date(2026, 12, 2)), **deed),
        ),
        "consent": (
            PublicationConsent,
            lambda: publication.record_consent(member, consent("2026-01"), **deed),
            lambda: publication.record_consent(member, consent("2026-02"), **deed),
        ),
    }


FORMS = ("person", "organisation", "body", "regulation", "seat", "office", "absence", "consent")


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize("name", FORMS)
def test_the_second_answers_with_the_first_result(forms, name):
    model, send, _ = forms[name]
    before = count(model)

    first = send()
    entries = count(JournalEntry)

    assert send() == first
    assert (count(model), count(JournalEntry)) == (before + 1, entries)


@pytest.mark.parametrize("name", FORMS)
def test_other_words_under_a_used_key_are_refused_and_not_lost_in_silence(forms, name):
    model, send, send_other = forms[name]
    send()
    made, entries = count(model), count(JournalEntry)

    with pytest.raises(Refused) as refused:
        send_other()

    assert refused.value.codes == ("already_sent",)
    assert (count(model), count(JournalEntry)) == (made, entries)


def test_a_setting_sent_twice_is_noted_once(council, deed):
    new = NewSetting("notice_days", "7", TODAY, ACT)

    bodies.change_setting(council.body.id, new, **deed)
    bodies.change_setting(council.body.id, new, **deed)
    assert len(list_history([council.body.id])) == 1

    bodies.change_setting(council.body.id, NewSetting("notice_days", "7", TODAY, "иное"), **deed)
    assert len(list_history([council.body.id])) == 2
    assert count(RegulationSetting) == 1


def test_an_end_sent_twice_is_noted_once(council, session, deed):
    seat = session.scalars(select(Seat).where(Seat.person_id == council.member.id)).one()
    office = session.scalars(select(Appointment).where(Appointment.office == Office.CHAIR)).one()

    for _ in range(2):
        endings.end_seat(seat.id, Ending(TODAY, "заявление", 1), **deed)
        endings.end_appointment(office.id, Ending(TODAY, "заявление", 1), **deed)

    assert [len(list_history([each.id])) for each in (seat, office)] == [1, 1]
    assert (office.end_basis, office.revision) == ("заявление", 2)
    with pytest.raises(Stale):
        endings.end_seat(seat.id, Ending(TODAY, "иное", 1), **deed)


def test_a_correction_sent_twice_is_saved_once(person_values, deed):
    person_id = people.create_person(person_values, **deed)
    values = {**person_values, "position": "заместитель"}

    people.edit_person(person_id, values, revision=1, **deed)
    people.edit_person(person_id, values, revision=1, **deed)

    assert db.session.get(Person, person_id).revision == 2
    with pytest.raises(Stale):
        people.edit_person(person_id, person_values, revision=1, **deed)


def test_an_invitation_sent_twice_shows_a_link_that_works(outsider, deed):
    key = uuid4()

    first = publication.invite_person(outsider.id, "n@example.org", key=key, **deed)
    second = publication.invite_person(outsider.id, "n@example.org", key=key, **deed)

    assert first != second
    invited = [e for e in list_history([outsider.id, key]) if e.what.endswith(".invited")]
    assert len(invited) == 2, "the person's and the account's, once each"
    still_open = select(func.count()).where(
        OneTimeLink.account_id == key, OneTimeLink.expires_at > NOW
    )
    assert db.session.scalar(still_open) == 1


@pytest.mark.parametrize(
    "accepted", ({"password_hash": "x"}, {"disabled_at": NOW}), ids=("password", "disabled")
)
def test_an_old_form_is_no_way_to_a_link_of_an_account_in_use(outsider, deed, session, accepted):
    key = uuid4()
    publication.invite_person(outsider.id, "n@example.org", key=key, **deed)
    for name, value in accepted.items():
        setattr(session.get(Account, key), name, value)
    session.commit()
    links = count(OneTimeLink)

    with pytest.raises(Refused) as refused:
        publication.invite_person(outsider.id, "n@example.org", key=key, **deed)

    assert refused.value.codes == ("email_taken",)
    assert count(OneTimeLink) == links


@pytest.fixture(scope="module")
def live_app(database, request, tmp_path_factory):
    """An application whose transactions commit for good, for threads."""
    with committed_app(database, request, tmp_path_factory.mktemp(f"twice-{database}")) as app:
        yield app


def test_at_the_same_moment_one_record_is_made_and_all_get_it(live_app):
    with live_app.app_context():
        build = Builder(db.session, NOW)
        council = build.council()
        deed = {"actor": build.viewer(council.secretary), "now": NOW}
        body = council.body.id
        before = [count(model) for model in (Person, Organisation, Body, Regulation)]
    name = {"surname": "Соловей", "given_name": "Иван", "patronymic": "", "gender": Gender.MALE}
    keys = [uuid4() for _ in range(4)]
    acts = (
        lambda: people.create_person({"id": keys[0], **name}, **deed),
        lambda: people.create_organisation({"id": keys[1], "name": "ООО «Заря»"}, **deed),
        lambda: bodies.create_body({"id": keys[2], **BODY}, **deed),
        lambda: bodies.record_regulation(body, {"id": keys[3], **REGULATION}, **deed),
    )

    for act, key in zip(acts, keys, strict=True):
        assert at_once(live_app, *[act] * 6) == [key] * 6
    with live_app.app_context():
        after = [count(model) for model in (Person, Organisation, Body, Regulation)]
    assert after == [number + 1 for number in before]


def test_two_bodies_cannot_take_one_address_at_the_same_moment(live_app):
    with live_app.app_context():
        deed = {
            "actor": Builder(db.session, NOW).viewer(db.session.scalars(select(Person)).first())
        }
    values = [{**BODY, "id": uuid4(), "slug": "one-address"} for _ in range(4)]
    acts = [lambda v=v: bodies.create_body(v, now=NOW, **deed) for v in values]

    answers = at_once(live_app, *acts)

    assert [type(each) for each in answers].count(Refused) == 3
    assert {each.codes for each in answers if isinstance(each, Refused)} == {("slug_taken",)}
