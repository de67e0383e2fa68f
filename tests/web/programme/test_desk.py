"""Events on the working pages: the list, the page of one, the steps of its life, its checklist."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from events.programme.models import Event, EventStep, EventTask
from events.programme.rules import EventAction, EventState
from tests.reading import as_read

S = EventState
TODAY = date(2026, 11, 21)
TYPED = {
    "name": "Встреча с закупщиками",
    "type": "buyers",
    "country": "KZ",
    "city": "г. Астана",
    "starts_on": "08.12.2026",
    "ends_on": "09.12.2026",
    "format": "in_person",
    "trade_mission": "requested",
    "rec_office": "not_asked",
}


def page_of(event):
    return f"/desk/events/{event.number}/"


def take(client, event, step, **typed):
    form = {"revision": str(event.revision), **typed}
    return client.submit("/desk/events/new", form, to=f"{page_of(event)}steps/{step}")


def test_the_list_says_what_needs_doing(coordinator, events):
    events.event(S.HELD, name="Без отчёта")
    events.event(S.PREPARING, name="Забытая", starts_on=TODAY - timedelta(days=3))
    events.event(S.PREPARING, name="Далёкая", starts_on=date(2026, 12, 28))
    text = coordinator.get("/desk/events/").text
    assert "срок отчёта прошёл" in text
    assert "дата прошла, отметки нет" in text
    pressing = coordinator.get("/desk/events/?pressing=1").text
    assert "Далёкая" not in pressing
    assert "Забытая" in pressing


def test_a_country_that_the_region_never_named_has_its_name_from_the_library(coordinator, events):
    event = events.event(country="SE", city="г. Стокгольм")
    for page in ("/desk/events/", page_of(event)):
        assert "г. Стокгольм, Швеция" in coordinator.get(page).text.replace("\u00a0", " ")


def test_the_list_is_filtered_by_type_and_state(coordinator, events):
    events.event(S.HELD, name="Проведённая")
    events.event(S.PLANNED, name="Плановая")
    text = coordinator.get("/desk/events/?state=held&type=mission").text
    assert "Проведённая" in text
    assert "Плановая" not in text
    assert "Проведённая" in coordinator.get("/desk/events/?state=nonsense&type=x&year=1").text


def test_members_read_events_and_change_nothing(council, sign_in, events):
    event = events.event(S.PLANNED)
    member = sign_in(council.member)
    assert "Начать подготовку" not in member.get(page_of(event)).text
    for path in ("edit", "move", "cancel", "tasks/new"):
        assert member.get(f"{page_of(event)}{path}").status_code == 403
    assert member.get("/desk/events/new").status_code == 403


def test_visitors_are_asked_to_sign_in_and_an_unknown_event_is_a_404(client, coordinator):
    assert "/sign-in" in client.get("/desk/events/").headers["Location"]
    for path in ("", "edit", "move", "cancel", "tasks/new", f"tasks/{uuid4()}"):
        assert coordinator.get(f"/desk/events/99999/{path}").status_code == 404


def test_an_event_goes_its_way_from_plan_to_held(coordinator, session, events):
    event = events.event(S.PLANNED, starts_on=TODAY)
    event.ends_on = TODAY
    for step, state in (("prepare", S.PREPARING), ("begin", S.UNDER_WAY), ("hold", S.HELD)):
        assert take(coordinator, event, step).status_code == 303
        session.refresh(event)
        assert event.state is state
    text = coordinator.get(page_of(event)).text
    assert "Сначала заполните" in text or "Опубликовать" in text
    assert session.scalar(select(func.count()).select_from(EventStep)) == 3


def test_a_step_that_is_not_possible_says_why_and_leaves_no_trace(coordinator, session, events):
    event = events.event(S.UNDER_WAY, starts_on=TODAY, ends_on=TODAY + timedelta(days=3))
    text = coordinator.get(page_of(event)).text
    assert "ещё не завершилось" in text
    assert take(coordinator, event, "hold").status_code == 409
    assert take(coordinator, event, "cancel").status_code == 404
    session.refresh(event)
    assert event.state is S.UNDER_WAY
    assert session.scalar(select(func.count()).select_from(EventStep)) == 0


def test_a_step_from_an_old_page_is_a_conflict(coordinator, session, events):
    event = events.event(S.PLANNED)
    assert take(coordinator, event, "prepare", revision="7").status_code == 409
    session.refresh(event)
    assert event.state is S.PLANNED


def test_a_move_keeps_the_old_days_and_the_reason(coordinator, session, events):
    event = events.event(S.PLANNED, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 3))
    address = f"{page_of(event)}move"
    typed = {"revision": "1", "reason": "просьба партнёров", "starts_on": "", "ends_on": ""}
    assert coordinator.submit(address, {**typed, "reason": " "}).status_code == 422
    same = {"starts_on": "01.12.2026", "ends_on": "03.12.2026"}
    assert coordinator.submit(address, typed | same).status_code == 422
    wrong = {"starts_on": "05.12.2026", "ends_on": "03.12.2026"}
    assert coordinator.submit(address, typed | wrong).status_code == 422
    assert coordinator.submit(address, {**typed, "ends_on": "03.12.2026"}).status_code == 422
    assert coordinator.submit(address, {**typed, "revision": "8"}).status_code == 409
    assert coordinator.submit(address, typed).status_code == 303
    session.refresh(event)
    assert (event.state, event.starts_on, event.ends_on) == (S.MOVED, None, None)
    step = session.scalars(select(EventStep)).one()
    assert (step.old_starts_on, step.action) == (date(2026, 12, 1), EventAction.MOVE)
    text = as_read(coordinator.get(page_of(event)).text)
    assert "Прежние даты: 1–3 декабря 2026" in text
    assert "нет дат" in text.lower()


def test_a_cancelled_event_says_why_and_offers_nothing_more(coordinator, session, events):
    event = events.event(S.PREPARING)
    address = f"{page_of(event)}cancel"
    assert coordinator.submit(address, {"revision": "1", "reason": ""}).status_code == 422
    typed = {"revision": "1", "reason": "отказ организатора"}
    assert coordinator.submit(address, typed).status_code == 303
    text = coordinator.get(page_of(event)).text
    assert "отказ организатора" in text
    assert session.scalars(select(EventStep.actor_name)).one() in text
    assert "/move" not in text
    assert coordinator.get(address).status_code == 302


def test_an_event_outside_the_plan_is_added_and_opened(coordinator, session, events):
    key = str(uuid4())
    for _time in range(2):
        response = coordinator.submit("/desk/events/new", {"key": key, **TYPED})
        assert response.status_code == 303
    event = session.scalars(select(Event)).one()
    assert (event.year, event.zone, event.is_public) == (2026, "Asia/Almaty", False)
    shown = {"public": "yes", "revision": "1"}
    address = f"{page_of(event)}visibility"
    assert coordinator.submit("/desk/events/new", shown, to=address).status_code == 303
    session.refresh(event)
    assert event.is_public
    again = {"public": "no", "revision": "1"}
    assert coordinator.submit("/desk/events/new", again, to=address).status_code == 409


@pytest.mark.parametrize(
    "changes",
    (
        {"name": " "},
        {"type": ""},
        {"country": ""},
        {"country": "XX"},
        {"zone": "Mars/Base"},
        {"starts_on": ""},
        {"ends_on": "07.12.2026"},
        {"ends_on": "08.03.2027"},
        {"starts_on": "31.02.2026"},
        {"format": "remote"},
        {"participants": "-1"},
        {"ordinal": "0"},
        {"trade_mission": "perhaps"},
    ),
)
def test_a_faulty_event_is_shown_again_with_what_was_typed(coordinator, session, events, changes):
    response = coordinator.submit("/desk/events/new", {"key": str(uuid4()), **TYPED, **changes})
    assert response.status_code == 422
    assert "г. Астана" in response.text
    assert session.scalar(select(func.count()).select_from(Event)) == 0


@pytest.mark.parametrize("goes_on", (False, True))
def test_the_new_days_of_a_moved_event_come_only_by_a_move(coordinator, session, events, goes_on):
    """Also when its preparation goes on: the programme follows and people are told by a step."""
    event = events.event(S.PLANNED)
    coordinator.submit(f"{page_of(event)}move", {"revision": "1", "reason": "просьба партнёров"})
    if goes_on:
        coordinator.submit(
            "/desk/events/new", {"revision": "2"}, to=f"{page_of(event)}steps/prepare"
        )
    session.refresh(event)
    assert (event.state, event.starts_on) == (S.PREPARING if goes_on else S.MOVED, None)
    form = coordinator.get(f"{page_of(event)}edit").text
    assert 'name="starts_on"' not in form
    assert "Новые даты вносятся там же" in form
    typed = {**TYPED, "revision": str(event.revision)}
    assert coordinator.submit(f"{page_of(event)}edit", typed).status_code == 303
    session.refresh(event)
    assert (event.starts_on, event.name) == (None, TYPED["name"])
    days = {"revision": str(event.revision), "reason": "срок назван", "starts_on": "05.12.2026"}
    assert coordinator.submit(f"{page_of(event)}move", days).status_code == 303
    session.refresh(event)
    assert (event.state, event.starts_on) == (S.MOVED, date(2026, 12, 5))


def test_details_are_edited_and_days_stay(coordinator, session, events):
    event = events.event(S.PREPARING)
    address, days = f"{page_of(event)}edit", (event.starts_on, event.ends_on)
    typed = {
        **TYPED,
        "revision": "1",
        "name_english": "Buyers' days",
        "series": "Дни",
        "ordinal": "4",
    }
    assert coordinator.submit(address, typed).status_code == 303
    session.refresh(event)
    assert (event.starts_on, event.ends_on) == days
    assert (event.name_english, event.ordinal) == ("Buyers' days", 4)
    assert "Дни" in coordinator.get(page_of(event)).text
    assert coordinator.submit(address, typed).status_code == 409
    assert coordinator.submit(address, {**typed, "name": ""}).status_code == 422


def test_a_checklist_is_filled_once_changed_and_ticked_off(coordinator, session, events):
    event = events.event(S.PREPARING, starts_on=date(2026, 12, 28))
    for _time in range(2):
        fill = f"{page_of(event)}tasks/fill"
        assert coordinator.submit("/desk/events/new", {}, to=fill).status_code == 303
    tasks = session.scalars(select(EventTask).order_by(EventTask.position)).all()
    letter = tasks[0]
    assert (len(tasks), letter.days_before) == (9, 60)
    text = coordinator.get(page_of(event)).text
    assert "просрочено" in text
    assert "Подготовка просрочена" in text
    address = f"{page_of(event)}tasks/{letter.id}"
    mark = f"{address}/mark"
    assert coordinator.submit(address, {"done": "yes"}, to=mark).status_code == 303
    session.refresh(letter)
    assert letter.done_on == TODAY
    assert letter.done_by
    assert coordinator.submit(address, {"done": "no"}, to=mark).status_code == 303
    typed = {"name": "Письмо", "days_before": "", "due_on": "01.12.2026", "revision": "3"}
    assert coordinator.submit(address, typed).status_code == 303
    assert coordinator.submit(address, typed).status_code == 409
    assert coordinator.submit(address, {**typed, "name": ""}).status_code == 422
    assert coordinator.submit(address, {**typed, "days_before": "900"}).status_code == 422
    assert coordinator.submit(address, {}, to=f"{address}/remove").status_code == 303
    assert coordinator.get(address).status_code == 404
    new = {"key": str(uuid4()), "name": "Флаги", "days_before": "-2"}
    assert coordinator.submit(f"{page_of(event)}tasks/new", new).status_code == 303
    assert coordinator.submit(f"{page_of(event)}tasks/new", {"name": ""}).status_code == 422
    assert re.search(r"Флаги", coordinator.get(page_of(event)).text)
