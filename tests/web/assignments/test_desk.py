"""Pages of assignments on the desk: the way through them, and every refusal."""

import re
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest

from council.assignments import queries
from council.assignments.rules import AssignmentState, Ruling
from council.meetings.rules.kinds import DecisionKind, DueKind
from tests.builders_reports import PDF
from tests.statements import counted_statements

LIST = "/desk/assignments/"
REPORT = {"text": "Предложения направлены.", "done_on": "10.11.2026"}


def place(assignment):
    return f"{LIST}{assignment.id}/"


def hidden(client, path, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]+)"', client.get(path).text)[1]


def test_an_executor_reports_the_secretary_returns_then_accepts(sign_in, council, assignments):
    assignment = assignments.give(council.coordinator)
    page = place(assignment)
    executor, secretary = sign_in(council.coordinator), sign_in(council.secretary)

    files = {"files": (BytesIO(PDF), "Письмо № 7.pdf")}
    answer = executor.submit(page, REPORT | files, to=f"{page}report")
    assert (answer.status_code, answer.location) == (303, page)
    seen = executor.get(page).text
    assert "Отчёт передан секретарю." in seen
    assert "Отчёт ждёт решения секретаря." in executor.get(page).text

    ruling = {"report": hidden(secretary, page, "report")}
    back = {"action": "return", "remarks": "Приложите расчёт."}
    assert secretary.submit(page, ruling | back, to=f"{page}ruling").location == page
    assert "Приложите расчёт." in executor.get(page).text

    executor.submit(page, REPORT | {"text": "Расчёт приложен."}, to=f"{page}report")
    ruling = {"report": hidden(secretary, page, "report"), "action": "accept", "remarks": ""}
    assert secretary.submit(page, ruling, to=f"{page}ruling").location == page

    seen = secretary.get(page).text
    assert "Отчёт принят, поручение снято с контроля." in seen
    assert "исполнено 10\xa0ноября" in seen
    assert seen.index("Отчёт принят, снято с контроля") < seen.index(
        "Отчёт возвращён с замечаниями"
    )


def test_a_file_of_a_report_is_for_readers_of_the_assignment_alone(
    sign_in, council, assignments, build
):
    assignment = assignments.give(council.coordinator)
    page = place(assignment)
    executor = sign_in(council.coordinator)
    files = {"files": (BytesIO(PDF), "Письмо.pdf")}
    executor.submit(page, REPORT | files, to=f"{page}report")
    [file] = queries.list_files(assignment.id)
    path = f"{page}files/{file.id}"
    with sign_in(council.member).get(path) as answer:
        assert (answer.status_code, answer.data) == (200, PDF)
    assert sign_in(build.person()).get(path).status_code == 404
    other = assignments.give(council.coordinator)
    assert executor.get(f"{place(other)}files/{file.id}").status_code == 404
    assert executor.get(f"{page}files/{uuid4()}").status_code == 404


@pytest.mark.parametrize("who", ("chair", "member", "deputy", "reporter"))
def test_everybody_of_the_council_reads_but_is_offered_nothing(sign_in, council, assignments, who):
    assignment = assignments.give(council.coordinator)
    answer = sign_in(getattr(council, who)).get(place(assignment))
    assert answer.status_code == 200
    assert '/report"' not in answer.text
    assert "/extend" not in answer.text
    assert "Рябинина\xa0Е.П." in answer.text


def test_an_executor_without_a_seat_sees_their_own_alone(sign_in, assignments, build):
    person = build.person(("Фёдоров", "Илья", "Петрович"))
    own = assignments.give(person, text="Фёдорову И.П. сделать своё.")
    foreign = assignments.give(text="Другим сделать чужое.", names=["Другие"])
    client = sign_in(person)
    assert client.get(place(own)).status_code == 200
    assert client.get(place(foreign)).status_code == 404
    seen = client.get(LIST).text
    assert "Мои поручения" in seen
    assert "сделать своё" in seen
    assert "сделать чужое" not in seen


def test_somebody_signed_in_without_any_part_sees_nothing(sign_in, assignments, build):
    assignment = assignments.give(names=["Все"])
    for stranger in (build.person(), build.account(administrator=True)):
        client = sign_in(stranger)
        assert client.get(place(assignment)).status_code == 404
        assert "Все" not in client.get(LIST).text
        token = client.token("/desk/account/")
        data = REPORT | {"csrf_token": token}
        assert client.post(f"{place(assignment)}report", data=data).status_code == 404
    assert assignments.again(assignment).state is AssignmentState.ON_CONTROL


def test_a_visitor_is_asked_to_sign_in(client, assignments):
    assignment = assignments.give()
    assert "/sign-in" in client.get(place(assignment)).location
    assert "/sign-in" in client.get(LIST).location


STEPS = ("ruling", "extend", "close", "reopen")


@pytest.mark.parametrize("step", STEPS)
def test_nobody_but_the_secretary_takes_a_step_of_control(sign_in, council, assignments, step):
    assignment, report_id = assignments.reported()
    client = sign_in(council.coordinator)
    data = {
        "csrf_token": client.token("/desk/account/"),
        "report": str(report_id),
        "action": "accept",
        "basis": "сам решил",
        "decided_by": "сам",
        "new_due_on": "01.02.2027",
    }
    answer = client.post(f"{place(assignment)}{step}", data=data)
    assert answer.status_code == 403
    assert assignments.again(assignment).state is AssignmentState.REPORTED


def test_the_secretary_does_not_reach_an_assignment_of_another_body(
    sign_in, council, assignments, build
):
    group = build.body("group", kind="working_group", name="Рабочая группа")
    assignment = assignments.give(names=["Все"], minutes=assignments.published(1, body=group))
    client = sign_in(council.secretary)
    assert client.get(place(assignment)).status_code == 404
    assert client.get(f"{place(assignment)}extend").status_code == 404
    assert client.get(f"{LIST}{uuid4()}/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    (
        ({"text": " "}, "Напишите, что сделано."),
        ({"done_on": ""}, "Введите дату."),
        ({"done_on": "31.02.2026"}, "Такого дня в календаре нет."),
        ({"done_on": "22.11.2026"}, "Дата исполнения не может быть в будущем."),
        ({"done_on": "23.09.2026"}, "дата исполнения не может быть раньше"),
        ({"text": "а\x00б"}, "Уберите из текста невидимый знак"),
        ({"files": (BytesIO(b"MZ"), "вирус.exe")}, "«вирус.exe»"),
        ({"files": (BytesIO(b""), "пусто.pdf")}, "«пусто.pdf»"),
    ),
)
def test_a_report_is_refused_beside_its_field_and_kept(
    sign_in, council, assignments, changes, said
):
    assignment = assignments.give(council.coordinator)
    client = sign_in(council.coordinator)
    typed = REPORT | {"text": "Подробный рассказ."} | changes
    answer = client.submit(place(assignment), typed, to=f"{place(assignment)}report")
    assert answer.status_code == 422
    assert said in answer.text
    assert "<title>Ошибка: " in answer.text
    if "text" not in changes:
        assert "Подробный рассказ." in answer.text
    assert assignments.again(assignment).revision == 1
    assert queries.list_reports(assignment.id) == ()


def test_who_only_reads_an_assignment_is_told_nothing_of_what_a_report_lacks(
    sign_in, council, assignments
):
    assignment = assignments.give(council.coordinator)
    client = sign_in(council.member)
    for typed in ({}, REPORT):
        answer = client.submit(place(assignment), typed, to=f"{place(assignment)}report")
        assert answer.status_code == 404
    assert queries.list_reports(assignment.id) == ()


def test_a_day_without_a_year_is_the_nearest_one(sign_in, council, assignments):
    assignment = assignments.give(council.coordinator)
    client = sign_in(council.coordinator)
    client.submit(
        place(assignment), REPORT | {"done_on": "10 ноября"}, to=f"{place(assignment)}report"
    )
    assert assignments.again(assignment).done_on == date(2026, 11, 10)


def test_a_report_sent_twice_is_kept_once(sign_in, council, assignments):
    assignment = assignments.give(council.coordinator)
    client = sign_in(council.coordinator)
    data = REPORT | {"csrf_token": client.token(place(assignment))}
    codes = [client.post(f"{place(assignment)}report", data=dict(data)) for _ in range(2)]
    assert [answer.status_code for answer in codes] == [303, 409]
    assert len(queries.list_reports(assignment.id)) == 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    (
        ({"action": ""}, (422, "Выберите: принять отчёт или вернуть.")),
        ({"action": "keep"}, (422, "")),
        ({"action": "close"}, (422, "")),
        ({"action": "return", "remarks": " "}, (422, "что ещё нужно сделать")),
        ({"report": "1"}, (422, "Форма повреждена")),
        ({"report": str(uuid4())}, (409, "По этому отчёту решение уже принято.")),
    ),
)
def test_a_ruling_is_refused(sign_in, council, assignments, changes, expected):
    status, said = expected
    assignment, report_id = assignments.reported()
    client = sign_in(council.secretary)
    data = {"report": str(report_id), "action": "accept", "remarks": ""} | changes
    answer = client.submit(place(assignment), data, to=f"{place(assignment)}ruling")
    assert answer.status_code == status
    assert said in answer.text
    assert assignments.again(assignment).state is AssignmentState.REPORTED


def test_a_permanent_assignment_can_stay_on_control(sign_in, council, assignments):
    assignment, report_id = assignments.reported(due_kind=DueKind.ALWAYS)
    client = sign_in(council.secretary)
    data = {"report": str(report_id), "action": "keep", "remarks": ""}
    answer = client.submit(place(assignment), data, to=f"{place(assignment)}ruling")
    assert answer.status_code == 303
    assert "поручение остаётся на контроле" in client.get(place(assignment)).text
    assert queries.list_reports(assignment.id)[0].ruling is Ruling.ACCEPTED


@pytest.fixture
def enter_assignment(sign_in, council, assignments):
    """The secretary's client and an assignment on control."""
    return sign_in(council.secretary), assignments.give(council.coordinator)


EXTENSION = {"new_due_on": "01.02.2027", "decided_by": "председатель", "basis": "Письмо № 5"}


def test_who_decided_need_not_be_named_where_the_secretary_decides(
    sign_in, council, assignments, build
):
    build.rule(council.body, "control_decider", "decided_by_secretary")
    page = f"{place(assignments.give(council.coordinator))}extend"
    client = sign_in(council.secretary)
    assert "необязательно" in client.get(page).text
    assert client.submit(page, {**EXTENSION, "decided_by": ""}).status_code == 303


def test_the_secretary_extends_closes_and_reopens(sign_in, council, assignments):
    assignment = assignments.give(council.coordinator)
    page, client = place(assignment), sign_in(council.secretary)
    assert client.submit(f"{page}extend", EXTENSION).location == page
    seen = client.get(page).text
    assert "С 1\xa0декабря 2026\xa0г. на 1\xa0февраля 2027\xa0г." in seen
    assert "председатель" in seen
    assert "Письмо № 5" in seen

    assert client.submit(f"{page}close", {"basis": "Утратило значение"}).location == page
    seen = client.get(page).text
    assert "снято с контроля" in seen
    assert "Утратило значение" in seen
    assert client.submit(f"{page}close", {"basis": "Ещё раз"}).status_code == 409

    assert client.submit(f"{page}reopen", {"basis": "Решение Совета"}).location == page
    assert "Поручение снова на контроле." in client.get(page).text


@pytest.mark.parametrize(
    ("step", "changes", "said"),
    (
        ("extend", {"new_due_on": "01.12.2026"}, "Новый срок должен быть позже"),
        ("extend", {"new_due_on": ""}, "Введите дату."),
        ("extend", {"decided_by": " "}, "Напишите, кто принял решение."),
        ("extend", {"basis": ""}, "Напишите основание."),
        ("extend", {"basis": "", "decided_by": ""}, "Напишите, кто принял решение."),
        ("extend", {"decided_by": "я" * 301}, "300"),
        ("close", {"basis": " "}, "Напишите основание."),
    ),
)
def test_a_step_without_its_ground_is_refused(enter_assignment, step, changes, said):
    client, assignment = enter_assignment
    answer = client.submit(f"{place(assignment)}{step}", EXTENSION | changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert queries.get_assignment(assignment.id).revision == 1


def test_the_list_filters_counts_and_searches(sign_in, council, assignments):
    who = council.coordinator
    assignments.give(who, due_on=date(2026, 11, 9), text="Провести опрос экспортёров.")
    assignments.give(who, due_on=date(2026, 11, 24), kind=DecisionKind.RECOMMENDATION)
    assignments.give(council.member, text="Подготовить ОТЧЁТ о выставке.")
    assignments.closed(who)
    client = sign_in(council.secretary)

    def found(query=""):
        return re.search(r'role="status">(\d+)', client.get(LIST + query).text)[1]

    assert found() == "4"
    page = client.get(LIST).text
    for chip in (
        "все (4)",
        "просрочено (1)",
        "срок близко (1)",
        "в работе (1)",
        "исполнено в срок (1)",
    ):
        assert f">{chip}</a>" in page
    assert "просрочено на 12\xa0дней" in page
    assert "осталось 3\xa0дня" in page
    assert found("?standing=overdue") == "1"
    assert found("?kind=recommendation") == "1"
    assert found("?year=2026") == "4"
    assert found("?year=2025") == "0"
    assert found("?q=экспортеров+ОПРОС") == "1"
    assert found("?q=отчет") == "1"
    assert found("?q=Шевчук") == "1"
    assert found("?q=нет+такого") == "0"
    assert found("?standing=nonsense&year=x&kind=1&page=-5") == "4"
    assert "Таких поручений нет." in client.get(LIST + "?q=нет+такого").text
    assert "У вас нет поручений." in client.get(LIST + "?mine=1").text
    mine = sign_in(council.member).get(LIST + "?mine=1").text
    assert "выставке" in mine
    assert "Провести опрос" not in mine


def test_a_long_list_has_pages_of_fifty(sign_in, council, assignments):
    for _ in range(51):
        assignments.give(council.coordinator)
    client = sign_in(council.secretary)
    assert client.get(LIST).text.count("Поручение №\xa04-2026/") == 50
    assert client.get(LIST + "?page=2").text.count("Поручение №\xa04-2026/") == 1
    assert client.get(LIST + "?page=99").text.count("Поручение №\xa04-2026/") == 1


@pytest.mark.parametrize("path", (LIST, LIST + "?q=логистике"))
def test_the_list_asks_as_many_statements_for_three_rows_as_for_one(
    sign_in, council, assignments, path
):
    client = sign_in(council.secretary)
    counts = []
    for _ in range(2):
        assignments.give(council.coordinator, council.member)
        assignments.closed(council.coordinator, done_on=None, due_kind=DueKind.NEXT_MEETING)
        with counted_statements() as statements:
            assert client.get(path).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 10


def test_a_text_with_markup_is_shown_as_text(sign_in, council, assignments):
    assignment = assignments.give(council.coordinator, text="<script>alert(1)</script>")
    page = sign_in(council.coordinator).get(place(assignment)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_people_are_named_on_the_desk_without_any_consent(sign_in, council, assignments):
    assignment = assignments.give(council.rival)
    assert council.rival.surname in sign_in(council.chair).get(place(assignment)).text
