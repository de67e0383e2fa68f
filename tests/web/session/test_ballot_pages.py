"""The member's ballot, paper ballots, the secretary's view and the member's dissent."""

import pytest
from sqlalchemy import select

from council.meetings.models import Attendance, Ballot, Dissent
from council.meetings.rules.kinds import MeetingState
from council.meetings.services import session as course
from tests.web.session.conftest import errors, hall, said


@pytest.fixture
def vote(sessions):
    return sessions.by_ballots()


@pytest.fixture
def member(sign_in, council):
    return sign_in(council.member)


def ballot(vote):
    return f"/desk/meetings/{vote.id}/ballot/"


def choices(sessions, vote, *words):
    items = sessions.items(vote)
    return {f"choice_{item.id.hex}": word for item, word in zip(items, words, strict=False)}


def test_a_member_votes_and_changes_the_vote(member, sessions, vote, session, council):
    assert f'href="{ballot(vote)}"' in member.get("/desk/ballots/").text
    assert "Принять к сведению: О плане." in member.get(ballot(vote)).text

    first = choices(sessions, vote, "for", "for")
    assert member.submit(ballot(vote), first).location == ballot(vote)
    assert "Вы проголосовали" in member.get(ballot(vote)).text
    item = sessions.items(vote)[0]
    second = {
        **choices(sessions, vote, "against", "abstained"),
        f"dissent_{item.id.hex}": "Возражаю.",
    }
    assert member.submit(ballot(vote), second).status_code == 303

    own = select(Ballot.choice).where(Ballot.person_id == council.member.id)
    assert sorted(session.scalars(own)) == ["abstained", "against"]
    assert session.scalars(select(Dissent.text)).all() == ["Возражаю."]
    page = member.get(ballot(vote)).text
    assert page.count("checked") == 2
    assert "Возражаю." in page
    assert "вы проголосовали" in member.get("/desk/ballots/").text


def test_an_incomplete_ballot_is_refused_and_kept(member, sessions, vote, session):
    sent = member.submit(ballot(vote), choices(sessions, vote, "for"))
    assert sent.status_code == 422
    assert errors(sent) == ["Выберите: за, против или воздержался."]
    assert sent.text.count("checked") == 1
    assert session.scalars(select(Ballot)).all() == []


def test_after_the_term_a_ballot_is_refused(later, sessions, vote, session, council):
    member = later(council.member, 6)
    token = member.token("/desk/account/")

    sent = member.post(
        ballot(vote), data={"csrf_token": token, **choices(sessions, vote, "for", "for")}
    )

    assert sent.status_code == 409
    assert "Голосование завершилось 26 ноября 2026 г." in said(sent)
    assert session.scalars(select(Ballot)).all() == []
    assert "больше не принимаются" in member.get(ballot(vote)).text


def test_before_the_term_a_ballot_waits(later, vote, council):
    page = said(later(council.member, -1).get(ballot(vote)))
    assert "Голосование начнётся 21 ноября 2026 г.: вернитесь" in page


def test_who_has_no_vote_has_no_ballot(secretary, sessions, vote, sign_in, client):
    assert secretary.get(ballot(vote)).status_code == 403
    assert secretary.get("/desk/ballots/").status_code == 403
    other = sessions.build.body("commission")
    stranger = sessions.build.person(("Чужов", "Олег", "Иванович"))
    sessions.build.seat(other, stranger)
    assert sign_in(stranger).get(ballot(vote)).status_code == 403
    assert client.get(ballot(vote)).status_code == 302


def test_a_meeting_in_a_hall_has_no_ballot(member, sessions):
    assert member.get(ballot(sessions.begun())).status_code == 404


def test_a_vote_that_is_not_announced_has_no_ballot(member, sessions):
    draft = sessions.by_ballots(state=MeetingState.AGENDA_OPEN, notice_sent_at=None)
    assert member.get(ballot(draft)).status_code == 404


def test_the_secretary_sees_who_voted_but_not_how_before_the_count(
    member, sessions, vote, later, council
):
    member.submit(ballot(vote), choices(sessions, vote, "against", "against"))

    secretary = later(council.secretary, 0)
    page = secretary.get(hall(vote)).text
    assert "Получено опросных листов: 1 из 9" in page
    assert "против" not in page.lower().split("<main")[1]
    count = hall(vote) + "ballots/count"
    assert secretary.submit(hall(vote), {}, to=count).status_code == 409

    secretary = later(council.secretary, 6)
    assert secretary.submit(hall(vote), {}, to=count).status_code == 303
    sessions.session.refresh(vote)
    assert vote.state is MeetingState.INQUORATE
    assert "не набран кворум" in secretary.get(hall(vote)).text


def test_paper_ballots_are_entered_for_members(secretary, sessions, vote, council, post):
    for person in council.voters:
        address = f"{hall(vote)}ballots/{person.id}/"
        paper = choices(sessions, vote, "for", "abstained")
        assert secretary.submit(address, paper).location == hall(vote) + "#ballots"
        assert secretary.get(address).text.count("checked") == 0
    present = select(Attendance).where(Attendance.presence == "remote")
    assert len(sessions.session.scalars(present).all()) == 9

    assert post(hall(vote) + "ballots/count").status_code == 303
    page = secretary.get(hall(vote)).text
    assert "принято единогласно" in page
    assert "не принято" in page
    address = f"{hall(vote)}ballots/{council.member.id}/"
    assert post(address, **choices(sessions, vote, "for", "for")).status_code == 409


def test_paper_for_somebody_who_voted_on_the_site_is_refused(
    secretary, member, sessions, vote, council
):
    member.submit(ballot(vote), choices(sessions, vote, "for", "for"))
    address = f"{hall(vote)}ballots/{council.member.id}/"
    sent = secretary.submit(address, choices(sessions, vote, "against", "against"))
    assert sent.status_code == 409
    assert "уже проголосовал на сайте" in sent.text
    nobody = f"{hall(vote)}ballots/{council.secretary.id}/"
    assert secretary.get(nobody).status_code == 404


def test_the_secretary_opens_the_vote_once(secretary, vote, post, session):
    assert post(hall(vote) + "ballots/open").status_code == 303
    session.refresh(vote)
    assert vote.state is MeetingState.IN_SESSION
    assert post(hall(vote) + "ballots/open").status_code == 409


def test_a_member_files_a_dissent_after_the_meeting(later, sessions, session, council):
    meeting = sessions.begun("О плане")
    [item] = sessions.items(meeting)
    sessions.settle(meeting, item)
    course.close_session(meeting.id, **sessions.by)
    page = f"/desk/meetings/{meeting.id}/dissent/"
    member = later(council.member, 3)

    empty = member.submit(page, {"i1-text": " "}, to=f"{page}{item.id}")
    assert empty.status_code == 422
    sent = member.submit(page, {"i1-text": "Возражаю."}, to=f"{page}{item.id}")
    assert sent.location == page
    assert session.scalars(select(Dissent.text)).all() == ["Возражаю."]

    late = later(council.member, 4).submit(page, {"i1-text": "Ещё."}, to=f"{page}{item.id}")
    assert late.status_code == 422
    assert errors(late) == [
        "Особые мнения принимались по 24 ноября 2026 г. Передайте своё мнение секретарю письменно."
    ]


def test_who_was_not_there_files_no_dissent(sessions, sign_in, council):
    meeting = sessions.begun("О плане", there=8)
    [item] = sessions.items(meeting)
    absent = sign_in(council.voters[8])
    page = f"/desk/meetings/{meeting.id}/dissent/"
    assert "ни по одному вопросу не голосовали" in absent.get(page).text
    token = absent.token("/desk/account/")
    sent = absent.post(f"{page}{item.id}", data={"csrf_token": token, "i1-text": "Нет."})
    assert sent.status_code == 404


def test_there_is_no_dissent_before_the_meeting(member, sessions):
    meeting = sessions.notified()
    assert member.get(f"/desk/meetings/{meeting.id}/dissent/").status_code == 404


def test_the_meeting_leads_to_the_dissenting_opinion_until_its_last_day(
    sessions, council, sign_in, later
):
    meeting = sessions.begun(there=8)
    address = f"/desk/meetings/{meeting.id}/"
    assert "Подать особое мнение" in sign_in(council.voters[0]).get(address).text
    meeting.state, meeting.closed_at = MeetingState.HELD, sessions.now
    sessions.session.commit()
    page = said(sign_in(council.voters[0]).get(address))
    assert f'href="{address}dissent/"' in page
    assert "Подать особое мнение</a>, до 24 ноября 2026 г." in page
    for stranger in (council.voters[8], council.secretary):
        assert "Подать особое мнение" not in sign_in(stranger).get(address).text
    assert "Подать особое мнение" in later(council.voters[0], 3).get(address).text
    assert "Подать особое мнение" not in later(council.voters[0], 4).get(address).text
