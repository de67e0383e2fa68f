"""English texts of results and calls: on English pages where given, else the Russian ones."""

from datetime import date

import pytest

from events.missions.models import Call
from events.programme.models import EventResult
from events.programme.rules import EventState

SUMMARY = "Three contracts were signed."
OFFER = "A stand of the region"


@pytest.fixture
def held(events, build):
    event = events.event(EventState.REPORTED, is_public=True, starts_on=date(2026, 3, 2))
    row = EventResult(event_id=event.id, summary="Подписано три контракта.", revision=1)
    row.published_at = build.now
    events.add(row)
    return event


@pytest.fixture
def called(events, build):
    event = events.event(EventState.CALL_OPEN, is_public=True, starts_on=date(2027, 3, 2))
    call = Call(event_id=event.id, places=5, last_day=date(2026, 12, 20), created_at=build.now)
    call.offer, call.payment, call.changed_at = "Стенд области", "Дорогу – компания", build.now
    events.add(call)
    return event, call


def path_of(event, language="/en"):
    return f"{language}/events/{event.number}-{event.slug}/"


def test_results_are_read_in_english_once_they_are_given(client, sign_in, council, session, held):
    assert "Подписано три контракта." in client.get(path_of(held)).text
    keeper = sign_in(council.coordinator)
    edit = f"/desk/events/{held.number}/results/edit"
    typed = {"summary": "Подписано три контракта.", "summary_english": SUMMARY, "currency": "USD"}
    assert keeper.submit(edit, {**typed, "revision": "1"}, to=edit).status_code == 303
    assert SUMMARY in keeper.get(edit).text
    english, russian = (client.get(path_of(held, at)).text for at in ("/en", ""))
    assert SUMMARY in english
    assert f'"description": "{SUMMARY}"' in english
    assert "Подписано три контракта." not in english
    assert SUMMARY not in russian
    assert "Подписано три контракта." in russian


def test_an_offer_is_read_in_english_once_it_is_given(client, sign_in, council, called):
    event, call = called
    pages = [path_of(event), f"{path_of(event)}apply/"]
    for path in pages:
        assert "Стенд области" in client.get(path).text
    form = f"/desk/missions/events/{event.id}/"
    typed = {"offer": "Стенд области", "payment": "Дорогу – компания", "places": "5"}
    typed |= {"last_day": "20.12.2026", "offer_english": OFFER, "payment_english": "Travel: you"}
    keeper = sign_in(council.coordinator)
    given = keeper.submit(form, {**typed, "revision": str(call.revision)}, to=form)
    assert given.status_code == 303
    assert OFFER in keeper.get(form).text
    for path in pages:
        english, russian = client.get(path).text, client.get(path.removeprefix("/en")).text
        assert OFFER in english
        assert "Travel: you" in english
        assert "Стенд области" not in english
        assert OFFER not in russian
