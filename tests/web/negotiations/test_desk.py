"""What the staff does with a schedule on the working pages, and what is refused there."""

from datetime import date

import pytest

from core.adapters.database import db
from events.negotiations.models import NegotiationEdition, NegotiationRun, Negotiator
from events.negotiations.rules.life import RunState, ScheduleState
from tests.builders_negotiations import run_of, state_of
from tests.statements import selects_of

DAYS = {
    "minutes": "25",
    "pause": "5",
    "heeds_met": "y",
    "days-0-day": "08.02.2027",
    "days-0-starts_at": "10:00",
    "days-0-ends_at": "12:00",
}
BUYER = {"name": "Toshkent Nasos", "country": "UZ", "languages": "узбекский", "revision": "1"}


def desk(schedule_id, part=""):
    return f"/desk/negotiations/{schedule_id}/{part}"


def test_a_schedule_is_begun_framed_and_peopled(coordinator, negotiations):
    event = negotiations.missions.event()
    path = coordinator.submit(
        "/desk/negotiations/", {}, to=f"/desk/negotiations/events/{event.id}/"
    )
    show = path.headers["Location"]
    assert coordinator.submit(f"{show}frame/", DAYS | {"revision": "1"}).status_code == 303
    hall = {"name": "Зал А", "tables": "3"}
    assert coordinator.submit(f"{show}places/", hall, to=f"{show}places/halls/").status_code == 303
    voice = {"name": "Ли", "languages": "китайский", "count": "1"}
    to = f"{show}places/interpreters/"
    assert coordinator.submit(f"{show}places/", voice, to=to).status_code == 303
    assert coordinator.submit(f"{show}people/new/", BUYER).status_code == 303
    text = coordinator.get(f"{show}people/").text
    assert "Toshkent Nasos" in text
    assert "Узбекистан" in text


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ({"minutes": "4"}, "5"),
        ({"days-0-ends_at": ""}, "Укажите начало и конец дня"),
        ({"days-0-day": ""}, "Ошибка"),
        ({"days-0-day": "31.02.2027"}, "Ошибка"),
        ({"days-0-ends_at": "09:00"}, "конец не позже начала"),
        ({"days-0-lunch_from": "11:00"}, "обед"),
        ({"most": "0"}, "Ошибка"),
    ),
)
def test_a_bad_frame_says_what_to_do(coordinator, negotiations, typed, words):
    schedule_id = negotiations.begun()
    answer = coordinator.submit(desk(schedule_id, "frame/"), DAYS | {"revision": "1"} | typed)
    assert answer.status_code == 422
    assert words in answer.text


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ({"name": ""}, "Укажите название компании"),
        ({"country": ""}, "Выберите страну"),
        ({"table": "1"}, "выберите зал"),
        ({"hall": "7"}, "Такого зала или стола нет"),
        ({"most": "0"}, "Ошибка"),
    ),
)
def test_a_bad_buyer_says_what_to_do(coordinator, negotiations, typed, words):
    schedule_id = negotiations.framed()
    answer = coordinator.submit(desk(schedule_id, "people/new/"), BUYER | typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.query(Negotiator).count() == 0


def test_pages_made_from_an_older_state_meet_a_409(coordinator, negotiations):
    schedule_id, people = negotiations.solved()
    old = {"revision": "1"}
    frame = coordinator.submit(desk(schedule_id, "frame/"), DAYS | old)
    person = coordinator.submit(f"/desk/negotiations/people/{people[3]}/", BUYER | old)
    wishes = coordinator.submit(f"/desk/negotiations/people/{people[3]}/wishes/", old)
    out = {"kind": "take_out", "first": "1", "second": "3", **old}
    grid = desk(schedule_id, "grid/")
    change = coordinator.submit(grid, out, to=desk(schedule_id, "change"))
    publish = coordinator.submit(desk(schedule_id), old, to=desk(schedule_id, "steps/publish"))
    assert [each.status_code for each in (frame, person, wishes, change, publish)] == [409] * 5
    assert state_of(schedule_id) is ScheduleState.ARRANGING
    assert not any(row.is_taken_out for row in negotiations.rows(schedule_id).values())


def test_a_run_is_started_watched_and_done_here_when_no_scheduler_lives(
    coordinator, negotiations, monkeypatch
):
    monkeypatch.setattr("events.negotiations.views.runs.MOST_HERE", 0.05)
    schedule_id, _ = negotiations.closed()
    sent = {"revision": str(negotiations.revision(schedule_id)), "seconds": "10"}
    watch = coordinator.submit(desk(schedule_id), sent, to=desk(schedule_id, "runs/"))
    page = watch.headers["Location"]
    text = coordinator.get(page).text
    assert "http-equiv" in text
    assert "<progress" in text
    assert "Выполнить сейчас" in text
    state = coordinator.get(f"{page}progress.json").json
    assert (state["is_live"], state["percent"]) == (True, 0)
    coordinator.submit(page, {}, to=f"{page}here")
    text = coordinator.get(page).text
    assert "4 из не более чем 4 возможных" in text
    assert "http-equiv" not in text
    assert coordinator.get(f"{page}progress.json").json["is_live"] is False


def test_a_run_without_wishes_or_budget_is_refused_and_one_can_be_cancelled(
    coordinator, negotiations
):
    schedule_id, _ = negotiations.closed()
    revision = {"revision": str(negotiations.revision(schedule_id))}
    to = desk(schedule_id, "runs/")
    bad = coordinator.submit(desk(schedule_id), revision | {"seconds": "3600"}, to=to)
    assert (bad.status_code, "2, 10 или 60 секунд" in bad.text) == (409, True)
    good = coordinator.submit(desk(schedule_id), revision | {"seconds": "2"}, to=to)
    page = good.headers["Location"]
    coordinator.submit(page, {}, to=f"{page}cancel")
    [run_id] = db.session.query(NegotiationRun.id).one()
    assert run_of(run_id).state is RunState.CANCELLED


def test_a_meeting_is_moved_and_refusals_stand_on_its_page(coordinator, negotiations):
    schedule_id, _ = negotiations.solved()
    rows = negotiations.rows(schedule_id)
    page, to = desk(schedule_id, "pairs/1-3/"), desk(schedule_id, "change")
    taken = rows[1, 4].slot
    sent = {"first": "1", "second": "3", "revision": str(negotiations.revision(schedule_id))}
    refused = coordinator.submit(page, sent | {"kind": "move", "slot": str(taken)}, to=to)
    assert refused.status_code == 409
    assert "уже назначено" in refused.text
    swap = sent | {"kind": "swap", "other_first": "1", "other_second": "4"}
    assert coordinator.submit(page, swap, to=to).status_code == 303
    assert negotiations.rows(schedule_id)[1, 3].slot == taken
    assert "закреплена" in coordinator.get(desk(schedule_id, "grid/")).text


@pytest.mark.parametrize(
    "sent",
    (
        {},
        {"kind": "explode"},
        {"kind": "move", "first": "1", "second": "3", "slot": "-1"},
        {"kind": "move", "first": "one", "second": "3", "slot": "1"},
        {"kind": "withdrawal", "number": "99999999999"},
        {"kind": "move", "first": "1", "second": "99", "slot": "1"},
        {"kind": "absence", "number": ""},
    ),
)
def test_a_change_that_makes_no_sense_is_refused(coordinator, negotiations, sent):
    schedule_id, _ = negotiations.solved()
    before = negotiations.rows(schedule_id)
    sent = sent | {"revision": str(negotiations.revision(schedule_id))}
    answer = coordinator.submit(desk(schedule_id, "grid/"), sent, to=desk(schedule_id, "change"))
    assert answer.status_code == 409
    assert negotiations.rows(schedule_id) == before


def test_after_publication_a_change_is_seen_before_it_is_made(coordinator, negotiations):
    schedule_id, people = negotiations.published()
    rows = negotiations.rows(schedule_id)
    lost = f"2027-02-08T{10 + rows[1, 3].slot // 2}:{'30' if rows[1, 3].slot % 2 else '00'}"
    sent = {"kind": "absence", "number": "3", "away": lost}
    sent |= {"revision": str(negotiations.revision(schedule_id))}
    page, to = f"/desk/negotiations/people/{people[3]}/presence/", desk(schedule_id, "change")
    seen = coordinator.submit(page, sent, to=to)
    assert seen.status_code == 200
    assert "Что изменится" in seen.text
    assert "Завод 1" in seen.text
    assert negotiations.rows(schedule_id) == rows
    made = coordinator.submit(page, sent | {"seen": "1", "reason": "Самолёт"}, to=to)
    assert made.status_code == 303
    assert db.session.query(NegotiationEdition).count() == 2
    assert "Самолёт" in coordinator.get(desk(schedule_id, "editions/2/")).text


def test_the_grid_asks_no_more_when_more_take_part(coordinator, negotiations, session):
    few, _ = negotiations.solved(exporters=1, buyers=1)
    sent = len(selects_of(session, coordinator, desk(few, "grid/")))
    event = negotiations.missions.event()
    many = negotiations.framed(event=event)
    negotiations.hall(many)
    for number in range(60, 66):
        negotiations.exporter(many, number)
    for _ in range(6):
        negotiations.buyer(many)
    assert len(selects_of(session, coordinator, desk(many, "grid/"))) == sent
    assert sent < 15


@pytest.mark.parametrize("part", ("", "grid/", "people/", "waiting/", "wishes/"))
def test_only_the_coordinator_arranges_negotiations(sign_in, council, negotiations, client, part):
    path = desk(negotiations.begun(), part)
    assert client.get(path).status_code == 302
    assert sign_in(council.secretary).get(path).status_code == 403


@pytest.mark.parametrize(
    ("day", "words"),
    (
        (None, "пока вы его не закроете"),
        (date(2026, 12, 1), "до 1 декабря 2026 г. включительно"),
    ),
)
def test_the_overview_says_until_when_wishes_are_taken(coordinator, negotiations, day, words):
    schedule_id = negotiations.framed(wishes_until=day)
    text = coordinator.get(f"/desk/negotiations/{schedule_id}/").text.replace("\u00a0", " ")
    assert "Приём пожеланий" in text
    assert words in text


def test_the_overview_counts_the_tables_of_all_halls(coordinator, negotiations):
    schedule_id = negotiations.framed()
    negotiations.hall(schedule_id, tables=3)
    negotiations.hall(schedule_id, tables=4, name="Зал Б")
    text = coordinator.get(f"/desk/negotiations/{schedule_id}/").text
    assert "<dt>Столы</dt><dd>7</dd>" in text
