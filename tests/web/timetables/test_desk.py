"""Timetables and results on the working pages: what the coordinator does, what others may not."""

from datetime import time, timedelta

import pytest

from core.adapters.database import db
from council.membership.rules import BodyKind, Category, Office
from events.negotiations.models import NegotiationDay, Negotiator
from events.negotiations.rules.life import ScheduleState
from events.timetables.models import MeetingResult
from tests.builders_meetings import DAY
from tests.statements import selects_of

TYPED = {"grade": "informative", "next_step": "samples", "note": "Ждут образцы", "revision": "0"}


def desk(frame):
    return f"/desk/negotiations/{frame.id}/"


def test_all_timetables_stand_in_one_list(coordinator, story):
    frame, *_ = story
    text = coordinator.get(f"{desk(frame)}timetables/").text
    assert "Завод 1" in text
    assert "Buyer 3" in text
    assert "без итога: 2" in text
    one = coordinator.get(f"{desk(frame)}timetables/1/").text
    assert "Указать итог" in one
    assert "стол" in one


@pytest.mark.parametrize("part", ("timetables.pdf", "timetables/1.pdf", "timetables/1.html"))
def test_papers_are_made_for_one_and_for_all(coordinator, story, part):
    frame, *_ = story
    assert coordinator.get(f"{desk(frame)}{part}", buffered=True).status_code in {200, 202}


def test_the_staff_enters_a_result_and_it_is_summed(coordinator, story):
    frame, _, _, meeting = story
    form = f"{desk(frame)}meetings/{meeting.id}/result/"
    assert coordinator.submit(form, TYPED).status_code == 303
    text = coordinator.get(f"{desk(frame)}results/").text
    for words in ("полезно, но без сотрудничества", "отправить образцы", "Ждут образцы"):
        assert words in text
    assert "Указано:" in coordinator.get(form).text
    company_id = db.session.get(Negotiator, meeting.first_id).company_id
    register = coordinator.get(f"/desk/companies/{company_id}/").text.replace("\u00a0", " ")
    assert "Встреч: 2 · указано итогов: 1 · состоялось: 1" in register


def test_results_stand_day_by_day_and_one_comes_back_to_the_day_of_the_meeting(
    coordinator, build, story
):
    frame, _, _, meeting = story
    later = DAY + timedelta(days=1)
    build.add(NegotiationDay(schedule_id=frame.id, day=later, starts_at=time(10), ends_at=time(12)))
    meeting.slot = len(frame.slots)  # the first one of that day
    db.session.commit()
    sent = coordinator.submit(f"{desk(frame)}meetings/{meeting.id}/result/", TYPED)
    assert sent.headers["Location"] == f"{desk(frame)}results/?day={later}"
    shown = {
        day: coordinator.get(f"{desk(frame)}results/?day={day}").text.count('id="meeting-')
        for day in (DAY, later, "none")
    }
    assert shown == {DAY: 3, later: 1, "none": 3}


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    (
        ({"grade": ""}, 422, "Выберите, как прошла встреча"),
        ({"grade": "not_held"}, 409, "нет следующего шага"),
        ({"revision": "3"}, 409, "тем временем уже указали"),
    ),
)
def test_a_result_that_cannot_be_says_why(coordinator, story, typed, status, words):
    frame, _, _, meeting = story
    form = f"{desk(frame)}meetings/{meeting.id}/result/"
    answer = coordinator.submit(form, {**TYPED, **typed})
    assert answer.status_code == status
    assert words in answer.text
    assert db.session.query(MeetingResult).count() == 0


def test_what_is_not_there_is_not_found(coordinator, story, built):
    frame, _, _, meeting = story
    other = built.published(state=ScheduleState.ARRANGING, edition=0)[0].id
    assert coordinator.get(f"/desk/negotiations/{other}/timetables/").status_code == 404
    assert coordinator.get(f"{desk(frame)}timetables/99/").status_code == 404
    wrong = f"/desk/negotiations/{other}/meetings/{meeting.id}/result/"
    assert coordinator.get(wrong).status_code == 404


@pytest.mark.parametrize("part", ("timetables/", "timetables.pdf", "timetables/1/", "results/"))
def test_others_see_nothing(sign_in, council, client, story, part):
    frame, *_ = story
    assert sign_in(council.member).get(f"{desk(frame)}{part}").status_code == 403
    assert client.get(f"{desk(frame)}{part}").status_code == 302


def test_longer_lists_ask_the_database_no_more(coordinator, built):
    counts = []
    for size in (1, 4):
        frame, *_ = built.published(exporters=size, buyers=size)
        paths = [f"{desk(frame)}{part}/" for part in ("timetables", "results", "timetables/1")]
        counts.append([len(selects_of(db.session, coordinator, path)) for path in paths])
    assert counts[0] == counts[1]


def test_the_coordinator_of_another_body_sees_nothing(build, sign_in, story):
    frame, *_ = story
    stranger = build.person(("Чужаков", "Ян", "Ильич"))
    other = build.body("commission", kind=BodyKind.COMMISSION, name="Комиссия по логистике")
    build.seat(other, stranger, Category.SECRETARIAT, is_voting=False)
    build.appointment(other, stranger, Office.COORDINATOR)
    client = sign_in(stranger)
    assert client.get(f"{desk(frame)}timetables/").status_code == 403
    number = frame.event_number
    assert client.get(f"/desk/events/{number}/delegation/").status_code == 403
    assert client.get(f"/desk/events/{number}/delegation/passports/").status_code == 403
