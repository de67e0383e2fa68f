"""The plan as a table: taken, changed, read back whole or not at all."""

from io import BytesIO
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from core.adapters.spreadsheets import LARGEST_UNPACKED
from events.plan import queries
from events.plan.models import PlanEdition, PlanLine
from events.programme.models import EventResult
from events.programme.rules import EventState
from tests.unit.adapters.test_spreadsheets import book, packed

HEAD = ["№ п/п", "Наименование", "Тип", "Страна", "Дата начала", "Ответственный"]


@pytest.fixture
def approved(build, council, events):
    meeting = build.meeting(council.body, number=4)
    return events.approved(meeting, [events.event(EventState.HELD), events.event()])


@pytest.fixture
def draft(coordinator):
    response = coordinator.submit("/desk/plan/new", {"year": "2026"}, to="/desk/plan/new")
    return response.headers["Location"]


def table(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def send(client, draft, content, name="план.xlsx", **values):
    typed = {"table": (BytesIO(content), name), **values}
    return client.submit(f"{draft}read", typed, content_type="multipart/form-data")


def lines(session):
    return session.scalar(select(func.count()).select_from(PlanLine))


def test_a_table_is_read_whole(coordinator, session, draft):
    rows = [
        [1, "Миссия", 1, "Казахстан", "10.02.2026", "ЦПЭ"],
        [2, "Форум", 2, "Китай", "май", "ЦПЭ"],
    ]
    rows[1][4] = "20.05.2026"
    response = send(coordinator, draft, table(HEAD, *rows))
    assert response.status_code == 303
    assert "Прочитано строк таблицы: 2, добавлено или изменено: 2." in coordinator.get(draft).text
    assert lines(session) == 2


def test_one_fault_and_nothing_is_read(coordinator, session, draft):
    good = [1, "Миссия", 1, "Казахстан", "10.02.2026", "ЦПЭ"]
    bad = [2, "Форум", 9, "Нарния", "10.02.2026", "ЦПЭ"]
    response = send(coordinator, draft, table(HEAD, good, bad))
    assert response.status_code == 422
    text = response.text
    assert "<b>C3</b>: Выберите один из трёх видов" in text
    assert "<b>D3</b>: Страны «Нарния» нет." in text.replace("\u00a0", " ")
    assert lines(session) == 0


@pytest.mark.parametrize(
    ("content", "said"),
    (
        (b"not a workbook", "Это не книга Excel"),
        (table(["Имя"], ["а"]), "Заголовок таблицы не найден"),
        (table(HEAD), "Сначала добавьте в план хотя бы одно мероприятие."),
    ),
)
def test_a_file_that_is_no_plan_is_refused(coordinator, session, draft, content, said):
    response = send(coordinator, draft, content)
    assert response.status_code == 422
    assert said in response.text
    assert lines(session) == 0


GOOD = (1, "Миссия", 1, "Казахстан", "10.02.2026", "ЦПЭ")
MORE = ("Дата окончания", "Объём финансирования, тыс. руб.")


@pytest.mark.parametrize(
    ("cells", "said"),
    (
        ({2: None}, "<b>C2</b>: Выберите один из трёх видов мероприятий Стандарта."),
        ({4: "10.02.2027"}, "<b>G2</b>: Мероприятие должно завершиться в 2026 году"),
        ({6: "09.02.2026"}, "<b>G2</b>: Последний день раньше первого."),
        ({3: "Нарния"}, "<b>D2</b>: Страны «Нарния» нет."),
        ({7: -1}, "<b>H2</b>: Введите целое число от 0 до 10000000000."),
    ),
)
def test_a_faulty_cell_is_named_with_what_to_do(coordinator, session, draft, cells, said):
    row = [cells.get(column, value) for column, value in enumerate((*GOOD, None, None))]
    response = send(coordinator, draft, table((*HEAD, *MORE), row))
    assert response.status_code == 422
    assert said in response.text.replace("\u00a0", " ")
    assert lines(session) == 0


def test_columns_that_slipped_are_told_by_their_cells_and_nothing_is_read(
    coordinator, session, draft
):
    """Under the heading each value stands one column too far to the right."""
    text = send(coordinator, draft, table(HEAD, [None, *GOOD])).text.replace("\u00a0", " ")
    assert "<b>C2</b>: Выберите один из трёх видов мероприятий Стандарта." in text
    assert "<b>D2</b>: Страны «1» нет." in text
    assert lines(session) == 0


def with_macros():
    return packed(xl__workbook_xml=b"<a/>", **{"xl__vbaProject.bin": b"x"})


def bomb():
    return packed(xl__workbook_xml=b"<a/>", xl__sheet_xml=b"0" * (LARGEST_UNPACKED + 1))


@pytest.mark.parametrize(
    ("make", "said"),
    (
        (lambda: book(HEAD, GOOD, GOOD, merge="B2:B3"), "объединены"),
        (with_macros, "макросы"),
        (bomb, "слишком велика"),
    ),
)
def test_a_dangerous_table_is_refused_in_words(coordinator, session, draft, make, said):
    response = send(coordinator, draft, make())
    assert response.status_code == 422
    assert said in response.text
    assert lines(session) == 0


@pytest.mark.parametrize("typed", ({}, {"table": "текст вместо файла"}))
def test_no_file_is_refused(coordinator, draft, typed):
    response = coordinator.submit(f"{draft}read", typed, content_type="multipart/form-data")
    assert response.status_code == 422
    assert "Выберите файл таблицы." in response.text


def test_what_was_taken_is_read_back_unchanged(coordinator, session, approved):
    response = coordinator.submit("/desk/plan/new", {"year": "2026"}, to="/desk/plan/new")
    draft = response.headers["Location"]
    content = coordinator.get(f"{draft}plan.xlsx").data
    edition = session.scalars(select(PlanEdition).where(PlanEdition.number == 2)).one()
    kept = (queries.list_lines(edition.id), edition.revision, revisions(session))
    assert send(coordinator, draft, content, reason="сверка").status_code == 303
    session.expire_all()
    assert (queries.list_lines(edition.id), edition.revision, revisions(session)) == kept
    assert "Изменений по сравнению с действующей редакцией нет." in coordinator.get(draft).text


def revisions(session):
    return session.execute(select(PlanLine.id, PlanLine.revision).order_by(PlanLine.id)).all()


def test_a_table_with_few_columns_changes_only_those(coordinator, session, build, council, events):
    meeting = build.meeting(council.body, number=4)
    event = events.event(sectors=["агро"], participants=9)
    events.approved(meeting, [event, events.event()])
    response = coordinator.submit("/desk/plan/new", {"year": "2026"}, to="/desk/plan/new")
    head = ["№ п/п", "Наименование", "Тип", "Страна", "Город", "Ответственный исполнитель"]
    row = ["1", event.name, 1, "Казахстан", "г. Алматы", "Центр поддержки экспорта"]
    same = ["2", "Бизнес-миссия 2", 1, "Казахстан", "г. Астана", "Центр поддержки экспорта"]
    draft = response.headers["Location"]
    assert send(coordinator, draft, table(head, row, same), reason="уточнено").status_code == 303
    text = coordinator.get(draft).text
    assert "Прочитано строк таблицы: 2, добавлено или изменено: 1." in text
    first, second = queries.list_lines(UUID(draft.rstrip("/").rsplit("/", 1)[-1]))
    assert (first.city, first.sectors, first.rubles) == ("г. Алматы", ["агро"], 1_000_000)
    assert (first.planned_starts_on, first.reason) == (event.starts_on, "уточнено")
    assert (second.city, second.reason) == ("г. Астана", "")


@pytest.mark.usefixtures("approved")
@pytest.mark.parametrize(
    ("rows", "said"),
    (
        (
            [[*HEAD, "Примечание"], [*"1а1бвг", "важно"]],
            "<b>G1</b>: В плане нет графы «Примечание».",
        ),
        ([HEAD[1:], ["Миссия", 1, "Китай", "10.02.2026", "ЦПЭ"]], "нет графы «№ п/п»"),
    ),
)
def test_a_table_whose_headings_lose_something_is_refused(coordinator, session, rows, said):
    response = coordinator.submit("/desk/plan/new", {"year": "2026"}, to="/desk/plan/new")
    before = revisions(session)
    answer = send(coordinator, response.headers["Location"], table(*rows))
    assert answer.status_code == 422
    assert said in answer.text.replace("\u00a0", " ")
    assert revisions(session) == before


def test_lines_without_numbers_take_none_that_the_table_gives(coordinator, session, draft):
    rows = [
        [None, "Миссия", 1, "Казахстан", "10.02.2026", "ЦПЭ"],
        [1, "Форум", 2, "Китай", "20.05.2026", "ЦПЭ"],
    ]
    assert send(coordinator, draft, table(HEAD, *rows)).status_code == 303
    assert sorted(session.scalars(select(PlanLine.number))) == ["1", "2"]


def test_the_table_says_what_became_of_each_event(client, session, build, events, approved):
    held, ahead = approved.events
    events.add(EventResult(event_id=held.id, companies=12, meetings=45, published_at=build.now))
    events.add(EventResult(event_id=ahead.id, companies=7))
    rows = client.get("/plan/2026/plan.csv").data.decode("utf-8-sig").splitlines()
    assert rows[0].endswith("Ожидаемый результат;Отметка об исполнении;Итог")
    assert rows[1].replace("\u00a0", " ").endswith(";проведено;12 предприятий, 45 встреч")
    assert rows[2].endswith(";запланировано;")


def test_a_line_of_the_table_changes_the_one_with_its_number(coordinator, session, approved):
    response = coordinator.submit("/desk/plan/new", {"year": "2026"}, to="/desk/plan/new")
    draft = response.headers["Location"]
    row = ["2", "Бизнес-миссия 2", 1, "Казахстан", "05.09.2026", "Центр поддержки экспорта"]
    send(coordinator, draft, table(HEAD, row), reason="даты изменены организатором")
    text = coordinator.get(draft).text
    assert "перенесено" in text
    assert "даты изменены организатором" in text
    assert lines(session) == 4


def test_visitors_take_the_plan_in_force(client, approved):
    sheet = client.get("/plan/2026/plan.xlsx")
    cells = [cell.value for cell in load_workbook(BytesIO(sheet.data)).active["B"]]
    assert cells[2:] == ["Наименование мероприятия", "Бизнес-миссия 1", "Бизнес-миссия 2"]
    assert "plan.xlsx" not in sheet.headers["Content-Disposition"]
    text = client.get("/plan/2026/plan.csv").data.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("1;Бизнес-миссия 1;1;Казахстан;г. Астана;19.01.2026")
    assert client.get("/plan/2025/plan.csv").status_code == 404


def test_the_plan_is_printed(client, approved):
    with client.get("/plan/2026/plan.pdf") as response:
        assert response.status_code == 200
        assert response.data.startswith(b"%PDF")
        known = {"If-None-Match": response.headers["ETag"]}
    with client.get("/plan/2026/plan.pdf", headers=known) as again:
        assert again.status_code == 304
