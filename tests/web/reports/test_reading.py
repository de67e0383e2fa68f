"""Lists, files, versions: who sees what, and how many statements it costs."""

from uuid import uuid4

import pytest

from council.membership.models import Absence, Election, RegulationSetting
from council.membership.rules import Office
from council.reports import queries, services
from council.reports.queries import Reader, Scope
from council.reports.rules import ReportAction, ReportState
from tests.builders_reports import PDF, REMARKS, REWORKED, pdf
from tests.conftest import NOW

HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize("path", ("/desk/reports/", "/desk/reports/?show=all"))
def test_the_list_costs_the_same_for_one_and_for_many_reports(
    council, reports, enter, statements, path
):
    client = enter(council.secretary)
    costs = []
    for rows in (1, 3):
        while len(queries.list_tabling_options(council.body.id)) < rows:
            reports.submitted()
        client.get(path)
        with statements() as done:
            assert client.get(path).text.count('class="more"') == rows
        costs.append(len(done))

    assert costs[0] == costs[1] <= 20


@pytest.mark.parametrize("versions", (1, 3))
def test_a_page_costs_the_same_for_one_and_for_many_versions(
    council, reports, enter, statements, versions
):
    report_id = reports.submitted(uploads=[pdf()])
    for number in range(1, versions):
        reports.decide(report_id, ReportAction.RETURN, REMARKS)
        reports.resubmitted(report_id, f"Версия {number}.")
    client = enter(council.secretary)
    client.get(f"/desk/reports/{report_id}/")

    with statements() as done:
        client.get(f"/desk/reports/{report_id}/")

    assert len(done) <= 24


def test_each_list_shows_what_it_says(council, reports, enter):
    waiting = reports.submitted(title="Ждёт решения")
    reports.returned(title="Возвращён")
    reports.presented(title="Представлен", author=council.reporter)
    reports.draft(title="Мой черновик")

    def titles(client, query):
        page = client.get(f"/desk/reports/?{query}").text
        every = ("Ждёт решения", "Возвращён", "Представлен", "Мой черновик")
        return {title for title in every if f">{title}</a>" in page}

    author, deputy = enter(council.coordinator), enter(council.deputy)
    assert titles(deputy, "") == {"Ждёт решения"}
    assert titles(deputy, "show=all") == {"Ждёт решения", "Возвращён", "Представлен"}
    assert titles(author, "") == {"Ждёт решения", "Возвращён", "Представлен", "Мой черновик"}
    assert titles(author, "show=mine") == {"Ждёт решения", "Возвращён", "Мой черновик"}
    assert titles(author, "show=mine&state=draft") == {"Мой черновик"}
    assert titles(enter(council.reporter), "show=mine") == {"Представлен"}
    assert f"/desk/reports/{waiting}/" in deputy.get("/desk/reports/").text


@pytest.mark.parametrize(
    "query", ("page=99999999999999999999", "page=-1", "page=x", "show=all%27&state=%3Cscript%3E")
)
def test_an_odd_address_of_the_list_shows_the_list(council, reports, enter, query):
    reports.submitted()

    assert enter(council.member).get(f"/desk/reports/?{query}").status_code == 200


def test_the_list_has_pages(council, reports, enter, monkeypatch):
    monkeypatch.setattr("council.reports.queries.listing.PAGE_SIZE", 2)
    monkeypatch.setattr("council.reports.views.listing.PAGE_SIZE", 2)
    for _ in range(3):
        reports.submitted()
    client = enter(council.member)

    assert client.get("/desk/reports/?page=1").text.count('class="more"') == 2
    assert client.get("/desk/reports/?page=2").text.count('class="more"') == 1


def test_the_sql_of_what_is_visible_says_the_same_as_the_rule(council, reports):
    mine, theirs = reports.draft(), reports.submitted(title="Отправлен")
    body = frozenset({council.body.id})

    def seen(person, bodies):
        rows = queries.list_reports(Reader(person, bodies), Scope.ALL, None)
        return {row.id for row in rows}

    assert seen(council.coordinator.id, body) == {mine, theirs}
    assert seen(council.member.id, body) == {theirs}
    assert seen(council.coordinator.id, frozenset()) == {mine, theirs}
    assert seen(council.member.id, frozenset()) == set()
    assert seen(None, frozenset()) == set()


def test_the_list_says_what_is_blocked_and_how_long_it_waits(council, reports, enter):
    reports.now = NOW.replace(day=18)
    reports.submitted()
    page = enter(council.deputy).get("/desk/reports/").text

    assert "Отчёт не согласован: он ждёт решения заместителя председателя." in page
    assert "ждёт 2 рабочих дня" in page
    assert "решение до 25\xa0ноября 2026\xa0г." in page
    assert "осталось 3 рабочих дня" in page
    assert "предварительно" not in page


def test_a_term_that_reaches_an_unverified_year_is_provisional(build, council, reports, enter):
    build.add(
        RegulationSetting(
            body_id=council.body.id, key="review_days", value="40", valid_from=build.now.date()
        )
    )
    reports.submitted()

    assert "(предварительно)" in enter(council.deputy).get("/desk/reports/").text


def test_a_vacancy_and_an_absence_are_explained(build, council, reports, enter):
    report_id = reports.submitted()
    today = build.now.date()
    client = enter(council.member)
    build.add(
        Absence(
            body_id=council.body.id, person_id=council.deputy.id, from_day=today, until_day=today
        )
    )
    said = "отсутствует по 21\xa0ноября 2026\xa0г."
    for path in ("/desk/reports/", f"/desk/reports/{report_id}/"):
        assert said in client.get(path).text
        assert "положение её не предусматривает" in client.get(path).text
    build.appointment(council.body, council.rival, Office.STAND_IN)
    build.add(
        RegulationSetting(
            body_id=council.body.id, key="stand_in_allowed", value="yes", valid_from=today
        )
    )
    assert "обязанности исполняет Пахотин" in client.get("/desk/reports/").text


def test_a_post_without_a_deputy_chair_is_explained(session, council, reports, enter):
    reports.submitted()
    session.query(Election).update({"ended_on": reports.now.date()})
    session.commit()

    assert (
        "до избрания согласовать отчёт некому" in enter(council.member).get("/desk/reports/").text
    )


@pytest.mark.parametrize("who", ("deputy", "member", "secretary", "coordinator"))
def test_a_file_of_a_version_is_for_everybody_in_the_council(council, reports, enter, who):
    report_id = reports.submitted(uploads=[pdf("Приложение № 1.pdf")])
    file = next(f for f in queries.list_files(report_id) if f.version == 1)

    answer = enter(getattr(council, who)).get(
        f"/desk/reports/{report_id}/files/{file.id}", buffered=True
    )

    assert (answer.status_code, answer.data) == (200, PDF)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_file_is_found_only_under_its_own_report(council, reports, enter):
    report_id = reports.submitted(uploads=[pdf()])
    file = next(f for f in queries.list_files(report_id) if f.version == 1)
    other = reports.submitted(title="Другой")
    client = enter(council.member)

    for address in (f"{other}/files/{file.id}", f"{report_id}/files/{uuid4()}"):
        assert client.get(f"/desk/reports/{address}").status_code == 404


def test_people_of_another_body_see_nothing(build, council, reports, sign_in):
    report_id = reports.submitted(uploads=[pdf()], title="Чужой отчёт")
    group = build.body("logistics", name="Рабочая группа")
    stranger = build.person(("Нивин", "Сергей", "Петрович"))
    build.seat(group, stranger)
    client = sign_in(stranger)

    assert client.get(f"/desk/reports/{report_id}/").status_code == 404
    assert "Чужой отчёт" not in client.get("/desk/reports/?show=all").text


@pytest.mark.parametrize("kind", ("visitor", "outsider", "administrator"))
def test_outsiders_read_no_report(app, reports, sign_in, kind):
    report_id = reports.submitted()
    client = app.test_client()
    if kind != "visitor":
        client = sign_in(reports.build.account(administrator=kind == "administrator"))

    for path in ("", f"{report_id}/", f"{report_id}/sheet/", f"{report_id}/history/"):
        answer = client.get(f"/desk/reports/{path}")
        assert answer.status_code == (302 if kind == "visitor" else 403)


@pytest.mark.parametrize(
    "address",
    (
        "0",
        "1",
        "9" * 40,
        "x%00y",
        "{id}/versions/0/",
        "{id}/versions/7/",
        "{id}/versions/" + "9" * 30 + "/",
        "{id}/files/1",
    ),
)
def test_an_address_of_nothing_is_a_4xx_page(council, reports, enter, address):
    report_id = reports.submitted()

    answer = enter(council.member).get(f"/desk/reports/{address.format(id=report_id)}")

    assert answer.status_code in (400, 404)


@pytest.mark.parametrize("asked", ("1", "2", "3", "99", "x", "9" * 30))
def test_any_earlier_version_can_be_compared_with(council, reports, enter, asked):
    report_id = reports.returned()
    reports.resubmitted(report_id, "Вторая.")
    reports.revise(report_id)
    reports.resubmitted(report_id, REWORKED)

    page = enter(council.deputy).get(f"/desk/reports/{report_id}/?from={asked}").text

    # without a valid choice: the last one that the deputy chair decided about
    base = 2 if asked == "2" else 1
    assert f"Что изменилось с версии {base}" in page


def test_the_files_that_came_and_went_are_named(council, reports, enter):
    report_id = reports.submitted(uploads=[pdf("Старый.pdf", b"%PDF-1 old")])
    reports.decide(report_id, ReportAction.RETURN, REMARKS)
    draft = next(f for f in queries.list_files(report_id) if f.version is None)
    services.remove_file(
        report_id, draft.id, actor=reports.viewer(council.coordinator), now=reports.now
    )
    reports.resubmitted(report_id, uploads=[pdf("Новый.pdf")])

    page = enter(council.deputy).get(f"/desk/reports/{report_id}/").text

    assert "<ins>Новый.pdf</ins>" in page
    assert "<del>Старый.pdf</del>" in page


def test_an_earlier_version_is_shown_as_it_was(council, reports, enter):
    report_id = reports.returned()
    reports.resubmitted(report_id)
    page = enter(council.member).get(f"/desk/reports/{report_id}/versions/1/").text

    assert "исполнено 29" in page
    assert REMARKS in page
    assert "Это прежняя версия." in page


def test_hostile_words_are_shown_literally_everywhere(council, reports, enter):
    title = f"Отчёт {HOSTILE}"
    report_id = reports.submitted(title=title, text=f"# {HOSTILE}\n\n[x](javascript:alert(1))")
    reports.decide(report_id, ReportAction.RETURN, HOSTILE)
    place = f"/desk/reports/{report_id}/"
    author = enter(council.coordinator)

    for path in ("", "edit", "submit", "sheet/", "history/", "versions/1/", "withdraw"):
        page = author.get(place + path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
        assert 'href="javascript' not in page
    assert "<script>alert" not in author.get("/desk/reports/").text


def test_a_heard_report_shows_the_end_of_its_way(session, council, reports, enter):
    report_id = reports.approved()
    reports.record(report_id).state = ReportState.HEARD
    session.commit()
    client = enter(council.coordinator)

    page = client.get(f"/desk/reports/{report_id}/").text

    assert "заслушан" in page
    assert "пока нельзя внести" not in page
    assert "Отозвать" not in page
