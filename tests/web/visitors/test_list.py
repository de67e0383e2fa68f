"""The secretary's list: who may see it, declining, seats, the list for the door."""

from uuid import uuid4

import pytest

from council.meetings.rules.kinds import ApplicationState, MeetingState
from council.membership.rules import BodyKind, Office
from tests.builders_public import list_of, states_of

S = ApplicationState


@pytest.fixture
def secretary(sign_in, council):
    return sign_in(council.secretary)


@pytest.fixture
def listed(public, meeting):
    """One seat, three who applied; the address of the list."""
    for number in range(3):
        public.applies(meeting, number, full_name=f"Гостев{'абв'[number]} Пётр Ильич")
    return f"/desk/meetings/{meeting.id}/visitors/"


def test_the_list_shows_everybody_with_state_and_place(listed, secretary):
    text = secretary.get(listed).text
    assert "guest0@example.org" in text
    assert "место закреплено" in text
    assert "место в списке: 2" in text
    assert "1 из 1" in text


@pytest.mark.parametrize("who", ("chair", "deputy", "coordinator", "member"))
def test_others_do_not_see_the_list(listed, sign_in, council, who):
    client = sign_in(getattr(council, who))
    for path in (listed, f"{listed}print/"):
        assert client.get(path).status_code == 403


def test_a_visitor_is_asked_to_sign_in(listed, client):
    assert client.get(listed).status_code == 302


def test_the_secretary_of_another_body_does_not_see_the_list(listed, build, sign_in):
    body = build.body("group", kind=BodyKind.WORKING_GROUP)
    person = build.person()
    build.appointment(body, person, Office.SECRETARY)
    assert sign_in(person).get(listed).status_code == 403


def test_declining_gives_the_reason_and_hands_the_seat_on(listed, meeting, secretary):
    first = list_of(meeting.id)[0]
    page = f"{listed}{first.id}/decline/"
    response = secretary.submit(page, {"reason": "Заседание для предпринимателей"})
    assert response.status_code == 303
    assert states_of(meeting.id) == [S.DECLINED, S.CONFIRMED, S.WAITING]
    assert "Заседание для предпринимателей" in secretary.get(listed).text


def test_declining_without_a_reason_is_refused_beside_the_field(listed, meeting, secretary):
    first = list_of(meeting.id)[0]
    response = secretary.submit(f"{listed}{first.id}/decline/", {"reason": "  "})
    assert response.status_code == 409
    assert "Напишите причину" in response.text
    assert states_of(meeting.id) == [S.CONFIRMED, S.WAITING, S.WAITING]


def test_an_application_to_another_meeting_is_not_found_here(listed, public, secretary):
    other = public.open_meeting(1)
    row = public.applies(other, 9)
    for application in (row.id, uuid4()):
        assert secretary.get(f"{listed}{application}/decline/").status_code == 404


def test_more_seats_move_the_waiting_up(listed, meeting, secretary):
    response = secretary.submit(
        listed, {"seats": "2", "revision": str(meeting.revision)}, to=f"{listed}seats"
    )
    assert response.status_code == 303
    assert states_of(meeting.id) == [S.CONFIRMED, S.CONFIRMED, S.WAITING]


@pytest.mark.parametrize(
    ("seats", "answer"),
    (
        ("0", (409, "Посетителям уже отдано мест: 1")),
        ("", (422, "Введите число.")),
        ("-1", (422, "0")),
        ("99999999999999999999", (422, "число")),
        ("много", (422, "число")),
    ),
)
def test_an_impossible_number_of_seats_is_refused(listed, meeting, secretary, seats, answer):
    typed = {"seats": seats, "revision": str(meeting.revision)}
    response = secretary.submit(listed, typed, to=f"{listed}seats")
    assert response.status_code == answer[0]
    assert answer[1] in response.text
    assert states_of(meeting.id) == [S.CONFIRMED, S.WAITING, S.WAITING]


def test_an_old_page_meets_409(listed, meeting, secretary):
    typed = {"seats": "3", "revision": str(meeting.revision + 1)}
    assert secretary.submit(listed, typed, to=f"{listed}seats").status_code == 409


def test_the_list_for_the_door_names_only_those_with_a_seat(listed, secretary):
    text = secretary.get(f"{listed}print/").text
    assert "Гостева" in text
    assert "Гостевб" not in text
    assert "guest0@example.org" not in text


def test_once_the_meeting_began_nothing_can_be_changed(listed, meeting, secretary, build):
    meeting.state = MeetingState.IN_SESSION
    build.session.commit()
    text = secretary.get(listed).text
    assert "Отклонить" not in text
    assert "Изменить число" not in text
