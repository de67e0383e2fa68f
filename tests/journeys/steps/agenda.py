"""From an approved report to a convened meeting: agenda, notice, answers."""

from tests.journeys.people import Person
from tests.journeys.steps.reports import REPORT
from tests.journeys.steps.stage import CHAIR, COORDINATOR, DEPUTY, MEMBER, SECRETARY, Stage

MEETING = "Заседание № 5"
ITEM = "О работе координатора в IV квартале 2026 года"
DRAFT = "Утвердить отчёт РОИВ-координатора."


def to_meeting(person: Person) -> Person:
    return person.follow("Заседания").follow(MEETING)


def secretary_tables_report(stage: Stage) -> None:
    secretary = to_meeting(stage.enter("2026-11-27T10:00", SECRETARY))
    secretary.follow("Изменить сведения о заседании")
    secretary.choose("Председательствующий", "Ветлугин А.Н.").press("Сохранить")
    secretary.follow("Полная повестка").follow("Добавить вопрос")
    secretary.fill("Наименование вопроса", ITEM).choose("Вид вопроса", "отчёт")
    secretary.choose("Отчёт", REPORT).choose("Выберите человека", "Рябинина Е.П.")
    secretary.fill("Время, минут", "15").fill("Проект решения", DRAFT)
    secretary.press("Сохранить").sees("Вопрос 7", REPORT)


def secretary_approves_agenda(stage: Stage) -> None:
    secretary = to_meeting(stage.enter("2026-11-27T10:10", SECRETARY))
    secretary.follow("Утвердить повестку").sees(ITEM)
    secretary.pick("Ветлугин А.Н.").press("Отметить утверждение повестки")
    secretary.sees("Повестка утверждена", "редакция 1 от 27.11.2026")


def secretary_sends_notice(stage: Stage) -> None:
    secretary = to_meeting(stage.enter("2026-11-27T10:20", SECRETARY))
    secretary.follow("Направить уведомление").pick("Материалы направляются вместе с уведомлением")
    secretary.press("Направить уведомление").sees("Уведомление направлено", "сделано 27.11.2026")


def members_answer(stage: Stage) -> None:
    answers = ((CHAIR, "приду"), (DEPUTY, "дистанционно"), (MEMBER, "не смогу"))
    for email, answer in answers:
        member = to_meeting(stage.enter("2026-11-30T10:00", email))
        member.pick(answer).press("Ответить").sees("Ваш ответ записан")
    secretary = to_meeting(stage.enter("2026-11-30T11:00", SECRETARY))
    secretary.sees("Придут: 1, дистанционно: 1, не смогут: 1, не ответили: 22.")
    secretary.follow("Ответы по членам Совета").sees("Кворум пока не обеспечен")


def visitor_reads_agenda(stage: Stage) -> None:
    visitor = stage.enter("2026-12-01T10:00").open("/meetings/2026/5/")
    visitor.sees(ITEM, "Рябинина", "зал заседаний (каб. 301)")
    assert COORDINATOR not in visitor.page.content()
