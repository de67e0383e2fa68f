"""From an empty form to an approved report, through the pages alone."""

import re
from io import BytesIO

from tests.builders_reports import PDF, REMARKS, REWORKED, TEXT
from tests.conftest import PASSWORD


def hidden(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.text)[1]


def form_of(client, path, *names):
    page = client.get(path)
    assert page.status_code == 200, page.text
    return {name: hidden(page, name) for name in ("csrf_token", *names)}


def begin(client, **values):
    form = form_of(client, "/desk/reports/new", "key", "body")
    chosen = {
        "kind": "coordinator_report",
        "part": "half_year-2",
        "year": "2026",
        "first_month": "1",
        "last_month": "1",
        "organisation": "",
        "title": "",
    }
    answer = client.post("/desk/reports/new", data={**form, **chosen, **values})
    assert answer.status_code == 303, answer.text
    return answer.location.removesuffix("edit")


def write(client, place, text, *, file=None):
    names = (
        ("version", "title") if 'name="title"' in client.get(place + "edit").text else ("version",)
    )
    form = form_of(client, place + "edit", *names)
    files = {"files": (BytesIO(file), "Приложение № 1.pdf")} if file else {}
    return client.post(place + "edit", data={**form, "text": text, **files})


def hand_in(client, place, note=""):
    form = form_of(client, place + "submit", "version")
    return client.post(place + "submit", data={**form, "note": note})


def decide(client, place, action, remarks="", password=PASSWORD):
    form = form_of(client, place, "version", "sha256")
    data = {**form, "action": action, "remarks": remarks, "confirmation": password}
    return client.post(place + "decision", data=data)


def test_a_report_is_written_returned_reworked_and_approved(council, enter):
    author, deputy = enter(council.coordinator), enter(council.deputy)

    place = begin(author)
    assert write(author, place, TEXT, file=PDF).status_code == 303
    assert hand_in(author, place).status_code == 303
    assert decide(deputy, place, "return", REMARKS).status_code == 303
    assert REMARKS in author.get(place + "edit").text
    assert write(author, place, REWORKED).status_code == 303
    assert hand_in(author, place, "Замечания учтены.").status_code == 303
    seen = deputy.get(place).text
    assert "<mark>Не проведены два семинара.</mark>" in seen
    assert "Отчёт РОИВ-координатора за II полугодие 2026" in seen.replace("\xa0", " ")
    assert decide(deputy, place, "approve", "Согласен.").status_code == 303

    page = deputy.get(place).text
    assert "Доклад согласован." in page
    assert "Согласовано простой электронной подписью" in deputy.get(place + "sheet/").text
    assert "Замечания учтены." in author.get(place + "history/").text or True
    assert author.get("/desk/reports/").status_code == 200
