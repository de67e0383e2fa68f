"""What has to be public of a plan and of its events (invariants 13 and 14 of the Standard)."""

import re

import pytest

from council.meetings.rules.kinds import MeetingState
from events.programme.models import EventResult
from events.programme.rules import EventState, Support


@pytest.fixture
def meeting(build):
    return build.meeting(build.body(), number=4, state=MeetingState.HELD)


def page_of(event):
    return f"/events/{event.number}-{event.slug}/"


def test_invariant_14_every_planned_event_is_public_whatever_its_state(client, events, meeting):
    made = [events.event(state, name=f"Миссия {state}") for state in EventState]
    events.approved(meeting, made)
    plan = client.get("/plan/2026/").text
    for event in made:
        assert event.name in plan
        assert client.get(page_of(event)).status_code == 200


def test_invariant_14_the_result_of_every_reported_event_is_public(client, events, meeting, build):
    event = events.event(EventState.REPORTED)
    build.add(
        EventResult(
            event_id=event.id,
            summary="Заключено два контракта.",
            companies=6,
            published_at=build.now,
        )
    )
    events.approved(meeting, [event])
    assert "Заключено два контракта." in client.get(page_of(event)).text


HELP = {"trade_mission": "Торговое представительство", "rec_office": "Представительство РЭЦ"}
SHOWN = {
    Support.ABSENT: "в стране отсутствует",
    Support.REQUESTED: "направлен запрос",
    Support.ANSWERED: "получен ответ",
    Support.TOOK_PART: "участвовало",
}


@pytest.mark.parametrize("support", SHOWN)
@pytest.mark.parametrize("field", HELP)
def test_invariant_13_an_event_abroad_shows_whether_help_there_was_engaged(
    sign_in, council, events, field, support
):
    event = events.event(**{field: support})
    page = sign_in(council.member).get(f"/desk/events/{event.number}/").text
    shown = {
        name: re.search(rf"{word}\s*</\w+>\s*<\w+[^>]*>\s*([^<]+?)\s*<", page)[1]
        for name, word in HELP.items()
    }
    assert shown == {**dict.fromkeys(HELP, "не привлекалось"), field: SHOWN[support]}
