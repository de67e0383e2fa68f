"""Moving a schedule along with its event on the working pages."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from core.adapters.database import db
from events.negotiations.models import NegotiationSchedule
from events.programme.models import Event
from events.programme.rules import EventAction
from events.programme.services import StepDraft, take_step
from tests.builders_negotiations import FIRST_DAY, MORNING
from tests.reading import as_read
from tests.statements import selects_of

LATER = timedelta(days=35)
WHY = "Просьба:\n" + "принимающая сторона не готова. " * 20 + "Сроки названы."
NEXT = replace(MORNING, day=FIRST_DAY + LATER)


@pytest.fixture
def moved(negotiations, stopped_clock):
    """A published schedule whose event was moved five weeks later; its address."""
    schedule_id, _ = negotiations.published()
    event_id = db.session.get(NegotiationSchedule, schedule_id).event_id
    event, first = db.session.get(Event, event_id), FIRST_DAY + LATER
    draft = StepDraft(EventAction.MOVE, event.revision, WHY, first, first + timedelta(days=2))
    now = negotiations.build.now + timedelta(minutes=1)
    take_step(event_id, draft, actor=negotiations.by["actor"], now=now)
    stopped_clock.stopped_at = now + timedelta(minutes=1)
    return f"/desk/negotiations/{schedule_id}/"


def plain(response):
    return as_read(response.text)


def fields_of(text):
    """What the page would send, as a browser reads it."""
    form = re.search(r'<form[^>]*action="[^"]*/days/".*?</form>', text, re.DOTALL)[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'{each}="([^"]*)"', tag) for each in ("name", "value"))
        if name and value and name[1] != "csrf_token":
            found[name[1]] = value[1]
    typed = r'<textarea[^>]*name="([^"]*)"[^>]*>\s*(.*?)</textarea>'
    return found | dict(re.findall(typed, form, re.DOTALL))


def test_the_way_from_the_notice_to_the_new_edition(coordinator, moved, client):
    overview = plain(coordinator.get(moved))
    assert "перенесено на 15–17 марта 2027 г. (было 8–10 февраля 2027 г.)" in overview
    assert f'href="{moved}days/"' in overview
    form = coordinator.get(f"{moved}days/")
    sent = fields_of(form.text)
    assert (sent["days-0-day"], sent["days-0-starts_at"]) == ("15.03.2027", "10:00")
    assert sent["reason"] == WHY
    preview = coordinator.submit(f"{moved}days/", sent)
    assert preview.status_code == 200
    words = plain(preview)
    for told in ("понедельник, 8 февраля 2027 г.", "понедельник, 15 марта 2027 г."):
        assert told in words
    assert "Встреч в прежнее время дня" in words
    done = coordinator.submit(f"{moved}days/", fields_of(preview.text))
    assert done.location == moved
    page = plain(coordinator.get(moved))
    assert "График опубликован на новые дни" in page
    assert "перенесено" not in page


def test_days_that_cannot_be_are_refused_beside_what_was_typed(coordinator, moved):
    sent = fields_of(coordinator.get(f"{moved}days/").text)
    before = coordinator.submit(f"{moved}days/", sent | {"days-0-day": "14.03.2027"})
    assert before.status_code == 422
    assert "14 марта 2027 г. – не день мероприятия" in plain(before)
    assert 'value="14.03.2027"' in before.text
    unreadable = coordinator.submit(f"{moved}days/", sent | {"days-0-starts_at": "с утра"})
    assert unreadable.status_code == 422
    stale = coordinator.submit(f"{moved}days/", sent | {"seen": "1", "revision": "1"})
    assert stale.status_code == 409
    again = fields_of(stale.text)
    assert again["revision"] == sent["revision"]
    assert coordinator.submit(f"{moved}days/", again | {"seen": "1"}).location == moved


def test_the_overview_of_a_schedule_asks_three_statements_for_its_days(
    coordinator, moved, session, negotiations
):
    other, _ = negotiations.published()
    few = selects_of(session, coordinator, f"/desk/negotiations/{other}/")
    assert len(selects_of(session, coordinator, moved)) == len(few)


def test_days_that_are_none_of_the_event_are_not_called_a_move(coordinator, negotiations, session):
    schedule_id, _ = negotiations.published()
    event_id = db.session.get(NegotiationSchedule, schedule_id).event_id
    session.get(Event, event_id).ends_on = FIRST_DAY - timedelta(days=1)
    session.get(Event, event_id).starts_on = FIRST_DAY - timedelta(days=1)
    session.commit()
    page = plain(coordinator.get(f"/desk/negotiations/{schedule_id}/"))
    assert "Мероприятие проводится в другие дни (7 февраля 2027 г.), чем переговоры" in page
    assert "Участникам сообщено" not in page
    assert "вслед за мероприятием" not in page
    sent = {"kind": "move", "first": "1", "second": "3", "slot": "3", "revision": "1"}
    refused = plain(coordinator.submit(f"/desk/negotiations/{schedule_id}/change", sent))
    assert "Мероприятие проводится в другие дни. Сначала перенесите" in refused
    assert "Мероприятие перенесено" not in refused


def test_a_change_of_one_meeting_says_what_comes_first(coordinator, moved):
    sent = {"kind": "move", "first": "1", "second": "3", "slot": "3", "revision": "1"}
    refused = coordinator.submit(f"{moved}change", sent)
    assert refused.status_code == 409
    assert "Сначала перенесите переговоры на другие дни" in plain(refused)
