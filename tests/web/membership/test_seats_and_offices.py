"""Seats, offices, terms and absences through the pages; refusals beside their fields."""

import pytest
from sqlalchemy import select

from council.membership.models import Absence, Appointment, Election, Seat
from tests.web.membership.conftest import DESK

COUNCIL = f"{DESK}bodies/council/"
OFFICE = {"held_from": "21.11.2026", "basis": "указ от 20.11.2026 № 90"}


def seat_of(session, person):
    return session.scalars(select(Seat).where(Seat.person_id == person.id)).one()


def test_a_seat_is_given_corrected_and_ended(secretary, build, session, typed):
    person = build.person(("Новиков", "Пётр", "Ильич"), account=False)
    given = secretary.submit(f"{COUNCIL}seats/new", {**typed, "person_id": str(person.id)})
    seat = seat_of(session, person)
    assert given.status_code == 303
    assert (seat.position, seat.is_voting) == ("директор", True)

    edit = f"{DESK}seats/{seat.id}/edit"
    values = {**typed, "category": "sector_union", "revision": "1"}
    assert secretary.submit(edit, values).status_code == 303
    assert seat_of(session, person).category == "sector_union"

    other = {**values, "category": "rec", "held_until": "01.12.2026", "by_agreement": "y"}
    stale = secretary.submit(edit, other)
    assert stale.status_code == 409
    for cell in ("Российский экспортный центр", "отраслевые союзы", "да", "нет", "–"):
        assert f">{cell}</td>" in stale.text
    assert ">1\u00a0декабря 2026\u00a0г.</td>" in stale.text

    end = {"last_day": "30.11.2026", "basis": "заявление", "revision": "2"}
    assert secretary.submit(f"{DESK}seats/{seat.id}/end", end).status_code == 303
    page = secretary.get(f"{DESK}people/{person.id}/").text
    assert "по 30\u00a0ноября 2026" in page
    assert "Исключение из состава" in page
    assert "<del>действующие экспортёры</del> → <ins>отраслевые союзы</ins>" in page


@pytest.mark.parametrize(
    ("values", "told"),
    (
        ({"person_id": ""}, ("person_id", "Выберите лицо.")),
        ({"held_from": "31.02.2026"}, ("held_from", "")),
        ({"held_from": ""}, ("held_from", "Укажите первый день.")),
        ({"held_from": "01.02.2023"}, ("held_from", "Дата создания органа")),
        ({"held_until": "20.11.2026"}, ("held_until", "не может быть раньше первого")),
        ({"basis": " "}, ("basis", "Укажите акт")),
        ({"basis": "а" * 1001}, ("basis", "1000")),
        ({"category": "secretariat"}, ("is_voting", "Представители секретариата не голосуют.")),
        ({"category": "gossip"}, ("category", "")),
    ),
)
def test_a_seat_that_cannot_be_given_says_why_beside_the_field(
    secretary, build, typed, values, told
):
    field, words = told
    person = build.person(("Новиков", "Пётр", "Ильич"), account=False)

    page = secretary.submit(f"{COUNCIL}seats/new", {**typed, "person_id": str(person.id), **values})

    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert words in page.text
    if field != "basis":
        assert "постановление от 20.11.2026 № 90" in page.text


def test_a_second_seat_is_refused_beside_the_person(secretary, council, typed):
    page = secretary.submit(f"{COUNCIL}seats/new", {**typed, "person_id": str(council.member.id)})

    assert page.status_code == 422
    assert 'id="person_id-error"' in page.text
    assert "Это лицо уже в составе с 6\u00a0февраля 2023" in page.text


def test_a_correction_against_the_rules_is_refused(secretary, council, session, typed):
    seat = seat_of(session, council.member)
    wrong = {**typed, "held_until": "20.11.2026", "revision": "1"}

    page = secretary.submit(f"{DESK}seats/{seat.id}/edit", wrong)
    empty = secretary.submit(f"{DESK}seats/{seat.id}/edit", {"revision": "1"})

    assert (page.status_code, empty.status_code) == (422, 422)
    assert 'id="held_until-error"' in page.text


def test_an_end_before_the_beginning_is_refused(secretary, council, session):
    seat = seat_of(session, council.member)
    page = f"{DESK}seats/{seat.id}/end"

    early = {"last_day": "01.01.2020", "basis": "акт", "revision": "1"}
    answer = secretary.submit(page, early)
    assert answer.status_code == 422
    assert 'id="last_day-error"' in answer.text
    assert secretary.submit(page, {"last_day": "", "basis": ""}).status_code == 422
    assert (
        secretary.submit(page, {**early, "last_day": "01.12.2026", "revision": "9"}).status_code
        == 409
    )
    assert seat_of(session, council.member).held_until is None


def test_a_vice_chair_is_appointed_and_leaves(secretary, council, session):
    values = {**OFFICE, "office": "vice_chair", "person_id": str(council.member.id)}
    assert secretary.submit(f"{COUNCIL}offices/new", values).status_code == 303
    office = session.scalars(select(Appointment).where(Appointment.office == "vice_chair")).one()
    assert "заместитель председателя" in secretary.get(COUNCIL).text

    end = f"{DESK}appointments/{office.id}/end"
    assert secretary.submit(end, {"last_day": "", "basis": "x"}).status_code == 422
    early = secretary.submit(end, {"last_day": "01.01.2026", "basis": "x", "revision": "1"})
    assert 'id="last_day-error"' in early.text
    right = {"last_day": "30.11.2026", "basis": "заявление", "revision": "1"}
    assert secretary.submit(end, right).status_code == 303


@pytest.mark.parametrize(
    ("asked", "told"),
    (
        (("member", "chair"), ("person_id", "По Стандарту председатель совета")),
        (("rival", "secretary"), ("person_id", "Секретарь не голосует")),
        (("member", "secretary"), ("person_id", "Секретарь не голосует")),
        (("secretary", "secretary"), ("office", "Эту роль с 6\u00a0февраля 2023")),
        (("member", "stand_in"), ("office", "положение не предусматривает замещения")),
        (("deputy", "secretary"), ("person_id", "Сначала внесите прекращение этих полномочий")),
        (("member", "deputy_chair"), ("office", "")),
        (("member", ""), ("office", "Выберите роль.")),
    ),
)
def test_an_office_against_the_rules_says_why_beside_the_field(secretary, council, asked, told):
    (who, office), (field, words) = asked, told
    values = {**OFFICE, "office": office, "person_id": str(getattr(council, who).id)}

    page = secretary.submit(f"{COUNCIL}offices/new", values)

    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert words in page.text
    assert "указ от 20.11.2026 № 90" in page.text


def test_the_deputy_chair_is_not_offered_for_appointment_but_explained(secretary):
    page = secretary.get(f"{COUNCIL}offices/new").text

    assert 'value="deputy_chair"' not in page
    assert "избирается на заседании" in page
    assert f"{COUNCIL}deputy-chair/" in page


def test_the_elections_show_counts_and_the_way_to_the_minutes(member):
    page = member.get(f"{COUNCIL}deputy-chair/").text

    assert "Долматова Ирина Сергеевна: 5 голосов «за»" in page
    assert "Пахотин Валерий Егорович: 3 голоса «за»" in page
    assert "против: 0, воздержались: 1" in page
    assert 'href="/meetings/2023/' in page
    assert "Внести отставку" not in page


def test_a_resignation_is_recorded_with_its_ground(secretary, session):
    election = session.scalars(select(Election)).one()
    page = f"{DESK}elections/{election.id}/end"

    assert secretary.submit(page, {"last_day": "", "basis": ""}).status_code == 422
    early = secretary.submit(page, {"last_day": "01.01.2020", "basis": "x"})
    assert 'id="last_day-error"' in early.text
    right = {"last_day": "20.11.2026", "basis": "заявление от 19.11.2026"}
    assert secretary.submit(page, right).status_code == 303

    text = secretary.get(f"{COUNCIL}deputy-chair/").text
    assert "Полномочия прекращены, последний день – 20\u00a0ноября 2026" in text
    assert "заявление от 19.11.2026" in text
    assert secretary.submit(page, right).status_code == 303
    other = secretary.submit(page, {**right, "last_day": "21.11.2026"})
    assert other.status_code == 422
    assert "уже прекращены" in other.text


def test_an_absence_is_noted_and_taken_back(secretary, council, session):
    page = f"{COUNCIL}absences/new"
    values = {
        "person_id": str(council.deputy.id),
        "from_day": "21.11.2026",
        "until_day": "30.11.2026",
        "reason": "отпуск",
    }

    assert secretary.submit(page, {**values, "until_day": "20.11.2026"}).status_code == 422
    assert secretary.submit(page, {**values, "from_day": ""}).status_code == 422
    assert secretary.submit(page, values).status_code == 303

    absence = session.scalars(select(Absence)).one()
    assert "отпуск" in secretary.get(COUNCIL).text
    removal = f"{DESK}absences/{absence.id}/remove"
    assert secretary.submit(COUNCIL, {}, to=removal).status_code == 303
    assert session.scalars(select(Absence)).all() == []
    assert secretary.submit(page, {}, to=removal).status_code == 404


def test_only_members_can_be_noted_as_absent(secretary, build):
    stranger = build.person(("Новиков", "Пётр", "Ильич"), account=False)
    values = {"person_id": str(stranger.id), "from_day": "21.11.2026", "until_day": "22.11.2026"}

    page = secretary.submit(f"{COUNCIL}absences/new", values)

    assert page.status_code == 422
    assert 'id="person_id-error"' in page.text


def test_the_person_named_in_the_address_is_chosen_beforehand(secretary, council):
    chosen = secretary.get(f"{COUNCIL}seats/new?person={council.member.id}").text

    assert f'<option selected value="{council.member.id}"' in chosen
    assert secretary.get(f"{COUNCIL}seats/new?person=x").status_code == 200
