"""The plan is changed within its year: collected, tabled, decided and signed in the browser."""

from core.accounts.queries.accounts import find_account_id
from core.adapters.clock import clock
from core.adapters.database import db
from council.meetings.rules.kinds import ItemKind
from council.membership.models import Person as PersonRow
from council.membership.queries import get_main_body
from tests.builders import Builder
from tests.journeys.steps.plan import (
    ADDED,
    RESPONSIBLE,
    SHANGHAI,
    convenes,
    decides,
    figures_are,
    minutes_are_frozen,
    to_plan,
)
from tests.journeys.steps.signing import signs
from tests.journeys.steps.stage import CHAIR, COORDINATOR, SECRETARY, Stage, at

AMENDMENT = "Об изменении плана"
AMENDED = "Внести изменения в план международных мероприятий на 2027 год."


def coordinator_amends(stage: Stage) -> None:
    """The cancelled one goes out with its reason, another comes in."""
    coordinator = to_plan(stage.enter("2027-05-24T10:00", COORDINATOR))
    coordinator.press("Начать изменение плана").follow(f"Исключить {SHANGHAI}")
    coordinator.fill("Причина", "Отменена организатором.").press("Исключить")
    coordinator.follow("Добавить мероприятие").fill("Наименование мероприятия", ADDED)
    coordinator.pick("бизнес-миссия").choose("Страна", "Армения")
    coordinator.fill("Первый день", "06.12.2027").fill("Последний день", "08.12.2027")
    coordinator.fill("Ответственный, если его нет в списке", RESPONSIBLE)
    coordinator.fill("Причина изменения", "Вместо выставки в Шанхае.").press("Сохранить")
    coordinator.follow("Внести на заседание").pick(AMENDMENT).press("Внести редакцию")
    figures_are(stage, "2027-05-24T11:00", "1 из 5", "20,0 %", "ещё 3", "0 мероприятий")


def council_is_to_meet(app) -> str:
    """The meeting of June with its item, put into the database: how it comes is told above."""
    at("2027-05-21T10:00")
    with app.app_context():
        build = Builder(db.session, clock.stopped_at)
        chair = db.session.query(PersonRow).filter_by(account_id=find_account_id(CHAIR)).one()
        meeting = build.meeting(get_main_body(), number=2, presiding_id=chair.id)
        build.item(meeting, AMENDMENT, position=1, kind=ItemKind.PLAN, proposed_decision=AMENDED)
        return f"/desk/meetings/{meeting.id}/"


def amendment_is_decided_and_signed(stage: Stage, meeting: str) -> None:
    """In the browser, as the plan itself was: only the signatures make it an edition."""
    convenes(stage.enter("2027-05-25T10:00", SECRETARY).open(meeting), AMENDMENT)
    decides(stage.enter("2027-06-17T11:00", SECRETARY).open(meeting), AMENDED)
    secretary = stage.enter("2027-06-17T11:10", SECRETARY).open(f"{meeting}minutes/")
    minutes = minutes_are_frozen(secretary, AMENDED)
    chair = stage.enter("2027-06-18T10:00", CHAIR).open(minutes).follow("Прочитать и подписать")
    signs(chair, "Подписать протокол").sees("1 из 2")
    figures_are(stage, "2027-06-18T11:00", "1 из 5", "20,0 %", "ещё 3", "0 мероприятий")
    secretary = stage.enter("2027-06-21T10:00", SECRETARY).open(minutes)
    signs(secretary.follow("Прочитать и подписать"), "Подписать протокол")
    secretary.sees("Протокол подписан обоими")


def amendment_is_public(stage: Stage) -> None:
    visitor = figures_are(stage, "2027-06-22T10:00", "1 из 5", "20,0 %", "ещё 3", "1 мероприятие")
    visitor.sees("изменён протоколом № 2", f"Исключено: {SHANGHAI}.", ADDED)
    visitor.sees("Исключено после даты проведения.")
    visitor.follow("Редакция 2").sees("Что изменилось по сравнению с редакцией 1")
    visitor.sees("Причина: Отменена организатором.", "Причина: Вместо выставки в Шанхае.")
    visitor.sees("Совет исключил мероприятие из плана после срока", "пункт 1 повестки дня")
