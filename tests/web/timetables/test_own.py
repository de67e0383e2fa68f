"""A participant's own timetable: page, paper, calendar, results on a phone, and each refusal."""

from datetime import date, timedelta

import pytest

from core.adapters.database import db
from events.missions import services as missions
from events.negotiations.models import NegotiationMeeting, NegotiationSchedule, Negotiator
from events.negotiations.rules.life import ScheduleState
from events.negotiations.services.shared import page_of
from events.programme.models import Event
from events.programme.rules import EventAction
from events.programme.services import StepDraft, take_step
from events.timetables.models import MeetingResult
from tests.builders_delegations import DelegationsBuilder

TYPED = {"grade": "cooperation", "next_step": "offer", "step_on": "01.03.2027", "revision": "0"}


def test_the_page_shows_meetings_with_times_of_the_place(client, story, early):
    _, exporter, _, _ = story
    page = client.get(f"{exporter}timetable/")
    text = page.text.replace("\u00a0", " ")
    assert "Buyer" in text
    assert "20 ноября 2026 г." in text
    assert "(МСК+2)" in text
    assert "Зал А · стол" in text
    assert "Указать итог" not in text  # nothing has begun yet
    assert page.headers["Cache-Control"] == "no-store"


def test_an_exporter_enters_a_result_and_changes_it(client, story):
    _, exporter, _, meeting = story
    assert "ещё не указаны" in client.get(f"{exporter}timetable/").text
    form = f"{exporter}meetings/{meeting.id}/"
    assert form in client.get(f"{exporter}timetable/").text
    answer = client.submit(form, TYPED)
    assert answer.headers["Location"] == f"{exporter}timetable/"
    text = client.get(f"{exporter}timetable/").text
    assert "возможно сотрудничество" in text
    assert "направить коммерческое предложение" in text
    changed = {"grade": "not_held", "next_step": "nothing", "revision": "1"}
    assert client.submit(form, changed).status_code == 303
    assert db.session.query(MeetingResult).one().grade == "not_held"


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ({"grade": ""}, "Выберите, как прошла встреча"),
        ({"grade": "excellent"}, "Ошибка"),
        ({"step_on": "31.02.2027"}, "Ошибка"),
        ({"grade": "not_held"}, "нет следующего шага"),
        ({"next_step": "nothing"}, "не выбран следующий шаг"),
        ({"step_on": "01.11.2026"}, "Проверьте дату"),
        ({"revision": "5"}, "тем временем уже указали"),
    ),
)
def test_a_result_that_cannot_be_says_why(client, story, typed, words):
    _, exporter, _, meeting = story
    answer = client.submit(f"{exporter}meetings/{meeting.id}/", {**TYPED, **typed})
    assert answer.status_code in {409, 422}
    assert words in answer.text
    assert db.session.query(MeetingResult).count() == 0


def test_before_the_meeting_there_is_no_form(client, story, early):
    _, exporter, _, meeting = story
    form = f"{exporter}meetings/{meeting.id}/"
    assert "ещё не началась" in client.get(form).text
    token = client.token("/sign-in")
    answer = client.post(form, data={**TYPED, "csrf_token": token})
    assert answer.status_code == 409
    assert db.session.query(MeetingResult).count() == 0


def test_after_the_report_the_exporter_is_sent_to_the_organiser(client, story):
    frame, exporter, _, meeting = story
    event = db.session.get(Event, frame.event_id)
    event.state = "reported"
    db.session.commit()
    answer = client.submit(f"{exporter}meetings/{meeting.id}/", TYPED)
    assert answer.status_code == 409
    assert "Отчёт о мероприятии уже опубликован" in answer.text


def test_a_buyer_sees_the_timetable_and_enters_nothing(client, story):
    _, _, buyer, meeting = story
    text = client.get(f"{buyer}timetable/").text
    assert "Завод" in text
    assert "Указать итог" not in text
    assert client.get(f"{buyer}meetings/{meeting.id}/").status_code == 404


def test_another_exporters_meeting_is_not_found(client, story):
    _, exporter, _, meeting = story
    m = NegotiationMeeting
    other = db.session.query(m).filter(m.first_id != meeting.first_id).first()
    assert client.get(f"{exporter}meetings/{other.id}/").status_code == 404


@pytest.mark.parametrize("part", ("timetable/", "timetable.pdf", "timetable.ics"))
def test_guessed_addresses_and_unpublished_schedules_are_not_found(client, built, part):
    assert client.get(f"/events/negotiations/{'x' * 43}/{part}").status_code == 404
    _, (exporter, _), _ = built.published(state=ScheduleState.ARRANGING, edition=0)
    path = page_of(exporter)
    assert client.get(f"{path}{part}").status_code == 404


def test_who_left_has_no_timetable_any_more(client, story):
    _, exporter, _, meeting = story
    who = db.session.get(Negotiator, meeting.first_id)
    who.withdrawn_at = who.created_at
    db.session.commit()
    assert client.get(f"{exporter}timetable/").status_code == 404


def test_the_paper_is_in_the_language_of_the_page(client, story):
    _, exporter, _, _ = story
    assert "ГРАФИК ДЕЛОВЫХ ПЕРЕГОВОРОВ" in client.get(f"{exporter}timetable.html").text
    assert client.get(f"{exporter}timetable.pdf", buffered=True).status_code in {200, 202}


def test_the_calendar_answers_304_until_something_changes(client, story):
    _, exporter, _, meeting = story
    path = f"{exporter}timetable.ics"
    first = client.get(path)
    assert first.content_type == "text/calendar; charset=utf-8"
    assert first.text.count("BEGIN:VEVENT") == 2
    assert "TZID=Asia/Almaty:20261120T1" in first.text
    assert "private" in first.headers["Cache-Control"]
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    moved = db.session.get(NegotiationMeeting, meeting.id)
    moved.slot = 7
    db.session.commit()
    changed = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_the_page_of_the_application_leads_to_the_timetable(client, built, build, council):
    event, (application_id,) = DelegationsBuilder(build, council).chosen(1)
    own = missions.page_of(application_id)
    built.companies = 50  # beside the company of the application
    state = {"state": ScheduleState.ARRANGING, "edition": 0}
    frame, (exporter, _), _ = built.published(event=event, **state)
    db.session.get(Negotiator, exporter).application_id = application_id
    db.session.commit()
    assert "/timetable/" not in client.get(own).text
    schedule = db.session.get(NegotiationSchedule, frame.id)
    schedule.state, schedule.edition = ScheduleState.PUBLISHED, 1
    db.session.commit()
    path = f"{page_of(exporter)}timetable/"
    assert path in client.get(own).text
    assert client.get(path).status_code == 200


def test_a_buyer_from_abroad_has_english_addresses_and_nothing_leads_back_into_russian(
    client, story, session
):
    frame, exporter, buyer, _ = story
    event = session.get(Event, frame.event_id)
    event.name_english, event.country = "Mission to Stockholm", "SE"  # no country of the region's
    session.commit()
    text = client.get(f"/en{buyer}timetable/").text
    assert "Your negotiations" in text
    assert "Mission to Stockholm" in text
    assert f'href="/en{buyer}timetable.pdf"' in text
    assert f'href="{buyer}timetable' not in text
    ours = client.get(f"/en{exporter}timetable/").text
    assert ", Kazakhstan" in ours
    assert ", Казахстан" in client.get(f"{exporter}timetable/").text
    assert "Швеция" in client.get(f"{exporter}timetable.html").text.replace("\u00a0", " ")


def turned(frame, by, action, **days):
    event = db.session.get(Event, frame.event_id)
    take_step(event.id, StepDraft(action, event.revision, "карантин", **days), **by)


def test_a_cancelled_event_ends_the_timetable_and_asks_for_no_results(client, built, story):
    frame, exporter, *_ = story
    turned(frame, built.by, EventAction.CANCEL)
    text = client.get(f"{exporter}timetable/").text.replace("\u00a0", " ")
    assert "Мероприятие отменено." in text
    assert "карантин" in text
    assert "больше не действует" in text
    assert f"{exporter}meetings/" not in text
    assert "STATUS:CANCELLED" in client.get(f"{exporter}timetable.ics").text
    assert "больше не действует" in client.get(f"{exporter}timetable.html").text


def test_times_published_before_a_move_hold_no_longer_those_after_it_do(client, built):
    frame, ours, _ = built.published(published_at=built.build.now - timedelta(days=1))
    own = page_of(ours[0])
    assert "STATUS:CONFIRMED" in client.get(f"{own}timetable.ics").text
    turned(frame, built.by, EventAction.MOVE, starts_on=date(2027, 4, 5))
    text = client.get(f"{own}timetable/").text.replace("\u00a0", " ")
    assert "Мероприятие перенесено." in text
    assert "Прежние даты: 20 ноября 2026 г." in text
    assert "STATUS:CANCELLED" in client.get(f"{own}timetable.ics").text
    schedule = db.session.get(NegotiationSchedule, frame.id)
    schedule.published_at = built.build.now + timedelta(days=1)
    db.session.commit()
    assert "перенесено" not in client.get(f"{own}timetable/").text
