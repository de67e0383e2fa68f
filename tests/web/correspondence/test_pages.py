"""Letters on paper: the sheet is made, printed, handed over, and then counts as arrived."""

import re

import pytest

from core.adapters.database import db
from core.adapters.journal import list_history
from core.letters.models import OutgoingLetter, PaperLetter
from core.letters.rules import LetterState
from tests.calendars import notified


@pytest.fixture
def story(build, council):
    """A meeting whose member has no e-mail."""
    council.member.account_id, council.member.email = None, ""
    council.member.position = "генеральный директор АО «Станок»"
    build.session.flush()
    return notified(build, council)


@pytest.fixture
def letter(story):
    found = story.build.session.query(OutgoingLetter)
    return found.filter_by(kind="meeting.notified", person_id=story.council.member.id).one()


@pytest.fixture
def keeper(sign_in, story):
    return sign_in(story.council.secretary)


@pytest.fixture
def address(letter):
    return f"/desk/letters/{letter.id}/on-paper/"


def typed(**changes):
    values = {
        "number": "12",
        "dated_on": "21.11.2026",
        "addressee": "Генеральному директору АО «Станок»\r\nЧленову Ч.",
        "greeting": "Уважаемый Член!",
        "office": "Секретарь",
        "signer": "С. Секретарева",
    }
    return values | changes


def handed(**changes):
    return {"way": "in_person", "day": "21.11.2026", "note": "лично"} | changes


def test_the_form_proposes_number_dative_greeting_and_signer(keeper, address, story):
    page = keeper.get(address).text
    assert re.search(r'name="number"[^>]*value="1"', page)
    assert "Генеральному директору АО «Станок»" in page
    assert "Уважаем" in page
    assert story.council.secretary.surname in page


def test_the_notice_page_names_who_is_not_reached_until_the_notice_is_handed_over(
    keeper, address, story
):
    notice = f"/desk/meetings/{story.meeting.id}/notice"
    assert "Не извещены по электронной почте" in keeper.get(notice).text
    keeper.submit(address, typed())
    assert "на бумаге, № 12" in keeper.get(notice).text.replace("\u00a0", " ")
    answer = keeper.submit(address, handed(), to=f"{address}handed-over")
    assert answer.status_code == 303
    page = keeper.get(notice).text
    assert "Не извещены по электронной почте" not in page
    assert "уведомление на бумаге: вручено" in page


def test_the_sheet_is_a_page_a_pdf_and_a_word_file(keeper, address):
    assert keeper.get(f"{address}letter.html").status_code == 404
    keeper.submit(address, typed())
    page = keeper.get(f"{address}letter.html").text
    assert "УВЕДОМЛЕНИЕ" in page
    assert "Генеральному директору АО «Станок»" in page
    for form, begins in (("pdf", b"%PDF-1.7"), ("docx", b"PK")):
        with keeper.get(f"{address}letter.{form}") as answer:
            assert answer.data.startswith(begins)


def test_what_was_done_stands_in_the_journal_and_in_the_list(keeper, address, letter):
    keeper.submit(address, typed())
    keeper.submit(address, handed(way="post"), to=f"{address}handed-over")
    whats = [each.what for each in list_history([letter.id])]
    assert whats[:2] == ["letter.handed_over", "letter.printed"]
    shown = keeper.get(f"/desk/letters/{letter.id}/").text
    assert "оформлено на бумаге" in shown
    assert "поставлено на отправку" not in shown
    assert "почтой 21.11.2026" in keeper.get("/desk/letters/?state=handed_over").text
    assert letter.subject not in keeper.get("/desk/letters/?state=unreached").text


def test_those_who_wait_for_paper_can_be_listed(keeper, letter):
    page = keeper.get("/desk/letters/?state=unreached").text
    assert f"/desk/letters/{letter.id}/" in page


def test_a_letter_may_be_handed_over_without_a_sheet_and_corrected_later(
    keeper, address, letter, session
):
    keeper.submit(address, handed(way="phone"), to=f"{address}handed-over")
    keeper.submit(address, handed(way="fax"), to=f"{address}handed-over")
    paper = session.get(PaperLetter, letter.id)
    assert (paper.way.value, paper.number) == ("fax", None)


@pytest.mark.parametrize(
    ("sent", "words"),
    (
        (("", typed(dated_on="29.11.2026")), "Этот день ещё не наступил."),
        (("", typed(dated_on="01.11.2026")), "В этот день письма ещё не было."),
        (("", typed(number=" ")), "Укажите номер письма."),
        (("", typed(addressee="")), "Укажите, кому письмо."),
        (("handed-over", handed(day="29.11.2026")), "Этот день ещё не наступил."),
        (("handed-over", handed(day="")), "Введите дату."),
    ),
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(keeper, address, letter, sent, words):
    where, data = sent
    answer = keeper.submit(address, data, to=f"{address}{where}")
    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.get(PaperLetter, letter.id) is None


def test_a_number_is_given_once_a_year(keeper, address, story, letter, session):
    other = story.build.session.query(OutgoingLetter).filter(OutgoingLetter.id != letter.id).first()
    other.state = LetterState.FAILED
    session.commit()
    keeper.submit(address, typed())
    answer = keeper.submit(f"/desk/letters/{other.id}/on-paper/", typed())
    assert answer.status_code == 422
    assert "письмо с таким номером уже есть" in answer.text
    assert keeper.submit(address, typed()).status_code == 303


def test_a_letter_that_goes_by_e_mail_has_no_sheet(keeper, story, letter, session):
    letter.email, letter.state = "m@example.org", LetterState.WAITING
    session.commit()
    assert keeper.get(f"/desk/letters/{letter.id}/on-paper/").status_code == 404


def test_the_keeper_of_another_body_sees_nothing(sign_in, build, address):
    other = build.account("Другой")
    assert sign_in(other).get(address).status_code == 403


def test_a_letter_of_an_organisation_keeps_its_reader_when_its_address_is_mended(
    keeper, story, session
):
    letter = session.query(OutgoingLetter).filter_by(person_id=story.council.member.id).one()
    letter.person_id, letter.addressee = None, f"organisation:{story.council.ministry.id}"
    session.commit()
    page = f"/desk/letters/{letter.id}/"
    keeper.submit(page, {"email": "m@region.example"}, to=f"{page}again")
    session.expire_all()
    assert letter.addressee == f"organisation:{story.council.ministry.id}"
    assert (letter.email, letter.state) == ("m@region.example", LetterState.WAITING)
