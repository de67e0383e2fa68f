"""The composition on a day: members, gaps, the deputy chair's post in words."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from council.membership.models import Absence, Appointment, Election, Seat
from council.membership.rules import Category, Office
from tests.web.membership.conftest import DESK

TODAY = date(2026, 11, 21)


def test_members_read_the_composition_of_today(member):
    page = member.get(DESK)

    assert page.status_code == 200
    for words in (
        "21\u00a0ноября 2026\u00a0г.",
        "10 членов, 9 с правом голоса",
        "Долматова Ирина Сергеевна",
        "председатель",
        "действующие экспортёры",
        "Нет ни одного представителя категории «отраслевые союзы».",
        "Пока никого. По Стандарту нужен хотя бы один представитель.",
    ):
        assert words in page.text, words
    assert "Исключить из состава" not in page.text


def test_the_secretary_is_offered_to_change_it(secretary):
    page = secretary.get(DESK)

    assert "Включить в состав" in page.text
    assert "Исключить из состава" in page.text


def test_another_day_shows_who_sat_then(secretary, council, session):
    seat = session.scalars(select(Seat).where(Seat.person_id == council.member.id)).one()
    seat.held_until = date(2025, 12, 31)
    session.commit()

    then = secretary.get(f"{DESK}?day=2025-12-31").text
    later = secretary.get(f"{DESK}?day=01.01.2026").text

    name = "Шевчук Роман Олегович"
    assert name in then
    assert f">{name}<" not in later
    assert "9 членов, 8 с правом голоса" in later
    assert "31\u00a0декабря 2025" in then


@pytest.mark.parametrize("day", ("вчера", "2026-02-30", "9" * 400, "٣"))
def test_an_unreadable_day_is_told_and_kept(secretary, day):
    page = secretary.get(DESK, query_string={"day": day})

    assert page.status_code == 422
    assert day in page.text
    assert "govuk-error-message" in page.text


def test_a_full_composition_has_no_gaps(secretary, build, council):
    for number, category in enumerate(Category):
        person = build.person((f"Новых{'абвгдежзиклмн'[number]}", "Яна", "Львовна"), account=False)
        build.seat(council.body, person, category, is_voting=category is not Category.SECRETARIAT)

    page = secretary.get(DESK)

    assert "Чего не хватает" not in page.text


def deputy_text(client):
    return client.get(DESK).text


def test_a_post_never_filled_is_explained_with_what_follows(secretary, session):
    election = session.scalars(select(Election)).one()
    election.effective_on = None
    session.commit()

    text = deputy_text(secretary)

    assert "вакантно: не избран" in text
    assert "выборов ещё не было" in text
    assert "До выборов отчёты нельзя согласовать" in text


def test_an_ended_term_names_its_day_and_ground(secretary, session):
    election = session.scalars(select(Election)).one()
    election.ended_on, election.end_basis = TODAY, "заявление от 19.11.2026"
    session.commit()

    text = deputy_text(secretary)

    assert "Должность вакантна с 21\u00a0ноября 2026\u00a0г.: полномочия прекращены" in text
    assert "Основание: заявление от 19.11.2026." in text


def test_a_lost_seat_is_explained(secretary, council, session):
    seat = session.scalars(select(Seat).where(Seat.person_id == council.deputy.id)).one()
    seat.held_until = TODAY - timedelta(days=1)
    session.commit()

    text = deputy_text(secretary)

    assert "вакантно: выбыл из состава" in text
    assert "с 21\u00a0ноября 2026\u00a0г.: Долматова\u00a0И.С. больше не входит в состав" in text


def away(session, council, days=2):
    absence = Absence(
        body_id=council.body.id,
        person_id=council.deputy.id,
        from_day=TODAY,
        until_day=TODAY + timedelta(days=days),
    )
    session.add(absence)
    session.commit()
    return absence


def test_an_absent_deputy_is_waited_for(secretary, council, session):
    away(session, council)

    text = deputy_text(secretary)

    assert "отсутствует по 23\u00a0ноября 2026\u00a0г. включительно" in text
    assert "отчёты ждут заместителя председателя" in text


def test_a_stand_in_appears_only_where_the_regulation_allows_one(
    secretary, build, council, session
):
    away(session, council)
    build.appointment(council.body, council.member, Office.STAND_IN)
    acts = "обязанности исполняет Шевчук\u00a0Р.О."
    assert acts not in deputy_text(secretary)

    page = f"{DESK}bodies/council/settings/stand_in_allowed/"
    change = {"value": "yes", "valid_from": "21.11.2026", "basis": "указ № 90"}
    assert secretary.submit(page, change).status_code == 303

    assert acts in deputy_text(secretary)


def test_a_council_without_its_officers_is_warned(secretary, session):
    for office in session.scalars(select(Appointment)):
        if office.office is not Office.SECRETARY:
            office.held_until = TODAY - timedelta(days=1)
    session.commit()

    text = secretary.get(DESK).text

    assert "Нет председателя" in text
    assert "Нет координатора" in text
    assert "Нет секретаря" not in text
    assert "Нет секретаря" in secretary.get(f"{DESK}?day=2023-02-05").text
    assert "На эту дату никто не назначен." in secretary.get(f"{DESK}?day=2023-02-05").text


def test_the_number_of_statements_does_not_grow_with_the_members(
    secretary, build, council, statements_of
):
    few = len(statements_of(secretary, DESK))
    for name in ("Бобров", "Волков", "Зайцев"):
        build.seat(council.body, build.person((name, "Пётр", "Ильич"), account=False))

    assert len(statements_of(secretary, DESK)) == few


def test_a_site_without_a_council_lets_its_administrator_begin(build, sign_in):
    administrator = sign_in(build.account(administrator=True))

    assert administrator.get(DESK).status_code == 200
    assert administrator.get(f"{DESK}people/new").status_code == 200
    assert administrator.get(f"{DESK}bodies/new").status_code == 200


def test_a_stranger_to_the_council_may_not_read_it(client, build, sign_in):
    assert client.get(DESK).status_code in {302, 303}
    stranger = sign_in(build.account())
    assert stranger.get(DESK).status_code == 403
