"""By the keyboard alone at 200 %: signing in, approving a report, answering a notice."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.adapters.clock import clock
from core.adapters.database import db
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingState
from council.meetings.services.inviting import invite, members_of, token_of
from council.membership.models import Person
from tests.journeys.keyboard import ZOOMED, Keyboard
from tests.journeys.people import PASSWORD
from tests.journeys.steps.reports import SAMPLE_REPORT
from tests.journeys.steps.stage import DEPUTY, MEMBER


@pytest.fixture
def link(site):
    """The address in the letter to a member: the sample's next meeting has been convened."""
    _base, app = site
    now = clock.stopped_at - timedelta(hours=1)
    with app.app_context():
        meeting = db.session.scalars(select(Meeting).where(Meeting.number == 5)).one()
        meeting.state, meeting.notice_sent_at = MeetingState.NOTIFIED, now
        meeting.agenda_approved_at, meeting.agenda_edition = now, 1
        rows = invite(meeting, members_of(meeting), now)
        person = db.session.scalars(select(Person).where(Person.email == MEMBER)).one()
        path = f"/answer/{token_of(rows[person.id])}/"
        db.session.commit()
    return path


def test_signing_in_and_approving_a_report_by_the_keyboard(visit):
    person = visit(width=ZOOMED["width"]).open("/sign-in")
    deputy = Keyboard(person).walked()
    deputy.type("Электронная почта", DEPUTY).type("Пароль", PASSWORD).press("Войти").walked()
    deputy.press(SAMPLE_REPORT).walked()
    deputy.reach("Согласовать").page.keyboard.press("Space")
    deputy.press("Перейти к соглашению").walked()
    deputy.reach("Соглашение прочитано").page.keyboard.press("Space")
    deputy.type("Ваш пароль", PASSWORD).press("Принять соглашение").walked()
    deputy.press("Вернуться и подписать")
    deputy.type("Ваш пароль", PASSWORD).press("Подписать решение по версии 1")
    person.sees("Отчёт согласован")


def test_answering_a_notice_by_the_keyboard(visit, link):
    person = visit(width=ZOOMED["width"]).open(link)
    member = Keyboard(person).walked()
    member.type("Комментарий", "Опоздаю на 5 минут").press("Приду")
    person.sees("Ваш ответ записан")
    member.walked()
