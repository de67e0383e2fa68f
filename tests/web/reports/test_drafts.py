"""Writing a report: what was typed is never lost, somebody else's draft does not exist."""

from io import BytesIO
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from council.reports import queries
from council.reports.models import Report
from council.reports.rules import ReportAction, ReportState
from tests.builders_reports import PDF, REMARKS, TEXT, pdf
from tests.web.reports.test_happy_path import NEW


@pytest.fixture
def author(council, enter):
    return enter(council.coordinator)


@pytest.mark.parametrize(
    ("values", "said"),
    (
        ({"kind": ""}, "Ошибка"),
        ({"kind": "annual_report"}, "Ошибка"),
        ({"year": ""}, "Введите год."),
        ({"year": "26"}, "Введите год четырьмя цифрами"),
        ({"year": "9" * 30}, "Введите"),
        ({"part": "half_year-3"}, "Ошибка"),
        ({"part": "months-1", "first_month": "5", "last_month": "2"}, "Выберите месяцы по порядку"),
        ({"organisation": str(uuid4())}, "Ошибка"),
        ({"body": str(uuid4())}, "Ошибка"),
        ({"title": "а\x00б"}, "NUL"),
        ({"title": "а" * 501}, "Сократите"),
    ),
)
def test_a_new_report_that_cannot_be_begun_says_why(session, author, form_of, values, said):
    typed = {"title": "Название <b>"} | values
    data = form_of(author, "/desk/reports/new") | NEW | typed

    answer = author.post("/desk/reports/new", data=data)

    assert (answer.status_code, said in answer.text) == (422, True)
    assert "title" in values or "Название &lt;b&gt;" in answer.text
    assert session.scalar(select(func.count()).select_from(Report)) == 0


def test_a_damaged_key_is_not_found(author, form_of):
    data = form_of(author, "/desk/reports/new") | NEW | {"key": "не ключ"}

    assert author.post("/desk/reports/new", data=data).status_code == 404


def test_the_form_of_a_new_report_sent_twice_opens_the_same_draft(author, form_of):
    data = form_of(author, "/desk/reports/new") | NEW

    answers = [author.post("/desk/reports/new", data=data) for _ in range(2)]

    assert answers[0].location == answers[1].location


@pytest.mark.parametrize("who", ("member", "secretary", "deputy", "chair"))
def test_whoever_prepares_no_reports_is_not_offered_to(council, enter, who):
    client = enter(getattr(council, who))

    assert client.get("/desk/reports/new").status_code == 403
    assert "/desk/reports/new" not in client.get("/desk/reports/").text


def test_a_reporter_is_offered_only_the_own_kind(council, enter):
    page = enter(council.reporter).get("/desk/reports/new").text

    assert 'value="infrastructure_report"' in page
    assert 'value="coordinator_report"' not in page


def test_a_draft_saved_elsewhere_meets_both_texts(author, reports, form_of):
    report_id = reports.draft()
    place = f"/desk/reports/{report_id}/edit"
    opened = form_of(author, place)
    reports.save(report_id, "Записано раньше <i>.")

    answer = author.post(place, data=opened | {"text": "Записано позже <b>."})

    assert answer.status_code == 409
    assert "Записано позже &lt;b&gt;." in answer.text
    assert "Записано раньше &lt;i&gt;." in answer.text
    assert "<i>" not in answer.text
    assert reports.row(report_id).draft_text == "Записано раньше <i>."


def test_the_conflict_is_settled_by_the_form_of_its_page(author, reports, form_of):
    report_id = reports.draft()
    place = f"/desk/reports/{report_id}/edit"
    opened = form_of(author, place)
    reports.save(report_id, "Раньше.")
    revision = reports.row(report_id).revision
    author.post(place, data=opened | {"text": "Позже."})

    kept = author.post(place, data=opened | {"choice": "theirs", "text": "Позже."})
    assert (kept.status_code, reports.row(report_id).draft_text) == (303, "Раньше.")
    chosen = opened | {"choice": "edit", "version": revision, "text": "Вместе."}
    assert author.post(place, data=chosen).status_code == 303
    assert reports.row(report_id).draft_text == "Вместе."


@pytest.mark.parametrize(
    ("values", "said"),
    (
        ({"title": ""}, "Введите название."),
        ({"text": "a\x00"}, "NUL"),
        ({"text": "я" * 200_001}, "Сократите"),
        ({"version": ""}, "Ошибка"),
        ({"version": "9" * 20}, "Ошибка"),
        ({"files": (BytesIO(b"MZ"), "Программа.exe")}, "Программа.exe"),
        ({"files": (BytesIO(b""), "Пусто.pdf")}, "Пусто.pdf"),
    ),
)
def test_a_draft_that_cannot_be_saved_says_why_and_keeps_the_text(
    author, reports, form_of, values, said
):
    report_id = reports.draft()
    place = f"/desk/reports/{report_id}/edit"
    typed = {"text": "Набранное и не потерянное."} | values

    answer = author.post(place, data=form_of(author, place) | typed)

    assert (answer.status_code, said in answer.text) == (422, True)
    assert "text" in values or "Набранное и не потерянное." in answer.text
    assert reports.row(report_id).draft_text == TEXT


def test_one_bad_file_keeps_the_good_one_out_too(author, reports, form_of):
    report_id = reports.draft()
    place = f"/desk/reports/{report_id}/edit"
    files = [(BytesIO(PDF), "Хороший.pdf"), (BytesIO(b"<svg/>"), "<svg onload=1>.pdf")]

    answer = author.post(place, data=form_of(author, place) | {"text": "", "files": files})

    assert answer.status_code == 422
    assert "&lt;svg onload=1&gt;" in answer.text
    assert queries.list_files(report_id) == ()


@pytest.mark.parametrize("who", ("deputy", "secretary", "reporter", "member"))
def test_somebody_elses_draft_does_not_exist(council, reports, enter, who):
    report_id = reports.draft(uploads=[pdf()], title="Тайный черновик")
    [file] = queries.list_files(report_id)
    client = enter(getattr(council, who))
    token = client.token("/desk/reports/")

    for path in ("", f"files/{file.id}", "history/", "sheet/"):
        assert client.get(f"/desk/reports/{report_id}/{path}").status_code == 404
    for path in ("edit", "submit", "revise", "withdraw", f"files/{file.id}/remove"):
        answer = client.post(f"/desk/reports/{report_id}/{path}", data={"csrf_token": token})
        assert answer.status_code == (404 if who == "reporter" else 403), path
    assert "Тайный черновик" not in client.get("/desk/reports/").text
    assert reports.row(report_id).state is ReportState.DRAFT


def test_the_draft_of_a_returned_report_stays_its_authors(council, reports, enter, author):
    report_id = reports.returned()
    reports.save(report_id, "Ещё не отправлено.", uploads=[pdf()])
    [file] = queries.list_files(report_id)
    place = f"/desk/reports/{report_id}/"
    deputy = enter(council.deputy)

    assert "Ещё не отправлено." in author.get(place + "edit").text
    assert author.get(f"{place}files/{file.id}", buffered=True).data == PDF
    assert "Ещё не отправлено." not in deputy.get(place).text
    assert deputy.get(f"{place}files/{file.id}").status_code == 404
    assert "Черновик сохранён" not in deputy.get(place + "history/").text


def test_a_text_changed_after_the_check_is_not_submitted(author, reports, form_of):
    report_id = reports.draft()
    place = f"/desk/reports/{report_id}/submit"
    opened = form_of(author, place)
    reports.save(report_id, "Другой текст.")

    answer = author.post(place, data=opened | {"note": "Записка."})

    assert answer.status_code == 409
    assert "Записка." in answer.text
    assert "Другой текст." in answer.text
    assert reports.row(report_id).state is ReportState.DRAFT


def test_an_empty_report_is_not_submitted(author, reports, form_of):
    report_id = reports.draft(text="")
    place = f"/desk/reports/{report_id}/submit"

    answer = author.post(place, data=form_of(author, place))

    assert answer.status_code == 422
    assert "Напишите текст отчёта или приложите файл." in answer.text


def test_a_submitted_report_is_not_edited(author, reports):
    report_id = reports.submitted()
    place = f"/desk/reports/{report_id}/"
    token = author.token(place)

    assert author.get(place + "edit").location == place
    assert author.get(place + "submit").location == place
    data = {"csrf_token": token, "version": 9, "title": "Т", "text": "Т"}
    answer = author.post(place + "edit", data=data)
    assert (answer.status_code, "Сначала отзовите его" in answer.text) == (409, True)
    assert author.post(place + "submit", data=data).status_code == 409


def test_a_report_is_taken_back_and_its_approval_is_lost(author, reports, form_of):
    report_id = reports.approved()
    place = f"/desk/reports/{report_id}/"
    assert "Согласование версии 1 сразу теряет силу" in author.get(place + "revise").text

    answer = author.post(place + "revise", data=form_of(author, place + "revise"))

    assert (answer.status_code, answer.location) == (303, place + "edit")
    assert queries.find_gate(report_id).approval_id is None
    assert "готовится версия 2" in author.get(place + "edit").text


@pytest.mark.parametrize("reason", ("", "  ", "a\x00", "я" * 5001))
def test_a_withdrawal_without_a_reason_is_refused(author, reports, form_of, reason):
    report_id = reports.submitted()
    place = f"/desk/reports/{report_id}/withdraw"

    answer = author.post(place, data=form_of(author, place) | {"reason": reason})

    assert answer.status_code == 422
    assert reports.row(report_id).state is ReportState.SUBMITTED


def test_a_withdrawn_report_says_so(council, author, reports, enter, form_of):
    report_id = reports.submitted()
    place = f"/desk/reports/{report_id}/"
    data = form_of(author, place + "withdraw") | {"reason": "Ошибка в данных."}

    assert author.post(place + "withdraw", data=data).status_code == 303
    seen = enter(council.member).get(place).text
    assert "Автор отозвал отчёт." in seen
    assert "Ошибка в данных." in enter(council.member).get(place + "history/").text
    assert "нельзя" in author.get(place + "revise").text
    assert "нельзя" in author.get(place + "withdraw").text
    assert author.post(place + "revise", data=data).status_code == 409


def test_remarks_of_the_deputy_chair_stand_beside_the_draft(author, reports):
    report_id = reports.submitted()
    reports.decide(report_id, ReportAction.RETURN, f"<b>{REMARKS}</b>")

    assert f"&lt;b&gt;{REMARKS}&lt;/b&gt;" in author.get(f"/desk/reports/{report_id}/edit").text


def test_a_file_is_removed_from_the_draft(author, reports, form_of):
    report_id = reports.draft(uploads=[pdf()])
    [file] = queries.list_files(report_id)
    place = f"/desk/reports/{report_id}/"
    data = {"csrf_token": form_of(author, place + "edit")["csrf_token"]}

    answer = author.post(f"{place}files/{file.id}/remove", data=data)

    assert (answer.status_code, answer.location) == (303, place + "edit")
    assert queries.list_files(report_id) == ()
    assert "Файл удалён из черновика." in author.get(place + "edit").text


def test_a_covering_note_that_is_too_long_is_refused_and_kept(author, reports, form_of):
    report_id = reports.draft()
    place = f"/desk/reports/{report_id}/submit"

    answer = author.post(place, data=form_of(author, place) | {"note": "я" * 5001})

    assert (answer.status_code, "я" * 5001 in answer.text) == (422, True)


def test_an_unsubmitted_report_shows_its_author_where_it_stands(author, reports):
    page = author.get(f"/desk/reports/{reports.draft()}/").text

    assert "Готовится" in page
    assert "Продолжить работу над текстом" in page
