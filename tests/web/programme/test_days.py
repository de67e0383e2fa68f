"""The programme of an event: sessions in the time of the place beside Moscow and the region."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from events.programme.models import EventHearing, EventOrganiser, EventRemark, EventSession
from events.programme.rules import EventState, OrganiserRole, RemarkState
from tests.builders_events import EventsBuilder

TYPED = {"day": "01.12.2026", "starts_at": "10:00", "ends_at": "11.30", "title": "Открытие"}


@pytest.fixture
def event(build, council):
    build.region()
    events = EventsBuilder(build)
    events.country()
    return events.event(EventState.PREPARING, starts_on=date(2026, 12, 1))


def add(client, event, **changes):
    typed = {"key": str(uuid4()), **TYPED, **changes}
    return client.submit(f"/desk/events/{event.number}/programme/new", typed)


def test_a_session_shows_its_time_here_in_moscow_and_in_the_region(coordinator, session, event):
    key = str(uuid4())
    assert [add(coordinator, event, key=key).status_code for _time in range(2)] == [303, 303]
    page = f"/desk/events/{event.number}/programme"
    text = coordinator.get(page).text
    assert "10:00–11:30" in text
    assert "в Москве 08:00" in text
    assert "МСК+2" in text
    row = session.scalars(select(EventSession)).one()
    gone = f"{page}/{row.id}/remove"
    assert coordinator.submit(page, {}, to=gone).status_code == 303
    assert coordinator.submit(f"{page}/new", {}, to=gone).status_code == 404


@pytest.mark.parametrize(
    "changes",
    ({"title": " "}, {"ends_at": "10:00"}, {"day": "05.12.2026"}, {"day": ""}, {"starts_at": "25"}),
)
def test_a_faulty_session_is_shown_again(coordinator, session, event, changes):
    assert add(coordinator, event, **changes).status_code == 422
    assert session.scalar(select(func.count()).select_from(EventSession)) == 0


def test_hearings_stand_with_their_remarks(council, sign_in, build, event):
    organiser = {"name": "Союз палат", "role": OrganiserRole.SUPPORT, "position": 1}
    build.add(EventOrganiser(event_id=event.id, **organiser))
    hearing = build.add(EventHearing(event_id=event.id, position=1, project="Кластер"))
    remark = {"text": "Уточнить смету", "state": RemarkState.IN_WORK, "position": 1}
    build.add(EventRemark(hearing_id=hearing.id, **remark))
    member = sign_in(council.member)
    text = member.get(f"/desk/events/{event.number}/programme").text
    assert "Уточнить смету – в работе" in text
    assert "при поддержке" in text
    assert member.get(f"/desk/events/{event.number}/programme/new").status_code == 403
