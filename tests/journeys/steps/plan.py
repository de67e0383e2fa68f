"""The plan of a year: drafted from a table, decided, followed event by event, closed."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook

from tests.journeys.people import Person
from tests.journeys.steps import session
from tests.journeys.steps.agenda import to_meeting
from tests.journeys.steps.minutes import to_minutes
from tests.journeys.steps.signing import signs_first
from tests.journeys.steps.stage import CHAIR, COORDINATOR, SECRETARY, Stage

YEAR = 2027
ITEM = "О проекте плана международных мероприятий на 2027 год"
DECISION = "Утвердить план международных мероприятий на 2027 год."
RESPONSIBLE = "Центр поддержки экспорта"
ASTANA, FAIR, SHANGHAI, BUYERS, TASHKENT, ADDED = (
    "Бизнес-миссия в Астану",
    "Выставка в Минске",
    "Выставка в Шанхае",
    "Приём покупателей из Ирана",
    "Бизнес-миссия в Ташкент",
    "Бизнес-миссия в Ереван",
)
OUTSIDE = "Форум вне плана"
HEADS = (
    *("№ п/п", "Наименование мероприятия", "Тип", "Страна", "Город", "Дата начала"),
    *("Дата окончания", "Ответственный исполнитель", "Объём финансирования, тыс. руб."),
)
LINES = (
    (ASTANA, 1, "Казахстан", "г. Астана", date(YEAR, 2, 8), date(YEAR, 2, 10), 1_200),
    (FAIR, 3, "Беларусь", "г. Минск", date(YEAR, 5, 17), date(YEAR, 5, 19), 900),
    (SHANGHAI, 3, "Китай", "г. Шанхай", date(YEAR, 6, 7), date(YEAR, 6, 9), 2_500),
    (BUYERS, 2, "Иран", "г. Заречинск", date(YEAR, 9, 13), date(YEAR, 9, 14), 600),
    (TASHKENT, 1, "Узбекистан", "г. Ташкент", date(YEAR, 10, 4), date(YEAR, 10, 6), 1_100),
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_of(*, wrong_type: bool) -> bytes:
    """The plan as a workbook; its second line may hold a type that there is not."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEADS)
    for number, (name, kind, country, city, first, last, money) in enumerate(LINES, 1):
        shown = 4 if wrong_type and number == 2 else kind
        sheet.append((number, name, shown, country, city, first, last, RESPONSIBLE, money))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def hand_in(person: Person, content: bytes) -> Person:
    file = {"name": "план.xlsx", "mimeType": XLSX, "buffer": content}
    person.page.locator("main input[type=file]").set_input_files([file])
    return person.press("Загрузить таблицу")


def to_plan(person: Person, year: int = YEAR) -> Person:
    return person.follow("Мероприятия").open(f"/desk/plan/?year={year}")


def coordinator_drafts(stage: Stage) -> None:
    """A fault is named by its cell and nothing of the table is taken; then all of it."""
    coordinator = stage.enter("2026-11-25T10:00", COORDINATOR).follow("Мероприятия")
    coordinator.follow("Новый план").fill("Год", str(YEAR)).press("Начать план")
    coordinator.follow("Загрузить таблицу")
    hand_in(coordinator, table_of(wrong_type=True)).sees("Ничего не прочитано", "C3")
    hand_in(coordinator, table_of(wrong_type=False)).sees("5 мероприятий", ASTANA, TASHKENT)


def secretary_puts_it_on_the_agenda(stage: Stage) -> None:
    secretary = to_meeting(stage.enter("2026-11-27T10:00", SECRETARY))
    secretary.follow("Изменить сведения о заседании")
    secretary.choose("Председательствующий", "Ветлугин А.Н.").press("Сохранить")
    secretary.follow("Полная повестка").follow("Добавить вопрос")
    secretary.fill("Наименование вопроса", ITEM).choose("Вид вопроса", "план")
    secretary.choose("Выберите человека", "Рябинина Е.П.").fill("Время, минут", "15")
    secretary.fill("Проект решения", DECISION).press("Сохранить").sees("Вопрос 7")


def coordinator_tables(stage: Stage) -> None:
    coordinator = to_plan(stage.enter("2026-11-27T10:10", COORDINATOR)).follow("Проект плана")
    coordinator.follow("Внести на заседание").pick(ITEM).press("Внести редакцию")
    coordinator.sees("Редакция внесена")


def secretary_convenes(stage: Stage) -> None:
    convenes(to_meeting(stage.enter("2026-11-27T10:20", SECRETARY)), ITEM)


def convenes(secretary: Person, item: str) -> None:
    """From the page of a meeting: its agenda is approved, its notice sent."""
    home = secretary.path
    secretary.follow("Утвердить повестку").sees(item)
    secretary.pick("Ветлугин А.Н.").press("Отметить утверждение повестки")
    secretary.open(home).follow("Направить уведомление").press("Направить уведомление")


def council_decides(stage: Stage) -> None:
    decides(to_meeting(stage.enter(session.MORNING, SECRETARY)), DECISION, left_out=6)


def decides(secretary: Person, decision: str, *, left_out: int = 0) -> None:
    """The last item is decided unanimously, those before it are left out."""
    secretary.follow("К ведению заседания").press("Открыть заседание")
    for row in secretary.page.locator("#roll tbody tr").all():
        if not row.locator("th").inner_text().startswith(session.AWAY):
            secretary.tick(row.get_by_label("присутствует"))
    secretary.press("Сохранить явку").fill("за", "18", within="#agenda-vote")
    secretary.press("Записать голосование", within="#agenda-vote").follow("К вопросу 1")
    for number in range(2, left_out + 2):
        session.leave_out(secretary).follow(f"К вопросу {number}")
    secretary.follow("Записать решение").fill("Решили", decision).press("Сохранить решение")
    secretary.press("Единогласно «за»: 18").press("Рассмотрен – к завершению заседания")
    secretary.press("Завершить заседание").sees("проведено")


def minutes_are_signed(stage: Stage) -> None:
    visitor = stage.enter("2026-12-18T09:00")
    visitor.open(f"/plan/{YEAR}/", status=404)
    minutes = minutes_are_frozen(to_minutes(stage.enter("2026-12-18T10:00", SECRETARY)), DECISION)
    chair = stage.enter("2026-12-21T10:00", CHAIR).open(minutes).follow("Прочитать и подписать")
    signs_first(chair, "Подписать протокол").sees("1 из 2")
    secretary = stage.enter("2026-12-21T12:00", SECRETARY).open(minutes)
    secretary.follow("Прочитать и подписать")
    signs_first(secretary, "Подписать протокол").sees("Протокол подписан обоими")
    to_plan(stage.enter("2026-12-21T13:00", COORDINATOR)).sees("утверждена Советом")


def minutes_are_frozen(secretary: Person, decision: str) -> str:
    """The address of the minutes of a meeting, ready to be signed."""
    home = secretary.path
    secretary.pick("Полный").press("Составить протокол").sees(decision)
    secretary.press("Завершить правку и передать на подпись")
    return home


def figures_are(stage: Stage, moment: str, *expected: str) -> Person:
    """Held, percent, how many more, how many may be lost, as a visitor reads them."""
    visitor = stage.enter(moment).open(f"/plan/{YEAR}/")
    held, percent, lacking, _forecast, may_lose = visitor.lines("main section.panel dd")
    found = (held, percent, lacking, may_lose)
    assert found == expected, f"{moment}: {found}"
    return visitor


def to_event(stage: Stage, moment: str, name: str) -> Person:
    coordinator = stage.enter(moment, COORDINATOR)
    return coordinator.open(f"/desk/events/?year={YEAR}").follow(name)


def is_held(stage: Stage, moment: str, name: str) -> None:
    to_event(stage, moment, name).press("Отметить проведение").sees("проведено")


def the_year_begins(stage: Stage) -> None:
    figures_are(stage, "2026-12-22T10:00", "0 из 5", "0,0 %", "ещё 4", "1 мероприятие")
    is_held(stage, "2027-02-10T18:00", ASTANA)
    figures_are(stage, "2027-02-11T10:00", "1 из 5", "20,0 %", "ещё 3", "1 мероприятие")


def one_is_moved(stage: Stage) -> None:
    """Within the year it still counts once it is held; the plan keeps the days decided."""
    coordinator = to_event(stage, "2027-04-12T10:00", FAIR).follow("Перенести")
    coordinator.fill("Новый первый день", "15.11.2027").fill("Новый последний день", "17.11.2027")
    coordinator.fill("Причина", "Перенос организатором выставки.").press("Перенести")
    visitor = figures_are(stage, "2027-04-12T11:00", "1 из 5", "20,0 %", "ещё 3", "1 мероприятие")
    visitor.sees("По плану: 17–19 мая 2027", "Перенос организатором выставки.")


def one_is_cancelled(stage: Stage) -> None:
    """Now nothing more may be lost; those who answer for the plan see it at once."""
    coordinator = to_event(stage, "2027-05-11T10:00", SHANGHAI).follow("Отменить")
    coordinator.fill("Причина", "Выставка отменена организатором.").press("Отменить мероприятие")
    visitor = figures_are(stage, "2027-05-11T11:00", "1 из 5", "20,0 %", "ещё 3", "0 мероприятий")
    visitor.sees("Порог будет достигнут, только если состоятся все оставшиеся мероприятия.")
    stage.enter("2027-05-11T11:05", COORDINATOR).open("/desk/").sees("порог достижим без запаса")


def one_is_added_outside_the_plan(stage: Stage) -> None:
    """It is held and shown, and counts for nothing."""
    coordinator = stage.enter("2027-05-20T10:00", COORDINATOR).open(f"/desk/events/?year={YEAR}")
    coordinator.follow("Добавить мероприятие вне плана").fill("Наименование", OUTSIDE)
    coordinator.pick("приём иностранных покупателей").choose("Страна", "Узбекистан")
    coordinator.fill("Первый день", "20.05.2027").press("Сохранить")
    coordinator.press("Показать посетителям").press("Отметить проведение")
    visitor = figures_are(stage, "2027-05-20T11:00", "1 из 5", "20,0 %", "ещё 3", "0 мероприятий")
    visitor.sees("Вне плана", OUTSIDE)


def the_year_goes_on(stage: Stage) -> None:
    is_held(stage, "2027-09-14T18:00", BUYERS)
    is_held(stage, "2027-10-06T18:00", TASHKENT)
    figures_are(stage, "2027-10-07T10:00", "3 из 5", "60,0 %", "ещё 1", "1 мероприятие")
    is_held(stage, "2027-11-17T18:00", FAIR)
    visitor = figures_are(
        stage, "2027-11-18T10:00", "4 из 5", "80,0 %", "достигнут", "1 мероприятие"
    )
    visitor.sees("Порог достигнут.")
    coordinator = to_event(stage, "2027-11-22T10:00", ADDED).follow("Перенести")
    coordinator.fill("Новый первый день", "17.01.2028").fill("Новый последний день", "19.01.2028")
    coordinator.fill("Причина", "По просьбе партнёров.").press("Перенести")
    figures_are(stage, "2027-11-22T11:00", "4 из 5", "80,0 %", "достигнут", "0 мероприятий")


def year_is_closed(stage: Stage) -> None:
    early = stage.enter("2027-12-30T10:00", COORDINATOR).open(f"/desk/plan/{YEAR}/close")
    early.sees("закрыть его можно с 1 января 2028 года")
    coordinator = to_plan(stage.enter("2028-01-12T10:00", COORDINATOR)).follow("Закрыть год")
    coordinator.press("Закрыть год").sees("Год закрыт. Его показатель больше не изменится.")
    visitor = stage.enter("2028-01-12T11:00").open(f"/plan/{YEAR}/")
    visitor.sees("Год закрыт 12 января 2028 г.", "4 из 5, 80,0 %. Порог достигнут.")
