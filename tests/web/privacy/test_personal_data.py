"""The pages of personal data: the register, one person for administrators, one's own."""

import csv
import html
import io
import json
from collections import Counter
from uuid import uuid4

import pytest
from flask_babel import gettext
from sqlalchemy import Enum, func, select

from core.adapters.chain import JournalEntry
from core.adapters.database import db
from core.adapters.jobs.models import note_run
from core.adapters.language import label
from core.kernel.viewers import ANONYMOUS
from core.papers.models import Rendering
from core.papers.renderer import Busy, RenderingFailed
from core.privacy.moments import MOMENTS
from core.privacy.pages import PersonPage
from core.privacy.papers import MOST_ENTRIES, Sender, blocks_in_words, data_paper
from core.privacy.queries.exporting import label_of, shown_columns
from core.privacy.queries.schema import records, table_of
from core.privacy.rules.exported import Exported
from core.privacy.values import said, told
from core.privacy.words import WORDS, column_in_words, term_in_words
from council.meetings.models import VisitorApplication
from council.meetings.services.visitors import apply_as_visitor
from council.membership.models import PublicationConsent
from council.membership.rules import ConsentScope
from tests.builders_public import PublicBuilder, draft
from tests.conftest import NOW
from tests.statements import selects_of

PAGE = "/desk/personal-data/"
OWN = "/desk/account/data/"
NAME = "Соболь Лаврентий Карпович"
EMAIL = "sobol@example.org"
NOT_MADE = {
    Busy: (202, "The document is being prepared"),
    RenderingFailed: (503, "The site is being serviced"),
}
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def admin(build, council, sign_in):
    return sign_in(build.account("Админова Ольга", administrator=True))


@pytest.fixture
def visit(build, council):
    meeting = PublicBuilder(build, council).open_meeting()
    values = {"full_name": NAME, "email": EMAIL}
    apply_as_visitor(meeting.id, draft(**values), actor=ANONYMOUS, now=NOW)
    return db.session.execute(select(VisitorApplication.id)).scalar_one()


@pytest.fixture
def person(visit):
    return f"{PAGE}visitor_applications/{visit}/"


@pytest.fixture
def consent(build, council):
    return build.add(
        PublicationConsent(
            person_id=council.member.id,
            scope=ConsentScope.NAME,
            text_version="2026-1",
            given_at=NOW,
        )
    )


def plain(response):
    return response.text.replace("\xa0", " ")


def entries(what):
    return db.session.scalars(select(JournalEntry).where(JournalEntry.what == what)).all()


def test_the_register_says_what_for_why_and_how_long(admin, visit):
    shown = plain(admin.get(PAGE))
    assert "Заявки посетителей" in shown
    assert "допуск посетителей на открытое заседание" in shown
    assert "согласие (152-ФЗ, ст. 6, ч. 1, п. 1)" in shown
    assert "365 дней после заседания" in shown
    assert "ещё не было" in shown


def test_it_tells_of_the_last_run_and_the_next(admin, council):
    note_run("personal-data.retention", error="", process="p", now=NOW)
    shown = plain(admin.get(PAGE))
    assert f"{NOW.day} ноября 2026" in shown
    assert f"{NOW.day + 1} ноября 2026" in shown


def test_the_table_holds_the_whole_register(admin, app):
    rows = list(
        csv.reader(
            io.StringIO(admin.get(f"{PAGE}register.csv").text.lstrip("\ufeff")), delimiter=";"
        )
    )
    with app.app_context():
        assert len(rows) == len(app.extensions["privacy"].records) + 1
    assert rows[0][0] == "Что"


def test_the_register_asks_as_much_for_many_rows_as_for_few(session, admin, build, visit):
    few = len(selects_of(session, admin, PAGE))
    for _ in range(5):
        build.signed_in_session(build.account().id)
    assert len(selects_of(session, admin, PAGE)) == few


@pytest.mark.parametrize("text", ("соболь", "Соболь", EMAIL, EMAIL.upper()))
def test_somebody_is_found_by_name_or_mailbox(admin, person, text):
    answer = admin.submit(PAGE, {"text": text}, to=f"{PAGE}search")
    assert answer.status_code == 200
    assert f'href="{person}"' in answer.text


def test_whoever_is_not_there_is_not_found(admin, visit):
    shown = plain(admin.submit(PAGE, {"text": "Росомаха"}, to=f"{PAGE}search"))
    assert "Никто не найден" in shown


@pytest.mark.parametrize("text", ("", "ab"))
def test_a_search_for_nothing_is_refused(admin, visit, text):
    answer = admin.submit(PAGE, {"text": text}, to=f"{PAGE}search")
    assert answer.status_code == 422
    assert "data-errors" in answer.text


def test_one_persons_data_are_shown_and_that_they_were_stands_in_the_journal(admin, person):
    shown = plain(admin.get(person))
    assert NAME in shown
    assert EMAIL in shown
    assert "Обработка заявки посетителя, заседание №" in shown
    assert entries("personal_data.read")


def test_the_file_holds_the_same_and_is_itself_noted(admin, person):
    response = admin.get(f"{person}personal-data.json")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Cache-Control"] == "no-store"
    whole = json.loads(response.text)
    assert {each["table"] for each in whole["records"]} >= {"visitor_applications", "letters"}
    assert EMAIL in response.text
    assert whole["consents"][0]["version"] == "visitor-1/ru"
    assert entries("personal_data.exported")


@pytest.fixture
def printer(app, monkeypatch):
    """What the renderer was given to set, paper by paper."""
    given = []

    def render(_job, source, **_options):
        given.append(json.loads(source))
        return b"%PDF-1.7 data", {"ok": True}

    monkeypatch.setattr(app.extensions["renderer"], "render", render)
    return given


def test_the_paper_holds_the_same_and_no_copy_of_it_stays(session, admin, person, printer):
    response = admin.get(f"{person}personal-data.pdf")
    assert response.data == b"%PDF-1.7 data"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"].startswith("attachment")
    text = json.dumps(printer, ensure_ascii=False)
    for words in (NAME, EMAIL, "Заявки посетителей", "365 дней после заседания", "Согласия"):
        assert words in text.replace("\xa0", " ")
    assert "редакция visitor-1/ru" in text
    assert session.scalar(select(func.count()).select_from(Rendering)) == 0
    assert entries("personal_data.exported")


@pytest.mark.parametrize("fault", (Busy, RenderingFailed))
def test_what_was_not_made_is_not_noted_as_handed_out(app, admin, person, monkeypatch, fault):
    def render(*_parts, **_options):
        raise fault("it did not go")

    monkeypatch.setattr(app.extensions["renderer"], "render", render)
    admin.post("/language/en", data={"csrf_token": admin.token(OWN)})
    status, told = NOT_MADE[fault]
    for page in (person, OWN):
        answer = admin.get(f"{page}personal-data.pdf")
        assert answer.status_code == status
        assert told in answer.text  # the reader's language, not the paper's
    assert entries("personal_data.exported") == []


def test_everybody_prints_their_own_data_and_nobody_elses(sign_in, council, visit, printer):
    answer = sign_in(council.member).get(f"{OWN}personal-data.pdf")
    assert answer.mimetype == "application/pdf"
    text = json.dumps(printer, ensure_ascii=False)
    assert council.member.surname in text
    assert EMAIL not in text
    assert council.rival.surname not in text


def test_a_paper_that_cannot_hold_everything_says_how_much_it_leaves_to_the_file(app, session):
    one = next(each for each in records() if each.table == "visitor_applications")
    rows = tuple((("full_name", f"Имя {number}"),) for number in range(MOST_ENTRIES + 300))
    blocks = blocks_in_words([Exported(one, rows), Exported(one, rows[:3])], "Europe/Moscow")
    shown = [len(each.rows) for each in blocks]
    assert (shown, [each.more for each in blocks]) == ([200, 3], [800, 0])
    page = PersonPage("Имя", "accounts", uuid4(), blocks, ())
    paper = data_paper(page, Sender("Совет", "", "Europe/Moscow"), made_at=NOW)
    assert "Ещё записей: 800" in str(paper.blocks)


def test_hostile_names_are_shown_literally(admin, build, council):
    account = build.account(HOSTILE)
    for page in ("", "erase"):
        shown = admin.get(f"{PAGE}accounts/{account.id}/{page}").text
        assert "<img src=x" not in shown
        assert "&lt;img src=x" in shown


@pytest.mark.parametrize("place", ("letters", "meetings", "x" * 300, "people"))
def test_what_is_nobody_answers_as_nothing(admin, visit, place):
    for page in ("", "erase", "personal-data.json"):
        assert admin.get(f"{PAGE}{place}/{uuid4()}/{page}").status_code == 404


def test_before_the_erasure_it_says_what_goes_and_what_stays(admin, build, council):
    member = build.person(("Соболь", "Лаврентий", "Карпович"))
    build.seat(council.body, member, held_until=NOW.date().replace(year=2024))
    shown = plain(admin.get(f"{PAGE}people/{member.id}/erase"))
    goes, _, stays = shown.partition("Что останется")
    assert "Телефоны и адреса электронной почты" in goes
    assert "Места в Совете и рабочих группах" in stays
    assert "Это часть официального акта Совета" in stays


def test_an_erasure_takes_effect_and_says_so(admin, person, visit):
    answer = admin.submit(f"{person}erase", {"reason": "Обращение № 7 от 20.11.2026"})
    assert answer.status_code == 303
    assert EMAIL not in admin.get(person).text
    (entry,) = entries("personal_data.erased")
    assert entry.details["reason"] == "Обращение № 7 от 20.11.2026"


def test_an_erasure_without_a_reason_is_refused(admin, person):
    answer = admin.submit(f"{person}erase", {"reason": " "})
    assert answer.status_code == 422
    assert "data-errors" in answer.text
    assert admin.submit(f"{person}erase", {"reason": "1"}).status_code == 409
    assert EMAIL in admin.get(person).text


def test_nobody_who_sits_is_erased_and_the_page_says_why(admin, council):
    page = f"{PAGE}people/{council.member.id}/erase"
    assert "состав Совета утверждён официальным актом" in plain(admin.get(page))
    answer = admin.submit(f"{PAGE}", {"reason": "Обращение № 7"}, to=page)
    assert answer.status_code == 409


def test_a_consent_on_paper_is_withdrawn_by_staff(admin, council, consent):
    page = f"{PAGE}people/{council.member.id}/"
    to = f"{page}consents/publication/{consent.id}/withdraw"
    assert admin.submit(page, {"basis": " "}, to=to).status_code == 422
    assert admin.submit(page, {"basis": "заявление от 20.11.2026"}, to=to).status_code == 303
    db.session.expire_all()
    assert db.session.get(PublicationConsent, consent.id).revoked_at is not None
    other = f"{page}consents/publication/{uuid4()}/withdraw"
    assert admin.submit(page, {"basis": "заявление"}, to=other).status_code == 404


def test_everybody_sees_their_own_data_and_nobody_elses(sign_in, council, visit):
    client = sign_in(council.member)
    shown = plain(client.get(OWN))
    assert council.member.email in shown
    assert "Места в Совете и рабочих группах" in shown
    for other in (council.secretary.email, council.rival.email, EMAIL):
        assert other not in shown
    assert NAME not in shown


def test_ones_own_file_tells_no_secret_of_the_machine(sign_in, council):
    whole = json.loads(sign_in(council.member).get(f"{OWN}personal-data.json").text)
    accounts = next(each for each in whole["records"] if each["table"] == "accounts")
    assert accounts["rows"][0]["email"] == council.member.email
    assert "token" not in json.dumps(whole)
    assert "argon2" not in json.dumps(whole)


def test_ones_own_consent_is_withdrawn_with_one_button(sign_in, council, consent):
    client = sign_in(council.member)
    to = f"{OWN}consents/publication/{consent.id}/withdraw"
    assert to in client.get(OWN).text
    for _ in range(2):
        assert client.submit(OWN, {}, to=to).status_code == 303
    assert to not in client.get(OWN).text


def test_a_consent_of_somebody_else_cannot_be_withdrawn(sign_in, council, consent):
    client = sign_in(council.rival)
    to = f"{OWN}consents/publication/{consent.id}/withdraw"
    assert client.submit(OWN, {}, to=to).status_code == 404
    assert db.session.get(PublicationConsent, consent.id, populate_existing=True).revoked_at is None


def test_a_visitor_of_the_site_is_asked_to_sign_in(client, person):
    for page in (PAGE, OWN, person):
        assert "/sign-in" in client.get(page).headers["Location"]


def test_members_see_neither_the_register_nor_others(sign_in, council, person):
    client = sign_in(council.secretary)
    for page in (PAGE, person, f"{person}erase", f"{person}personal-data.json"):
        assert client.get(page).status_code == 403


def test_every_column_that_a_person_is_shown_has_a_word(app):
    with app.app_context():
        shown = {name for one in records() for name in shown_columns(one)}
        shown |= {label_of(path) for one in records() for path in one.about}
    assert sorted(shown - WORDS.keys() - MOMENTS.keys()) == []


def test_no_two_columns_of_a_record_bear_the_same_word(app):
    """A list of facts that names two of them alike tells nobody which is which."""
    twice = []
    with app.test_request_context():
        for one in records():
            shown = [*map(label_of, one.about), *shown_columns(one)]
            counted = Counter(column_in_words(name) for name in dict.fromkeys(shown))
            twice += [(one.table, word) for word, times in counted.items() if times > 1]
    assert sorted(set(twice)) == []


def test_every_state_and_kind_that_a_person_is_shown_has_russian_words(app):
    mute = set()
    with app.test_request_context():
        for one in records():
            kinds = [table_of(one.table).c[name].type for name in shown_columns(one)]
            members = (each for kind in kinds if isinstance(kind, Enum) for each in kind.enum_class)
            mute |= {f"{type(each).__name__}.{each}" for each in members if label(each).isascii()}
    assert sorted(mute) == []


@pytest.mark.parametrize(
    ("details", "shown"),
    (
        ({"name": "5-2026", "day": "2026-12-17", "matter": "event_report"}, "5-2026; 17.12.2026"),
        ({"meeting": "14d2685e-dffc-47b2-8ba3-3e5dd49a0845", "item": "О плане"}, "О плане"),
        ({"Везёте образцы?": "yes"}, "Везёте образцы?: yes"),
        ({"Когда приедете?": "2027-13-45"}, "Когда приедете?: 2027-13-45"),
        ([["Подписать", "/desk/minutes/14d2685e/"]], "Подписать"),
    ),
)
def test_of_details_a_person_reads_days_and_words_no_codes(app, details, shown):
    with app.test_request_context():
        assert said(details, "Asia/Yekaterinburg") == shown


def test_how_somebody_showed_who_they_are_is_told_in_words(app):
    with app.test_request_context():
        [one] = [one for one in records() if one.table == "signatures"]
        assert told(one, "auth_methods", "pwd+totp", "UTC") == "пароль и одноразовый код"


def test_visitors_read_the_whole_register_without_figures(app, client, council):
    text = html.unescape(plain(client.get("/privacy/"))).casefold()
    with app.test_request_context("/"):
        for one in records():
            for said in (one.whose, one.purpose, one.title, one.ground):
                assert gettext(said).casefold().replace("\xa0", " ") in text
            assert term_in_words(one.term).casefold().replace("\xa0", " ") in text


def test_the_history_of_an_account_says_in_words_who_read_its_data(admin, council):
    account_id = council.member.account_id
    page = f"{PAGE}accounts/{account_id}/"
    assert admin.get(page).status_code == 200
    assert admin.get(f"{page}personal-data.json").status_code == 200
    text = admin.get(f"/desk/accounts/{account_id}/").text
    assert "Просмотрены персональные данные" in text
    assert "Выгружены персональные данные" in text
    assert "personal_data." not in text
