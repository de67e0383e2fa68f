"""The journal's page, its table and its public head."""

import csv
import io
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from core.adapters import journal
from core.adapters.chain import JournalEntry, head
from core.adapters.database import command
from core.audit import refusals
from core.audit.words import details_in_words
from core.kernel.viewers import ANONYMOUS, Viewer
from tests.conftest import NOW
from tests.statements import selects_of

PAGE = "/desk/journal/"
SUBJECT = UUID("8b0f7a52-1c52-4a57-8f3a-0b7f1f0c9d11")
HOSTILE = "<img src=x onerror=alert(1)>"


@command
def note(what="meeting.changed", *, actor=ANONYMOUS, at=NOW, subject_id=SUBJECT, **kwargs):
    journal.record(what, subject_id=subject_id, actor=actor, at=at, **kwargs)


@pytest.fixture
def admin(build, sign_in):
    account = build.account("Админова Ольга", administrator=True)
    return sign_in(account)


@pytest.fixture
def secretary(build, council):
    return build.viewer(council.secretary)


def plain(response):
    return response.text.replace("\xa0", " ")


def test_an_entry_is_told_in_words_with_who_did_it_and_to_what(admin, secretary, council):
    note(actor=secretary, details={"reason": "перенос"}, version=4)
    shown = plain(admin.get(PAGE))
    assert "Заседание: изменение" in shown
    assert secretary.name.replace("\xa0", " ") in shown
    assert "Причина" in shown
    assert "перенос" in shown
    assert f"{SUBJECT}</a>, редакция 4" in shown


def test_the_office_in_which_somebody_signed_is_told_in_words(admin):
    note("minutes.signed", details={"as": "presiding"})
    shown = plain(admin.get(PAGE))
    assert "председательствующий" in shown
    assert "presiding" not in shown


def test_hostile_words_are_shown_literally(admin):
    """TRUST A06."""
    note("person.edited", details={"name": [HOSTILE, "Имя"], "reason": HOSTILE})
    note(actor=Viewer(account_id=uuid4(), name=HOSTILE))
    shown = admin.get(PAGE).text
    assert "<img src=x" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


@pytest.mark.parametrize(
    ("query", "found"),
    (
        ("what=minutes.signed", {"Протокол: подписание"}),
        ("what=minutes.", {"Протокол: подписание", "Протокол: публикация"}),
        (f"record={SUBJECT}", {"Заседание: изменение"}),
        ("since=22.11.2026", {"Протокол: публикация"}),
        ("until=20.11.2026", {"Протокол: подписание"}),
        ("since=21.11.2026&until=21.11.2026", {"Заседание: изменение"}),
        ("address=192.0.2.9", {"Заседание: изменение"}),
        ("actor=секретарева", {"Протокол: подписание"}),
        ("actor=никого", set()),
        ("record=не-номер", None),
        ("since=завтра-то", None),
    ),
)
def test_filters_find_what_they_say(app, admin, build, query, found):
    actor = build.account("Секретарева Инна")
    who = Viewer(account_id=actor.id, name=actor.name)
    note("minutes.signed", actor=who, at=NOW - timedelta(days=1), subject_id=uuid4())
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.9"}):
        note()
    note("minutes.published", at=NOW + timedelta(days=1), subject_id=uuid4())
    everything = {"Протокол: подписание", "Протокол: публикация", "Заседание: изменение"}
    shown = admin.get(f"{PAGE}?{query}").text.partition('<ul class="ledger"')[2]
    assert {each for each in everything if each in shown} == (
        everything if found is None else found
    )


def test_a_long_journal_is_read_page_by_page_by_number(admin):
    for number in range(60):
        note(details={"number": number})
    first = plain(admin.get(PAGE))
    assert "60 записей" in first
    assert ">Запись 60<" in first.replace("  ", " ")
    assert "Запись 10<" not in first
    older = plain(admin.get(f"{PAGE}?before=11"))
    assert "Запись 10<" in older
    assert "Запись 11<" not in older
    for strange in ("0", "-5", "9" * 30, "x"):
        assert admin.get(f"{PAGE}?before={strange}").status_code == 200


def test_the_page_asks_as_much_for_many_entries_as_for_one(session, admin):
    note()
    few = len(selects_of(session, admin, PAGE))
    for _ in range(10):
        note("person.edited", details={"email": "a@b.ru"})
    assert len(selects_of(session, admin, PAGE)) == few


def test_the_table_holds_no_formulas_and_is_itself_noted(session, admin):
    note("person.edited", details={"name": '=HYPERLINK("http://evil")'})
    note(actor=Viewer(account_id=uuid4(), name="=1+1"))
    response = admin.get(f"{PAGE}journal.csv")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Cache-Control"] == "no-store"
    rows = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["Запись", "Время", "Действие", "Кто"]
    assert len(rows) == 3
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    last = session.scalar(select(JournalEntry.what).order_by(JournalEntry.seq.desc()).limit(1))
    assert last == "journal.exported"


def test_only_administrators_read_the_journal(client, sign_in, council):
    assert sign_in(council.secretary).get(PAGE).status_code == 403
    assert sign_in(council.secretary).get(f"{PAGE}journal.csv").status_code == 403
    assert client.get(PAGE).status_code == 302


def test_anybody_may_keep_the_head(client):
    note()
    response = client.get("/audit/head.json")
    assert response.json == {"seq": 1, "hash": head().hash}
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in response.headers


def refused(session):
    query = select(JournalEntry).where(JournalEntry.what == "access.refused")
    return session.scalars(query.order_by(JournalEntry.seq)).all()


def test_a_change_without_the_right_to_it_is_noted(session, sign_in, council):
    """TRUST A23."""
    client, record = sign_in(council.member), uuid4()
    token = client.token("/desk/account/")
    answer = client.post(f"/desk/accounts/{record}/disable", data={"csrf_token": token})
    assert answer.status_code == 403
    [entry] = refused(session)
    assert entry.subject_id == record
    assert entry.actor_id == council.member.account_id
    assert entry.details == {"endpoint": "accounts.disable", "status": 403}


def test_a_form_without_its_token_is_noted(session, client):
    """TRUST A15."""
    assert client.post("/sign-in", data={"email": "a@b.ru"}).status_code == 400
    [entry] = refused(session)
    assert entry.details == {"endpoint": "accounts.check_sign_in", "status": 400}
    address = "SELECT value FROM journal_values WHERE name = 'address'"
    assert session.execute(text(address)).scalar() == '"127.0.0.1"'


def test_nobody_fills_the_journal_by_knocking(session, client):
    for _ in range(refusals.OF_ONE.times + 5):
        assert client.post("/sign-in", data={}).status_code == 400
    assert len(refused(session)) == refusals.OF_ONE.times


def test_reading_and_what_is_not_there_at_all_are_not_noted(session, client, sign_in, council):
    assert sign_in(council.member).get("/desk/accounts/").status_code == 403
    assert client.post("/no/such/page").status_code in {400, 404, 405}
    assert refused(session) == []


def test_the_history_of_a_record_is_read_by_who_keeps_it(sign_in, council, build, secretary):
    meeting = build.meeting(council.body, number=7)
    note("meeting.postponed", actor=secretary, subject_id=meeting.id, details={"reason": HOSTILE})
    page = f"/desk/meetings/{meeting.id}/history"
    shown = plain(sign_in(council.secretary).get(page))
    assert "Заседание: отложение" in shown
    assert "&lt;img src=x" in shown
    assert sign_in(council.member).get(page).status_code == 403


def test_a_record_without_a_history_says_so(sign_in, council, build):
    meeting = build.meeting(council.body, number=7)
    page = f"/desk/meetings/{meeting.id}/history"
    assert "Пока ничего не происходило" in sign_in(council.secretary).get(page).text


@pytest.mark.parametrize(
    ("details", "said"),
    (
        ({"purpose": "password_reset"}, ("Назначение", "новый пароль")),
        ({"scope": "photo"}, ("Что разрешено публиковать", "фотография")),
        ({"kind": "minutes.signed"}, ("Вид", "Протокол: подписание")),
        ({"kind": "reminder.undone"}, ("Вид", "напоминание")),
        ({"kind": "unheard_of"}, ("Вид", "unheard_of")),
        ({"kind": "extract"}, ("Вид", "выписка из протокола")),
        ({"change": "TakeOut"}, ("Что изменено", "переговоры сняты")),
        ({"table": "visitor_applications"}, ("Записи", "Заявки посетителей")),
        ({"fields": ["name", "e_x"]}, ("Изменённые поля", "Имя, e_x")),
        ({"was": {"against": 2}}, ("Как было", "Против: 2")),
        ({"roll": "present"}, ("Явка", "присутствует")),
        ({"reason": "2026-13-45"}, ("Причина", "2026-13-45")),
        (
            {"days": ["2027-03-15", "2027-03-17"]},
            ("Дни расписания", "15\xa0марта 2027\xa0г., 17\xa0марта 2027\xa0г."),
        ),
        (
            {str(uuid4()): "present", str(uuid4()): "present", str(uuid4()): "absent"},
            ("Явка", "отсутствует – 1, присутствует – 2"),
        ),
    ),
)
def test_values_are_told_in_words(app, details, said):
    with app.test_request_context("/"):
        assert details_in_words(details) == (said,)
