"""From an empty form to an approved report, through the pages alone."""

from io import BytesIO

from tests.builders_reports import PDF, REMARKS, REWORKED, TEXT
from tests.conftest import PASSWORD

NEW = {
    "kind": "coordinator_report",
    "part": "half_year-2",
    "year": "2026",
    "first_month": "1",
    "last_month": "1",
    "organisation": "",
    "title": "",
}


def test_a_report_is_written_returned_reworked_and_approved(council, enter, form_of):
    author, deputy = enter(council.coordinator), enter(council.deputy)

    answer = author.post("/desk/reports/new", data=form_of(author, "/desk/reports/new") | NEW)
    place = answer.location.removesuffix("edit")
    assert (answer.status_code, answer.location) == (303, place + "edit")

    def write(text, **values):
        data = form_of(author, place + "edit") | {"text": text, **values}
        assert author.post(place + "edit", data=data).location == place + "edit"

    def hand_in(note):
        data = form_of(author, place + "submit") | {"note": note}
        assert author.post(place + "submit", data=data).location == place

    def decide(action, remarks):
        data = {"action": action, "remarks": remarks, "confirmation": PASSWORD}
        answer = deputy.post(place + "decision", data=form_of(deputy, place) | data)
        assert (answer.status_code, answer.location) == (303, place), answer.text

    write(TEXT, files=(BytesIO(PDF), "Приложение № 1.pdf"))
    hand_in("")
    decide("return", REMARKS)
    assert REMARKS in author.get(place + "edit").text
    write(REWORKED)
    hand_in("Замечания учтены.")
    seen = deputy.get(place).text
    assert "<mark>Не проведены два семинара.</mark>" in seen
    assert "Отчёт РОИВ-координатора за II\xa0полугодие 2026\xa0года" in seen
    assert "Замечания учтены." in seen
    assert "Приложение № 1.pdf" in seen
    decide("approve", "Согласен.")

    assert "Отчёт согласован." in deputy.get(place).text
    assert "согласован" in author.get("/desk/reports/?show=mine&state=approved").text
    sheet = author.get(place + "sheet/").text
    assert sheet.index(REMARKS) < sheet.index("Согласен.")
    assert "Согласовано простой электронной подписью:" in sheet
    assert "Долматова\xa0И.С." in sheet
    history = author.get(place + "history/").text
    assert history.index("Согласован, версия 2") < history.index("Отчёт начат")


def test_an_infrastructure_report_is_presented_in_one_go(council, enter, form_of):
    author = enter(council.reporter)
    values = NEW | {"kind": "infrastructure_report", "part": "months-1", "last_month": "5"}
    answer = author.post("/desk/reports/new", data=form_of(author, "/desk/reports/new") | values)
    place = answer.location.removesuffix("edit")
    page = author.get(place + "edit").text
    assert (
        "Отчёт об итогах работы инфраструктуры поддержки экспорта за январь – май 2026\xa0года"
        in page
    )

    data = form_of(author, place + "edit") | {"text": TEXT, "then": "submit"}
    assert author.post(place + "edit", data=data).location == place + "submit"
    author.post(place + "submit", data=form_of(author, place + "submit"))

    assert "Отчёт представлен Совету." in author.get(place).text
    assert "Ваше решение" not in enter(council.deputy).get(place).text
