"""The pages of reminders: the secretary's, one's own, and delays where they are answered for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.letters.models import OutgoingLetter
from core.letters.rules import LetterState
from council.membership.models import RegulationSetting
from council.reminders.services import remind
from tests.builders_assignments import AssignmentBuilder
from tests.statements import selects_of

DESK = "/desk/reminders/"
# The notice of this meeting is due on 10 December, its reminder on the 8th.
MEETING_AT = datetime(2026, 12, 17, 6, tzinfo=UTC)


@pytest.fixture
def meeting(build, council):
    return build.meeting(council.body, number=7, starts_at=MEETING_AT)


@pytest.fixture
def at(stopped_clock, build):
    """`at(day, hour)`: the clock stands there and the scheduler has polled."""

    def poll(day, hour=4):
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        build.now = stopped_clock.stopped_at = moment
        remind(moment)

    return poll


def test_the_secretary_sees_what_will_be_sent_to_whom_and_when(sign_in, council, meeting, at):
    at(date(2026, 11, 23))
    text = sign_in(council.secretary).get(DESK).text

    assert "Уведомление о заседании № 7-2026" in text.replace("\xa0", " ")
    assert council.secretary.surname in text
    assert "8 декабря" in text.replace("\xa0", " ")
    assert f'href="/desk/meetings/{meeting.id}/notice"' in text


def test_a_reminder_that_the_mail_server_refused_did_not_arrive(
    sign_in, council, meeting, at, session
):
    at(date(2026, 12, 9))
    for letter in session.query(OutgoingLetter):
        letter.state = LetterState.FAILED
    session.commit()
    client = sign_in(council.secretary)
    sent = client.get(f"{DESK}?show=sent").text
    assert sent.count("почтовый сервер не принял") == session.query(OutgoingLetter).count()
    assert f"/desk/letters/{letter.id}/on-paper/" in sent
    letter.state, letter.sent_at = LetterState.SENT, MEETING_AT
    session.commit()
    assert f"/desk/letters/{letter.id}/" not in client.get(f"{DESK}?show=sent").text


def test_what_was_sent_and_what_was_not_stand_apart_with_the_reason(
    sign_in, council, meeting, at, session
):
    at(date(2026, 12, 7))
    at(date(2026, 12, 9))
    meeting.materials_sent_at = meeting.notice_sent_at = MEETING_AT - timedelta(days=7)
    session.commit()
    at(date(2026, 12, 9), 5)
    client = sign_in(council.secretary)

    sent = client.get(f"{DESK}?show=sent").text.replace("\xa0", " ")
    assert "Уведомление о заседании № 7-2026" in sent
    assert "с опозданием: должно было прийти 8 декабря" in sent
    skipped = client.get(f"{DESK}?show=skipped").text.replace("\xa0", " ")
    assert "Материалы заседания № 7-2026" in skipped
    assert "сделано или больше не нужно" in skipped


def test_the_table_of_rules_follows_the_regulation(sign_in, build, council):
    values = {"reminder_notice_days": "5", "reminders_off": "draft_due"}
    for key, value in values.items():
        build.add(
            RegulationSetting(
                body_id=council.body.id, key=key, value=value, valid_from=date(2026, 1, 1)
            )
        )
    text = sign_in(council.secretary).get(DESK).text
    assert "за 5 рабочих дней" in text
    assert "отключено" in text
    assert "Адрес аппарата председателя не указан" in text


def test_others_do_not_keep_reminders_but_see_their_own(sign_in, build, council, at):
    given = AssignmentBuilder(build, council).give(council.member, due_on=date(2026, 12, 1))
    at(date(2026, 11, 23))
    member = sign_in(council.member)

    assert member.get(DESK).status_code == 403
    for text in (member.get(f"{DESK}mine").text, member.get("/desk/").text):
        assert f'href="/desk/assignments/{given.id}/"' in text
        assert "Предстоящие напоминания" in text or "Мои напоминания" in text
    assert "ничего не ждут" in sign_in(council.rival).get(f"{DESK}mine").text


def test_visitors_are_asked_to_sign_in(client):
    for path in (DESK, f"{DESK}mine"):
        assert client.get(path).status_code == 302


def test_a_delay_is_shown_to_the_secretary_and_the_chair_and_to_nobody_else(
    sign_in, council, meeting, at
):
    at(date(2026, 12, 11))
    pages = ("/desk/", f"/desk/meetings/{meeting.id}/")
    for person in (council.secretary, council.chair):
        for path in pages:
            text = sign_in(person).get(path).text.replace("\xa0", " ")
            assert "секретарю сообщено 11 декабря" in text, path
    for path in pages:
        assert "секретарю сообщено" not in sign_in(council.member).get(path).text


def test_what_was_done_is_no_delay_any_more(sign_in, council, meeting, at, session):
    at(date(2026, 12, 11))
    meeting.notice_sent_at = MEETING_AT - timedelta(days=6)
    session.commit()
    at(date(2026, 12, 11), 5)
    assert "секретарю сообщено" not in sign_in(council.secretary).get("/desk/").text


@pytest.mark.parametrize(
    "query", ("?show=nothing", "?page=0", "?page=x", "?page=999", "?show=sent")
)
def test_an_address_that_asks_for_nothing_shows_what_there_is(sign_in, council, query):
    assert sign_in(council.secretary).get(f"{DESK}{query}").status_code == 200


def test_a_long_list_costs_as_many_statements_as_a_short_one(sign_in, build, council, at, session):
    given = AssignmentBuilder(build, council)

    def selects():
        at(date(2026, 11, 23))
        return len(selects_of(session, sign_in(council.secretary), DESK))

    given.give(council.member, due_on=date(2026, 12, 1))
    few = selects()
    for _ in range(4):
        given.give(council.member, council.rival, due_on=date(2026, 12, 1))
    assert selects() == few
