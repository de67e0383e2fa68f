"""The session page: each refusal, who may open it, how many statements it takes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from council.meetings.models import Attendance, Guest, NoticeAnswer, VisitorApplication
from council.meetings.rules.kinds import Answer, ApplicationState, MeetingState, Presence
from council.meetings.services import session as course
from tests.statements import counted_statements
from tests.web.session.conftest import at, errors, fields, hall, said

MOST_STATEMENTS = 32


def officers(council, **values):
    found = {"presiding": council.chair.id, "secretary": council.secretary.id, **values}
    return {f"officers-{key}": str(value) for key, value in found.items()}


@pytest.mark.parametrize("who", ("member", "chair", "deputy", "coordinator"))
def test_only_the_secretary_holds_a_session(sessions, council, sign_in, who):
    meeting = sessions.begun()
    client = sign_in(getattr(council, who))
    item = sessions.items(meeting)[0]

    assert client.get(hall(meeting)).status_code == 403
    assert client.get(at(meeting, item)).status_code == 403
    token = client.token("/desk/account/")
    for address in ("close", "roll", "begin", "guests", "agenda-vote", f"items/{item.id}/vote"):
        sent = client.post(hall(meeting) + address, data={"csrf_token": token})
        assert sent.status_code == 403, address


def test_the_secretary_of_another_body_does_not_hold_this_session(sessions, build, sign_in):
    other = build.body("commission")
    stranger = build.person(("Чужова", "Ольга", "Ивановна"))
    build.appointment(other, stranger, "secretary")
    meeting = sessions.begun()
    assert sign_in(stranger).get(hall(meeting)).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, sessions):
    answer = client.get(hall(sessions.begun()))
    assert answer.status_code == 302
    assert "/sign-in" in answer.location


def test_there_is_no_session_without_a_meeting(secretary):
    assert secretary.get(f"/desk/meetings/{uuid4()}/session/").status_code == 404


def test_before_its_day_a_session_cannot_begin(secretary, sessions, council, session):
    meeting = sessions.notified(starts_at=sessions.now + timedelta(days=3))

    page = said(secretary.get(hall(meeting)))
    assert "Заседание назначено на 24 ноября 2026 г.: начните его в этот день" in page

    sent = secretary.submit(hall(meeting), officers(council), to=hall(meeting) + "begin")
    assert sent.status_code == 409
    assert "начните его в этот день" in sent.text
    session.refresh(meeting)
    assert meeting.state is MeetingState.NOTIFIED


def test_one_person_cannot_preside_and_keep_the_minutes(secretary, sessions, council):
    meeting = sessions.notified()
    both = officers(council, secretary=council.chair.id)
    sent = secretary.submit(hall(meeting), both, to=hall(meeting) + "begin")
    assert sent.status_code == 422
    assert errors(sent) == [
        "Председательствующий не может сам вести протокол. Укажите двух человек."
    ]


def test_a_session_begun_twice_begins_once(secretary, sessions, council, post):
    meeting = sessions.notified()
    first = secretary.submit(hall(meeting), officers(council), to=hall(meeting) + "begin")
    second = post(hall(meeting) + "begin", **officers(council))
    assert (first.status_code, second.status_code) == (303, 409)


def test_the_roll_shows_the_quorum_and_keeps_what_was_typed(secretary, sessions, council, session):
    meeting = sessions.begun(there=4)
    page = secretary.get(hall(meeting)).text
    assert "Присутствуют с правом голоса: 4 из 9. Кворума нет: нужно 5, не хватает 1." in page

    key = council.voters[4].id.hex
    lines = fields(page, "roll-(?:seen|reason)_[0-9a-f]+")
    lines |= {
        f"roll-presence_{person.id.hex}": "present" if place < 4 else "absent"
        for place, person in enumerate([*council.voters, council.secretary])
    }
    lines[f"roll-presence_{key}"] = "remote"
    lines[f"roll-presence_{council.secretary.id.hex}"] = "present"
    sent = secretary.submit(hall(meeting), lines, to=hall(meeting) + "roll")

    assert sent.status_code == 303
    who = Attendance.person_id == council.voters[4].id
    assert session.scalar(select(Attendance.presence).where(who)) is Presence.REMOTE
    assert "Присутствуют с правом голоса: 5 из 9. Кворум есть" in secretary.get(hall(meeting)).text


@pytest.mark.parametrize(
    ("way", "there"),
    (("everybody_else_is_present", 8), ("whoever_said_they_come_is_present", 3), ("", 1)),
)
def test_a_button_fills_in_whoever_is_not_marked(secretary, sessions, post, way, there):
    meeting, council, session = sessions.begun(there=0), sessions.council, sessions.session
    for person, answer in zip(council.voters, ("coming", "remote", "coming"), strict=False):
        given = {"answer": Answer(answer), "answered_at": sessions.now}
        session.add(NoticeAnswer(meeting_id=meeting.id, person_id=person.id, **given))
    session.commit()
    lines = fields(secretary.get(hall(meeting)).text, "roll-(?:seen|reason)_[0-9a-f]+")
    for place, person in enumerate(council.voters):
        lines[f"roll-presence_{person.id.hex}"] = "present" if place == 2 else "absent"
    lines[f"roll-reason_{council.voters[3].id.hex}"] = "в отпуске"
    lines[f"roll-presence_{council.secretary.id.hex}"] = "present"
    assert post(hall(meeting) + "roll", **lines, fill=way).status_code == 303
    session.expire_all()
    assert f"правом голоса: {there} из 9" in said(secretary.get(hall(meeting)))


def test_a_line_of_the_roll_with_a_strange_word_is_refused(secretary, sessions, council, post):
    meeting = sessions.begun()
    lines = fields(secretary.get(hall(meeting)).text, "roll-(?:seen|reason)_[0-9a-f]+")
    lines |= {f"roll-presence_{person.id.hex}": "sleeping" for person in council.voters}
    assert post(hall(meeting) + "roll", **lines).status_code == 422


def test_a_guest_is_added_once_and_a_bad_name_stays_in_the_form(secretary, sessions, session):
    meeting = sessions.begun()
    key = str(uuid4())
    guest = {"guest-full_name": "Гостев Пётр Ильич", "guest-kind": "invited", "guest-key": key}
    for _ in range(2):
        sent = secretary.submit(hall(meeting), guest, to=hall(meeting) + "guests")
        assert sent.location == hall(meeting) + "#guests"
    assert len(session.scalars(select(Guest)).all()) == 1

    bad = {**guest, "guest-full_name": "Гостев", "guest-key": str(uuid4())}
    sent = secretary.submit(hall(meeting), bad, to=hall(meeting) + "guests")
    assert sent.status_code == 422
    assert 'value="Гостев"' in sent.text
    assert "Введите фамилию, имя" in errors(sent)[0]


def test_a_confirmed_visitor_comes_in_by_one_button(secretary, sessions, build, post, session):
    meeting = sessions.begun()
    visitor = build.add(
        VisitorApplication(
            meeting_id=meeting.id,
            full_name="Зрителев Павел Львович",
            email="z@example.org",
            state=ApplicationState.CONFIRMED,
            consent_version="1",
            consent_at=build.now,
            token_hash="0" * 64,
            submitted_at=build.now,
            changed_at=build.now,
        )
    )
    assert "Зрителев Павел Львович" in secretary.get(hall(meeting)).text

    address = f"{hall(meeting)}visitors/{visitor.id}/admit"
    assert [post(address).status_code for _ in range(2)] == [303, 303]
    [guest] = session.scalars(select(Guest))
    assert post(f"{hall(meeting)}guests/{guest.id}/remove").status_code == 303
    assert session.scalars(select(Guest)).all() == []
    foreign = f"{hall(sessions.notified())}visitors/{visitor.id}/admit"
    assert post(foreign).status_code == 409


def test_impossible_figures_on_the_agenda_are_refused_with_the_sum(secretary, sessions):
    meeting = sessions.begun()
    counts = {"agenda-in_favour": "9", "agenda-against": "", "agenda-abstained": "1"}
    sent = secretary.submit(hall(meeting), counts, to=hall(meeting) + "agenda-vote")
    assert sent.status_code == 422
    assert errors(sent) == [
        "За, против и воздержались вместе 10, а голосовать могли 9. Исправьте числа."
    ]


@pytest.mark.parametrize("typed", ("много", "9" * 5000, "\x00"))
def test_what_is_no_number_is_refused(secretary, sessions, typed):
    meeting = sessions.begun()
    counts = {"agenda-in_favour": typed}
    sent = secretary.submit(hall(meeting), counts, to=hall(meeting) + "agenda-vote")
    assert sent.status_code == 422


def test_an_undecided_meeting_cannot_be_closed(secretary, sessions, post):
    meeting = sessions.begun()
    assert "1, 2, 3" in secretary.get(hall(meeting)).text
    assert post(hall(meeting) + "close").status_code == 409


def test_without_a_quorum_the_page_says_what_to_do(secretary, sessions, session, post):
    meeting = sessions.begun(there=4)
    sent = secretary.submit(
        hall(meeting), {"inquorate-reason": "Пришли четверо"}, to=hall(meeting) + "inquorate"
    )
    assert sent.status_code == 303
    session.refresh(meeting)
    assert (meeting.state, meeting.state_reason) == (MeetingState.INQUORATE, "Пришли четверо")
    assert "Заседание не состоялось" in secretary.get(hall(meeting)).text
    assert post(hall(meeting) + "roll").status_code in {409, 422}


def test_with_a_quorum_it_cannot_be_said_that_there_was_none(sessions, post, session):
    meeting = sessions.begun()
    assert post(hall(meeting) + "inquorate").status_code == 409
    session.refresh(meeting)
    assert meeting.state is MeetingState.IN_SESSION


def test_another_person_presides(secretary, sessions, council, session):
    meeting = sessions.begun()
    changed = officers(council, presiding=council.deputy.id)
    sent = secretary.submit(hall(meeting), changed, to=hall(meeting) + "officers")
    assert sent.location == hall(meeting) + "#officers"
    session.refresh(meeting)
    assert meeting.presiding_id == council.deputy.id


def statements(client, address):
    """How many statements a page takes, sessions and the viewer included."""
    with counted_statements() as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_pages_take_as_many_statements_for_more_members_and_items(
    secretary, sessions, council, build
):
    small = sessions.begun("О плане")
    item = sessions.items(small)[0]
    sessions.settle(small, item)
    before = [statements(secretary, page) for page in (hall(small), at(small, item))]
    course.close_session(small.id, **sessions.by)

    for number in range(8):
        newcomer = build.person((f"Новиков{'а' * number}", "Игорь", "Львович"))
        build.seat(council.body, newcomer)
    large = sessions.begun("О плане", "О выставках", "О рынках", "О миссии", "О разном")
    first = sessions.items(large)[0]
    sessions.decide(large, first)
    sessions.settle(large, first)
    after = [statements(secretary, page) for page in (hall(large), at(large, first))]

    assert before == after
    assert max(after) <= MOST_STATEMENTS
