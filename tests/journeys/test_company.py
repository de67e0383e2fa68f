"""A company in a browser: it applies without an account, confirms by its letter, is chosen."""

import re
from datetime import date

from core.adapters.clock import clock
from core.adapters.database import db
from core.kernel.viewers import Viewer
from core.letters.models import OutgoingLetter
from events.missions import services
from events.missions.queries.calls import get_call_row
from events.missions.rules.calls import CallFacts
from events.missions.services import CallDraft
from tests.builders import Builder
from tests.builders_events import EventsBuilder
from tests.builders_missions import CRITERIA, QUESTIONS, inn_of
from tests.journeys.steps.stage import COORDINATOR, Stage

MISSION = "Бизнес-миссия в Алматы"
COMPANY = "ООО «Северный путь»"


def described(app):
    """(id, address) of a call of a public event, written down and not open yet."""
    by = {"actor": Viewer(name="Координатор"), "now": clock.stopped_at}
    with app.app_context():
        events = EventsBuilder(Builder(db.session, clock.stopped_at))
        event = events.event(name=MISSION, is_public=True, year=2027, starts_on=date(2027, 2, 8))
        facts = CallFacts(
            offer="Стенд и переговоры.",
            payment="Регион оплачивает стенд, компания – дорогу.",
            places=1,
            last_day=date(2026, 12, 1),
            questions=QUESTIONS,
            criteria=CRITERIA,
        )
        call_id = services.describe_call(event.id, CallDraft(facts), **by)
        return call_id, get_call_row(call_id).path


def letter_of(app, kind):
    """The secret address that a letter leads to."""
    with app.app_context():
        letter = db.session.query(OutgoingLetter).filter_by(kind=f"application.{kind}").one()
        return re.search(r"/events/application/[^\"']+", str(letter.body))[0]


def test_a_company_applies_confirms_by_its_letter_and_is_chosen(visit, site):
    _base, app = site
    stage = Stage(visit)
    call_id, path = described(app)
    call = f"/desk/missions/{call_id}/"
    coordinator = stage.enter("2026-11-23T10:00", COORDINATOR).open(call)
    coordinator.press("Открыть приём заявок").sees("Приём заявок открыт")

    company = stage.enter("2026-11-24T10:00").open(f"{path}apply/")
    company.fill("Компания", COMPANY).fill("ИНН компании", inn_of(1))
    company.fill("Экспортная продукция", "8413 – насосы").fill("Телефон", "+7 900 000-00-00")
    company.fill("Фамилия, имя, отчество", "Мороз Никита Ильич")
    company.fill("Электронная почта", "moroz@example.org").fill(QUESTIONS[0], "Насос и паспорт")
    company.pick("Даю согласие на обработку моих персональных данных")
    stage.enter("2026-11-24T10:03")  # nobody fills it in within a second
    company.press("Проверить ответы").sees("Проверьте ответы", "Насос и паспорт", COMPANY)
    company.press("Отправить заявку").open(letter_of(app, "confirm"))
    company.press("Подтвердить заявку").sees("на рассмотрении")

    coordinator = stage.enter("2026-11-30T10:00", COORDINATOR).open(call)
    coordinator.press("Завершить приём заявок").follow(COMPANY)
    for criterion in CRITERIA:
        coordinator.fill(criterion, "4")
    coordinator.fill("Причина", "Готовы к экспорту.").press("Отобрать").sees("Решение записано")
    coordinator.follow("Список участников").sees(COMPANY)
    stage.enter("2026-11-30T11:00").open(letter_of(app, "chosen")).sees("отобрана")
