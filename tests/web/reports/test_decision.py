"""The deputy chair's decision: every way in which it is refused decides nothing."""

from uuid import uuid4

import pytest

from council.membership.rules import Office
from council.reports import queries
from council.reports.rules import ReportAction, ReportState
from tests.builders_reports import REMARKS
from tests.conftest import NOW, PASSWORD

TYPED = "Прошу уточнить пункт 3 <script>alert(1)</script>"
ESCAPED = "Прошу уточнить пункт 3 &lt;script&gt;alert(1)&lt;/script&gt;"


class Desk:
    """The council's reports, its people at their browsers, and the form of the decision."""

    def __init__(self, reports, enter, form_of):
        self.reports, self.enter, self.form_of = reports, enter, form_of
        self.council = reports.council

    def open(self, client, report_id):
        return self.form_of(client, place(report_id))

    def hand_made(self, client, report_id, page="/desk/reports/"):
        verdict = self.reports.verdict(report_id)
        token = client.token(page)
        return {"csrf_token": token, "version": verdict.version, "sha256": verdict.sha256}

    def decide(self, client, report_id, *, opened=None, **values):
        """Opens the page and sends its form, with values of the test's own."""
        data = {"action": "return", "remarks": TYPED, "confirmation": PASSWORD}
        form = opened or self.open(client, report_id)
        return client.post(place(report_id) + "decision", data=form | data | values)

    def is_undecided(self, report_id, state=ReportState.SUBMITTED):
        decided = [version.decision for version in queries.list_versions(report_id)]
        return not any(decided) and self.reports.row(report_id).state is state


def place(report_id):
    return f"/desk/reports/{report_id}/"


@pytest.fixture
def desk(reports, enter, form_of):
    return Desk(reports, enter, form_of)


@pytest.mark.parametrize(
    ("values", "said"),
    (
        ({"confirmation": "не тот пароль"}, "Пароль"),
        ({"confirmation": ""}, "пароль"),
        ({"action": ""}, "Выберите, согласовать отчёт или вернуть."),
        ({"action": "withdraw"}, "Выберите"),
        ({"remarks": "  "}, "Напишите в замечаниях, что нужно исправить."),
        ({"remarks": "a\x00b"}, "NUL"),
        ({"remarks": "я" * 20_001}, "Сократите текст"),
        ({"sha256": "z" * 64}, "Форма повреждена"),
        ({"version": "10" * 20}, "меньше"),
        ({"version": "две"}, "Ошибка"),
    ),
)
def test_what_can_be_mended_is_told_beside_the_field_and_nothing_is_lost(desk, values, said):
    report_id = desk.reports.submitted()

    answer = desk.decide(desk.enter(desk.council.deputy), report_id, **values)

    assert answer.status_code == 422
    assert said in answer.text
    if "remarks" not in values:
        assert ESCAPED in answer.text
    assert "govuk-error-summary" in answer.text
    assert "<title>Ошибка:" in answer.text
    assert desk.is_undecided(report_id)


def test_guessing_the_password_is_slowed_down_and_the_remarks_are_kept(desk):
    report_id, client = desk.reports.submitted(), desk.enter(desk.council.deputy)
    for _ in range(5):
        desk.decide(client, report_id, confirmation="не тот пароль")

    answer = desk.decide(client, report_id)

    assert answer.status_code == 429
    assert ESCAPED in answer.text
    assert desk.is_undecided(report_id)


@pytest.mark.parametrize(
    "who", ("coordinator", "secretary", "member", "rival", "chair", "reporter")
)
def test_a_hand_made_request_of_anybody_else_is_forbidden(desk, who):
    report_id = desk.reports.submitted()
    client = desk.enter(getattr(desk.council, who))
    opened = desk.hand_made(client, report_id)

    answer = desk.decide(client, report_id, opened=opened, action="approve")

    assert answer.status_code == 403
    assert desk.is_undecided(report_id)
    assert "Ваше решение" not in client.get(f"/desk/reports/{report_id}/").text


def test_an_administrator_is_forbidden_too(desk, build, sign_in):
    report_id = desk.reports.submitted()
    client = sign_in(build.account(administrator=True))
    opened = desk.hand_made(client, report_id, "/desk/accounts/")

    answer = desk.decide(client, report_id, opened=opened, action="approve")

    assert answer.status_code == 403
    assert desk.is_undecided(report_id)


def test_a_visitor_is_asked_to_sign_in(desk, client):
    report_id = desk.reports.submitted()
    opened = desk.hand_made(client, report_id, "/sign-in")

    answer = desk.decide(client, report_id, opened=opened)

    assert (answer.status_code, 'action="/sign-in"' in answer.text) == (401, True)
    assert desk.is_undecided(report_id)


def test_a_request_without_the_forgery_token_is_refused(desk):
    report_id = desk.reports.submitted()
    verdict = desk.reports.verdict(report_id)
    data = {"action": "approve", "version": 1, "sha256": verdict.sha256, "confirmation": PASSWORD}

    answer = desk.enter(desk.council.deputy).post(f"/desk/reports/{report_id}/decision", data=data)

    assert answer.status_code == 400
    assert desk.is_undecided(report_id)


def test_the_deputy_chair_does_not_decide_on_an_own_report(desk, build):
    build.appointment(desk.council.body, desk.council.deputy, Office.COORDINATOR)
    report_id = desk.reports.submitted(author=desk.council.deputy)
    client = desk.enter(desk.council.deputy)
    page = client.get(f"/desk/reports/{report_id}/").text
    assert "Автор не может согласовать свой отчёт." in page
    opened = desk.hand_made(client, report_id)

    answer = desk.decide(client, report_id, opened=opened)

    assert answer.status_code == 403
    assert "Автор не может согласовать свой отчёт." in answer.text
    assert desk.is_undecided(report_id)


def test_another_version_meanwhile_shows_both_and_decides_nothing(desk):
    report_id, client = desk.reports.submitted(), desk.enter(desk.council.deputy)
    opened = desk.open(client, report_id)
    old = desk.reports.verdict(report_id).sha256
    desk.reports.revise(report_id)
    desk.reports.resubmitted(report_id)
    new = desk.reports.verdict(report_id).sha256

    answer = desk.decide(client, report_id, opened=opened, action="approve")

    assert answer.status_code == 409
    assert desk.is_undecided(report_id)
    for digest in (old, new):
        assert f'data-copy="{digest}"' in answer.text
    assert "Вы читали версию 1:" in answer.text
    assert "Сейчас действует версия 2:" in answer.text
    assert "<del>" in answer.text
    assert answer.text.count(ESCAPED) == 2  # told apart, and in the form for the new version
    assert f'name="sha256" type="hidden" value="{new}"' in answer.text


def test_a_report_taken_back_meanwhile_decides_nothing_and_keeps_the_remarks(desk):
    report_id, client = desk.reports.submitted(), desk.enter(desk.council.deputy)
    opened = desk.open(client, report_id)
    desk.reports.revise(report_id)

    answer = desk.decide(client, report_id, opened=opened)

    assert answer.status_code == 409
    assert "черновик" in answer.text
    assert ESCAPED in answer.text
    assert desk.is_undecided(report_id, ReportState.DRAFT)


def test_a_second_decision_is_told_who_decided_and_when(desk):
    report_id, client = desk.reports.submitted(), desk.enter(desk.council.deputy)
    opened = desk.open(client, report_id)
    desk.reports.decide(report_id, ReportAction.APPROVE)

    answer = desk.decide(client, report_id, opened=opened)

    assert answer.status_code == 409
    assert "По версии 1 решение уже принято: согласована, Долматова\xa0И.С." in answer.text
    assert "21\xa0ноября 2026\xa0г., 10:00" in answer.text
    assert ESCAPED in answer.text
    assert desk.reports.row(report_id).state is ReportState.APPROVED


def test_the_same_form_sent_twice_shows_the_first_result(desk):
    report_id, client = desk.reports.submitted(), desk.enter(desk.council.deputy)
    opened = desk.open(client, report_id)

    answers = [desk.decide(client, report_id, opened=opened, remarks=REMARKS) for _ in range(2)]

    assert [(a.status_code, a.location) for a in answers] == [(303, place(report_id))] * 2
    [version] = queries.list_versions(report_id)
    assert version.decision.remarks == REMARKS


@pytest.mark.parametrize("missing", (True, False))
def test_a_report_that_is_hidden_and_one_that_is_missing_look_the_same(desk, missing):
    report_id = uuid4() if missing else desk.reports.draft()
    client = desk.enter(desk.council.deputy)
    token = client.token("/desk/reports/")

    for path in ("", "sheet/", "history/", "versions/1/", "edit", "submit", "revise", "withdraw"):
        answer = client.get(f"/desk/reports/{report_id}/{path}")
        assert answer.status_code in ({404} if path not in WRITING else {403}), path
    answer = client.post(f"/desk/reports/{report_id}/decision", data={"csrf_token": token})
    assert answer.status_code == 404


WRITING = {"edit", "submit", "revise", "withdraw"}


@pytest.mark.parametrize(
    ("submitted_on", "said"),
    (
        (21, "осталось 5 рабочих дней"),
        (19, "осталось 4 рабочих дня"),
        (16, "остался 1 рабочий день"),
        (13, "срок истёк"),  # the last day was Friday, today is Saturday
        (12, "просрочено на 1 рабочий день"),
    ),
)
def test_the_page_says_how_long_a_decision_may_take(desk, submitted_on, said):
    desk.reports.now = NOW.replace(day=submitted_on)
    report_id = desk.reports.submitted()

    assert said in desk.enter(desk.council.deputy).get(place(report_id)).text
