"""The plan on the working pages: what the coordinator does and what others may not."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from council.meetings.rules.kinds import ItemKind, MeetingState
from events.plan.models import PlanEdition, PlanLine
from events.plan.rules.editions import PlanEditionState
from events.programme.rules import EventState
from tests.reading import as_read
from tests.traces import count

TYPED = {
    "revision": "1",
    "name": "Бизнес-миссия в Ташкент",
    "type": "mission",
    "country": "UZ",
    "city": "г. Ташкент",
    "starts_on": "09.03.2026",
    "ends_on": "12.03.2026",
    "month": "",
    "format": "in_person",
    "responsible": "",
    "responsible_name": "Центр поддержки экспорта",
    "money-0-source": "областной бюджет",
    "money-0-rubles": "1 450 000",
}


@pytest.fixture
def approved(build, council, events):
    meeting = build.meeting(council.body, number=4)
    return events.approved(meeting, [events.event(EventState.HELD), events.event()])


@pytest.fixture
def draft(coordinator):
    """The address of a new draft of the plan of 2026."""
    response = coordinator.submit("/desk/plan/new", {"year": "2026"}, to="/desk/plan/new")
    assert response.status_code == 303
    return response.headers["Location"]


def test_a_year_without_a_plan_says_what_to_do(coordinator):
    text = coordinator.get("/desk/plan/").text
    assert "План на этот год ещё не утверждён" in text
    assert "Новый план" in text


def test_the_front_page_names_what_endangers_the_year(coordinator, approved, events):
    text = coordinator.get("/desk/plan/").text
    assert "1 из 2" in text
    assert "Что угрожает исполнению" in text
    assert "дата прошла, отметки нет" in text


def test_members_read_the_plan_and_do_not_change_it(council, sign_in, approved):
    member = sign_in(council.member)
    assert "Начать изменение" not in member.get("/desk/plan/").text
    assert member.get("/desk/plan/new").status_code == 403
    assert member.get(f"/desk/plan/editions/{approved.edition.id}/").status_code == 200


def test_visitors_are_asked_to_sign_in(client, approved):
    assert "/sign-in" in client.get("/desk/plan/").headers["Location"]


def test_a_line_is_added_as_typed(coordinator, session, draft):
    response = coordinator.submit(f"{draft}lines/new", {"key": str(uuid4()), **TYPED})
    assert response.status_code == 303
    text = coordinator.get(draft).text
    assert "9–12 марта" in as_read(text)
    assert "1\u00a0450,0\u00a0тыс." in text


@pytest.mark.parametrize(
    ("changes", "said"),
    (
        ({"name": " "}, "Укажите наименование мероприятия."),
        ({"type": ""}, "Выберите один из трёх видов мероприятий Стандарта."),
        ({"country": ""}, "Выберите страну из списка."),
        ({"country": "XX"}, "Not a valid choice"),
        ({"starts_on": "31.02.2026"}, "31.02.2026"),
        ({"ends_on": "08.03.2026"}, "Последний день раньше первого."),
        ({"ends_on": "02.01.2027", "starts_on": "30.12.2026"}, "в 2026 году"),
        ({"starts_on": "", "ends_on": ""}, "Укажите даты мероприятия или его месяц."),
        ({"format": "remote"}, "Укажите причину дистанционного формата"),
        ({"participants": "-1"}, "участников"),
        ({"money-0-rubles": "-5"}, "Введите сумму в целых рублях"),
        ({"money-0-rubles": "9" * 20}, "Введите сумму в целых рублях"),
        ({"responsible_name": ""}, "Укажите ответственного исполнителя."),
    ),
)
def test_a_faulty_line_is_shown_again_with_what_was_typed(
    coordinator, session, draft, changes, said
):
    response = coordinator.submit(f"{draft}lines/new", {"key": str(uuid4()), **TYPED, **changes})
    assert response.status_code == 422
    assert "г. Ташкент" in response.text
    if said != "Not a valid choice":
        assert said in response.text.replace("\u00a0", " ")
    assert count(session, PlanLine) == 0


def test_a_line_saved_from_an_old_page_is_a_conflict(coordinator, session, draft):
    coordinator.submit(f"{draft}lines/new", {"key": str(uuid4()), **TYPED})
    line = session.scalars(select(PlanLine)).one()
    address = f"{draft}lines/{line.id}/"
    assert coordinator.submit(address, {**TYPED, "city": "г. Бухара"}).status_code == 303
    response = coordinator.submit(address, {**TYPED, "city": "г. Хива"})
    assert response.status_code == 409
    assert "г. Хива" in response.text


def test_an_approved_event_leaves_only_with_a_reason(coordinator, session, approved):
    response = coordinator.submit("/desk/plan/new", {"year": "2026"}, to="/desk/plan/new")
    draft = response.headers["Location"]
    line = session.scalars(
        select(PlanLine).join(PlanEdition).where(PlanEdition.number == 2).limit(1)
    ).one()
    address = f"{draft}lines/{line.id}/remove"
    restore = f"{draft}removals/{line.event_id}/restore"
    assert coordinator.submit(address, {"reason": " "}).status_code == 422
    assert coordinator.submit(address, {"reason": "отказ организатора"}).status_code == 303
    text = coordinator.get(draft).text
    assert "отказ организатора" in text
    assert coordinator.submit(draft, {}, to=restore).status_code == 303
    assert "отказ организатора" not in coordinator.get(draft).text


def test_a_draft_is_tabled_and_taken_back(coordinator, build, council, session, draft):
    coordinator.submit(f"{draft}lines/new", {"key": str(uuid4()), **TYPED})
    assert "нет свободного вопроса" in coordinator.get(f"{draft}table").text
    meeting = build.meeting(council.body, state=MeetingState.AGENDA_OPEN)
    item = build.item(meeting, "О плане мероприятий", kind=ItemKind.PLAN)
    edition = session.scalars(select(PlanEdition)).one()
    typed = {"item": str(item.id), "revision": str(edition.revision)}
    assert coordinator.submit(f"{draft}table", {"revision": "1"}).status_code == 422
    assert coordinator.submit(f"{draft}table", {**typed, "revision": "9"}).status_code == 409
    assert coordinator.submit(f"{draft}table", typed).status_code == 303
    session.refresh(edition)
    assert edition.state is PlanEditionState.TABLED
    back = {"revision": str(edition.revision)}
    assert coordinator.submit(draft, back, to=f"{draft}take-back").status_code == 303
    session.refresh(edition)
    assert edition.state is PlanEditionState.DRAFT


def test_a_draft_is_given_up(coordinator, session, draft):
    assert coordinator.submit(f"{draft}discard", {}).status_code == 303
    assert count(session, PlanEdition) == 0


def test_a_decided_plan_is_copied_into_the_next_year(coordinator, approved):
    response = coordinator.submit("/desk/plan/new", {"year": "2026"}, to="/desk/plan/copy")
    text = coordinator.get(response.headers["Location"]).text
    assert "План мероприятий на 2027 год" in text
    assert "февраль" in text or "январь" in text
    again = coordinator.submit("/desk/plan/new", {"year": "2026"}, to="/desk/plan/copy")
    assert again.status_code == 422
    assert "уже есть" in again.text


@pytest.mark.parametrize("path", ("", "table", "discard", "lines/new"))
def test_an_unknown_edition_is_a_404(coordinator, path):
    assert coordinator.get(f"/desk/plan/editions/{uuid4()}/{path}").status_code == 404


def test_a_tabled_or_decided_edition_is_not_edited(coordinator, approved):
    line = approved.events[0]
    assert line
    address = f"/desk/plan/editions/{approved.edition.id}/lines/new"
    response = coordinator.submit(address, {"key": str(uuid4()), **TYPED})
    assert response.status_code == 422
    assert "строки менять нельзя" in response.text


def test_days_of_an_event_may_be_typed_in_words(coordinator, session, draft):
    typed = {**TYPED, "starts_on": "9 марта 2026", "ends_on": "12.03.26"}
    coordinator.submit(f"{draft}lines/new", {"key": str(uuid4()), **typed})
    assert session.scalars(select(PlanLine.ends_on)).one() == date(2026, 3, 12)
