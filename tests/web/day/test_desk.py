"""My day: what each person is told to do first, and that nobody finds an empty page."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from council.meetings.models import NoticeAnswer
from council.meetings.rules.kinds import Answer, DueKind, ItemKind, MeetingForm, MeetingState
from council.membership.models import Seat
from council.reports.rules import ReportKind
from tests.conftest import NOW
from tests.statements import counted_statements
from tests.tabling import submitted_report

M = MeetingState
DESK = "/desk/"
MEETING = datetime(2026, 12, 17, 6, 0, tzinfo=UTC)


def task(page, label):
    """«done», «now» or «todo» and the tag of the task with the label."""
    found = re.search(
        rf"<li>\s*<svg class=\"dot dot-(\w+)\"(?:(?!</li>).)*?{label}.*?</li>", page, re.DOTALL
    )
    assert found, label
    tag = re.search(r"<strong class=\"govuk-tag[^>]*>([^<]*)<", found[0])
    return found[1], tag[1] if tag else None


def coming(build, council, **values):
    return build.meeting(council.body, **{"number": 4, "starts_at": MEETING, **values})


def test_the_secretary_sees_how_far_the_next_meeting_is_prepared(desk, build, council):
    meeting = coming(build, council, is_open=True, guest_seats=20, guests_taken=3)
    report = submitted_report(build, council, title="Отчёт координатора")
    build.item(
        meeting, "Об отчёте", kind=ItemKind.REPORT, report_id=report.id, report_is_gated=True
    )

    page = desk(council.secretary)

    assert "<h1>Суббота, 21\xa0ноября</h1>" in page
    assert "До заседания №\xa04-2026\xa0– 26\xa0дней. Сделать сегодня: 2\xa0дела." in page
    assert task(page, "Дата и место назначены") == ("done", None)
    assert task(page, "Запись гостей")[0] == "done"
    assert "Занято мест: 3 из 20\xa0· запись до 14\xa0декабря" in page
    assert task(page, "Вопросы повестки собраны")[0] == "done"
    assert task(page, "Собрать отчёты") == ("now", "до 8\xa0декабря")
    assert "Отчёт координатора</a>\xa0– ждёт решения заместителя председателя" in page
    assert "(Долматова\xa0И.С.) с 18\xa0ноября" in page
    assert task(page, "Включить в повестку промежуточный отчёт")[0] == "now"
    assert task(page, "Утвердить повестку") == ("todo", "до 10\xa0декабря")
    assert task(page, "Провести заседание") == ("todo", "17\xa0декабря")
    assert f"/desk/meetings/{meeting.id}/agenda/" in page
    assert ">К повестке</a>" in page


def test_answers_are_counted_against_the_quorum(desk, build, council):
    meeting = coming(build, council, state=M.NOTIFIED, notice_sent_at=NOW)
    answers = [Answer.COMING] * 4 + [Answer.REMOTE, Answer.NOT_COMING]
    for person, answer in zip(council.voters, answers, strict=False):
        build.add(
            NoticeAnswer(meeting_id=meeting.id, person_id=person.id, answer=answer, answered_at=NOW)
        )
    page = desk(council.secretary)
    assert (
        "9\xa0членов Совета с правом голоса: 5\xa0придут, 1\xa0не сможет, 3\xa0не ответили" in page
    )
    assert "кворум ожидается" in page
    assert task(page, "Уведомление направлено")[0] == "done"
    assert task(page, "Собрать ответы") == ("now", "до 15\xa0декабря")


def test_a_missed_day_is_said_so(desk_at, build, council):
    coming(build, council)
    page = desk_at(council.secretary, datetime(2026, 12, 11, 5, tzinfo=UTC))
    assert task(page, "Направить уведомление") == ("todo", "срок был 10\xa0декабря")
    page = desk_at(council.secretary, datetime(2026, 12, 10, 5, tzinfo=UTC))
    assert task(page, "Направить уведомление")[1] == "последний день сегодня"


@pytest.mark.parametrize(
    ("day", "said"),
    (
        (datetime(2026, 12, 16, 5, tzinfo=UTC), "До заседания №\xa04-2026\xa0– 1\xa0день."),
        (datetime(2026, 12, 17, 5, tzinfo=UTC), "Заседание №\xa04-2026\xa0– сегодня."),
        (
            datetime(2026, 12, 18, 5, tzinfo=UTC),
            "Заседание №\xa04-2026 было назначено на 17\xa0декабря.",
        ),
    ),
)
def test_the_lead_counts_the_days_of_the_place(desk_at, build, council, day, said):
    coming(build, council)
    assert said in desk_at(council.secretary, day)


def test_without_a_meeting_the_secretary_plans_one(desk, council):
    page = desk(council.secretary)
    assert "Заседаний в плане нет. Сегодня от вас ничего не ждут." in page
    assert 'href="/desk/meetings/new">Запланировать заседание</a>' in page
    assert "Сейчас от вас ничего не ждут." in page
    assert "запланируйте ещё 4\xa0заседания" in page


def test_a_postponed_meeting_asks_for_a_new_date(desk, build, council):
    coming(build, council, state=M.POSTPONED, state_reason="Болезнь докладчика")
    page = desk(council.secretary)
    assert task(page, "Назначить новую дату заседания")[0] == "now"
    assert "Болезнь докладчика" in page


def test_the_year_counts_meetings_and_reports_that_have_to_be_heard(desk, build, council):
    coming(build, council)
    for number, month in enumerate((3, 6, 9), 1):
        starts_at = datetime(2026, month, 10, 6, tzinfo=UTC)
        build.meeting(council.body, number=number, starts_at=starts_at, state=M.PUBLISHED)
    for person in (council.secretary, council.chair, council.coordinator):
        page = desk(person)
        assert "Что закрыть до конца 2026 года" in page
        assert ">3 из 4<" in page
        assert "Проведите заседание №\xa04-2026 и подпишите протокол" in page
        assert "Отчёт РОИВ-координатора, I\xa0полугодие 2026\xa0года" in page
        assert ">не заслушан<" in page
        assert ">ещё не заслушан<" in page
    assert "Что закрыть" not in desk(council.member)


def test_the_year_asks_for_the_plan_of_measures_until_signed_minutes_tell_of_it(
    desk, build, council
):
    last = coming(build, council)
    build.item(last, "О плане мероприятий", kind=ItemKind.PLAN)  # only meant to be considered
    held_at = datetime(2026, 3, 10, 6, tzinfo=UTC)
    held = build.meeting(council.body, number=1, starts_at=held_at, state=M.HELD)
    item = build.item(held, "О плане мероприятий", kind=ItemKind.PLAN, is_heard=True)
    page = desk(council.secretary)
    assert "Актуализация плана мероприятий, 2026 год" in page
    assert ">не рассмотрен<" in page

    held.state = M.MINUTES_SIGNED
    build.session.commit()
    assert ">рассмотрен<" in desk(council.coordinator)

    item.kind = ItemKind.OTHER
    build.session.commit()
    assert ">не рассмотрен<" in desk(council.coordinator)


def test_minutes_wait_for_a_draft_a_signature_and_publication(desk, minutes, council):
    hall = minutes.hall()
    label = f"Подготовить протокол заседания №\xa0{hall.meeting.number}"
    assert task(desk(council.secretary), label) == ("now", "до 26\xa0ноября")
    assert "протокол" not in desk(council.chair).split("<main")[1].lower()

    edition = minutes.to_sign(hall)
    for person in (council.secretary, council.chair):
        assert task(desk(person), "Подписать протокол")[0] == "now"
    assert "Подписать протокол" not in desk(council.member)

    minutes.sign_both(edition)
    page = desk(council.secretary)
    assert task(page, "Опубликовать протокол") == ("now", "до 25\xa0ноября")
    assert "Подписать протокол" not in desk(council.chair)

    minutes.publish(edition)
    assert "Опубликовать протокол" not in desk(council.secretary)


def test_late_assignments_and_reports_on_them_are_told_to_the_secretary(desk, council, assignments):
    late = assignments.give(council.coordinator, due_on=date(2026, 11, 9), number="4.2")
    assignments.reported(council.reporter)
    page = desk(council.secretary)
    assert "Просроченные поручения" in page
    assert "№\xa04-2026/4.2. Министерству (Рябининой\xa0Е.П.)" in page
    assert "просрочено на 12\xa0дней" in page
    assert f"/desk/assignments/{late.id}/" in page
    assert task(page, "Рассмотреть отчёты об исполнении")[0] == "now"
    assert "Просроченные поручения" in desk(council.chair)
    assert "Просроченные поручения" not in desk(council.member)


def test_an_executor_sees_their_own_assignments_first_the_late_ones(desk, council, assignments):
    assignments.give(council.member, due_on=date(2026, 11, 20), number="1.1")
    assignments.give(council.member, due_on=date(2026, 11, 23), number="1.2")
    assignments.give(council.member, due_on=date(2026, 12, 20), number="1.3")
    assignments.reported(council.member, number="1.4")
    assignments.give(council.rival, number="1.5")
    page = desk(council.member)
    assert task(page, "Поручение №\xa04-2026/1.1") == ("now", "просрочено на 1\xa0день")
    assert task(page, "Поручение №\xa04-2026/1.2") == ("now", "осталось 2\xa0дня")
    assert task(page, "Поручение №\xa04-2026/1.3")[0] == "todo"
    assert task(page, "Поручение №\xa04-2026/1.4") == ("todo", "отчёт на рассмотрении")
    assert "4-2026/1.5" not in page
    assert "Сделать сегодня: 2\xa0дела." in page
    assert ">Отчитаться о поручении</a>" in page


def test_an_executor_without_a_seat_has_a_day_too(desk, build, assignments):
    person = build.person(("Фёдоров", "Илья", "Петрович"))
    page = desk(person)
    assert "Сейчас от вас ничего не ждут." in page
    assignments.give(person, due_kind=DueKind.ALWAYS)
    assert "Мои поручения" in desk(person)
    assert "Ближайшее заседание" not in desk(person)


def test_the_deputy_chair_reads_first_what_waits_for_the_decision(desk, council, reports, build):
    coming(build, council)
    report_id = reports.submitted()
    page = desk(council.deputy)
    assert page.index("Ждут вашего решения") < page.index("Ближайшее заседание")
    state, tag = task(page, "Отчёт РОИВ-координатора за II\xa0полугодие")
    assert (state, tag) == ("now", "до 27\xa0ноября")
    assert f'href="/desk/reports/{report_id}/">Прочитать и решить</a>' in page
    assert "Ждут вашего решения" not in desk(council.member)
    reports.decide(report_id)
    assert "Ждут вашего решения" not in desk(council.deputy)


def test_an_author_sees_reports_to_finish_and_what_became_of_the_others(desk, council, reports):
    reports.returned(title="Первый")
    reports.submitted(title="Второй")
    reports.approved(title="Третий")
    page = desk(council.coordinator)
    assert task(page, "Первый") == ("now", "возвращён с замечаниями")
    assert task(page, "Второй") == ("todo", "до 27\xa0ноября")
    assert task(page, "Третий")[0] == "done"
    assert "Мои отчёты" not in desk(council.member)


def test_the_coordinator_is_told_of_the_interim_report_that_the_meeting_lacks(
    desk, council, reports, build
):
    coming(build, council)
    label = "Подготовить промежуточный отчёт"
    assert task(desk(council.coordinator), label) == ("now", "до 8\xa0декабря")
    assert label not in desk(council.reporter)
    reports.draft(kind=ReportKind.INTERIM, title="Промежуточный")
    assert label not in desk(council.coordinator)


def test_a_member_answers_the_notice_once(desk, build, council):
    meeting = coming(build, council, state=M.NOTIFIED, notice_sent_at=NOW)
    page = desk(council.member)
    assert task(page, "Заседание №\xa04-2026") == ("now", "до 15\xa0декабря")
    assert ">Ответить на приглашение</a>" in page
    build.add(
        NoticeAnswer(
            meeting_id=meeting.id,
            person_id=council.member.id,
            answer=Answer.COMING,
            answered_at=NOW,
        )
    )
    page = desk(council.member)
    assert task(page, "Заседание №\xa04-2026") == ("done", None)
    assert "ваш ответ:" in page
    assert "Сегодня от вас ничего не ждут." in page


@pytest.mark.parametrize(
    ("term", "is_open"),
    (((21, 21), True), ((10, 30), True), ((22, 30), False), ((10, 20), False)),
)
def test_an_open_vote_by_ballots_is_told_to_those_with_a_vote(desk, build, council, term, is_open):
    first, last = (date(2026, 11, day) for day in term)
    coming(
        build,
        council,
        state=M.NOTIFIED,
        notice_sent_at=NOW,
        form=MeetingForm.ABSENTEE,
        ballots_from=first,
        ballots_until=last,
    )
    label = "Заочное голосование, заседание №\xa04"
    page = desk(council.member)
    assert (label in page) is is_open
    if is_open:
        assert task(page, label)[0] == "now"
    assert label not in desk(council.secretary)


def test_the_chair_and_the_secretary_read_what_the_composition_lacks(desk, council, session):
    page = desk(council.secretary)
    assert "Никто не представляет:" in page
    assert "Никто не представляет:" in desk(council.chair)
    assert "Никто не представляет:" not in desk(council.member)
    assert "вакантна" not in page
    session.query(Seat).filter_by(person_id=council.deputy.id).one().held_until = date(2026, 1, 1)
    session.commit()
    assert "Должность заместителя председателя от бизнеса вакантна" in desk(council.secretary)


def test_an_administrator_sees_the_accounts(desk, build, council):
    page = desk(build.account("Админ", administrator=True))
    assert "Доступ к рабочему месту" in page
    assert 'href="/desk/accounts/"' in page
    assert "Доступ к рабочему месту" not in desk(council.secretary)


def test_a_visitor_is_asked_to_sign_in(client):
    assert "/sign-in" in client.get(DESK).location


def test_the_day_works_before_anything_was_imported(desk, build):
    page = desk(build.account("Админ", administrator=True))
    assert "Доступ к рабочему месту" in page
    assert "Сейчас от вас ничего не ждут." in desk(build.account())


@pytest.fixture
def more(build, council, assignments, minutes, reports):
    """`more(person)` adds one of everything that can stand on somebody's day."""
    meeting = coming(build, council, number=40)

    def add(person):
        report_id = reports.submitted()
        build.item(meeting, kind=ItemKind.REPORT, report_id=report_id, report_is_gated=True)
        assignments.give(person, council.rival, due_on=date(2026, 11, 9))
        assignments.reported(person)
        minutes.to_sign()
        build.meeting(council.body, starts_at=MEETING + timedelta(days=60))

    return add


OFFICES = ("secretary", "deputy", "coordinator", "chair", "member", "reporter")


@pytest.mark.parametrize("office", OFFICES)
def test_the_day_reads_at_most_seventeen_statements_however_much_there_is(
    sign_in, council, more, office
):
    person = getattr(council, office)
    client = sign_in(person)
    more(person)
    once = statements_of(client)
    more(person)
    more(person)
    assert once == statements_of(client) <= 17


def statements_of(client):
    """Those of the page itself; who is there every page of the desk asks."""
    with counted_statements() as everywhere:
        client.get("/desk/account/password")
    with counted_statements() as found:
        assert client.get(DESK).status_code == 200
    return len(found) - len(everywhere)
