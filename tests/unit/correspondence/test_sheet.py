"""The sheet of a letter: its words in the official form, its number, the proposed dative."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.adapters.name_cases import propose_dative
from core.kernel.papers import Apart, Corner, Entry, Listing, Paragraph, SignatureLine, Signatures
from core.letters import rules as letters
from core.letters.rules.handing import BEFORE_WRITTEN, NOT_YET, PaperDraft, misdated
from council.correspondence.documents import sheet
from council.correspondence.rules import SheetRecord, next_number

SHEET = SheetRecord(
    body="Экспортный совет при Губернаторе Заречинской области",
    city="г. Заречинск",
    kind="meeting.notified",
    subject="Уведомление: Заседание № 5",
    blocks=(
        letters.Paragraph("Приглашаем вас на заседание."),
        letters.Facts((("Когда", "четверг, 17 декабря 2026 г., 11:00 (МСК+2)"),)),
        letters.Heading("Повестка дня"),
        letters.Listing(("1. О плане выставок", "О разном")),
        letters.Paragraph("Скользко", quoted=True),
        letters.Actions((letters.Action("Ответить", "/answer/secret/", is_secret=True),)),
    ),
    sheet=PaperDraft(
        number="12",
        dated_on=date(2026, 12, 1),
        addressee="Генеральному директору завода «Станок»\nГордееву О.И.",
        greeting="Уважаемый Олег Иванович!",
        enclosures="",
        office="Секретарь Совета",
        signer="Е.П. Рябинина",
        contact="Рябинина Е.П., 22-33-44",
    ),
    made_at=datetime(2026, 12, 1, 6, tzinfo=UTC),
)
WITH_AGENDA = replace(SHEET.sheet, enclosures="повестка дня на 1 л.")


def blocks(kind, paper):
    return [block for block in paper.blocks if isinstance(block, kind)]


def test_the_sheet_has_the_requisites_of_an_official_letter():
    paper = sheet(SHEET)
    title = next(block for block in paper.blocks if type(block).__name__ == "Title")

    assert (title.kind, title.heading) == ("УВЕДОМЛЕНИЕ", "Заседание №\u00a05")
    assert title.body.startswith("ЭКСПОРТНЫЙ СОВЕТ")
    assert blocks(Apart, paper)[0] == Apart("1\u00a0декабря 2026\u00a0г.", "№\u00a012")
    assert blocks(Corner, paper)[0].lines[1] == "Гордееву\u00a0О.И."
    assert blocks(Signatures, paper)[0].lines == (
        SignatureLine("Секретарь Совета", "Е.П.\u00a0Рябинина"),
    )
    assert blocks(Paragraph, paper)[-1].text.startswith("Исполнитель: Рябинина")


def test_the_sheet_says_what_the_letter_says_without_its_links():
    paper = sheet(SHEET)
    texts = [block.text for block in blocks(Paragraph, paper)]

    assert "Приглашаем вас на заседание." in texts
    assert "«Скользко»" in texts
    assert blocks(Listing, paper)[0].entries == (
        Entry("1.", "О плане выставок"),
        Entry("–", "О разном"),
    )
    assert "secret" not in repr(paper)
    assert "Ответить" not in repr(paper)


@pytest.mark.parametrize(
    ("changes", "kind"),
    (
        ({}, "УВЕДОМЛЕНИЕ"),
        ({"kind": "reminder.assignment_due"}, "НАПОМИНАНИЕ"),
        ({"sheet": WITH_AGENDA}, "СОПРОВОДИТЕЛЬНОЕ ПИСЬМО"),
    ),
)
def test_the_kind_of_the_sheet_follows_the_letter_and_its_enclosures(changes, kind):
    paper = sheet(replace(SHEET, **changes))
    assert paper.title.startswith(kind.capitalize())
    leads = [block.lead for block in blocks(Paragraph, paper)]
    assert ("Приложение:" in leads) == ("sheet" in changes)


@pytest.mark.parametrize(
    ("taken", "number"),
    (((), "1"), (("1", "9", "10"), "11"), (("ЭС-4", "02-11/7"), "1"), (("9999999", "3"), "4")),
)
def test_the_next_number_follows_the_plain_numbers_of_the_year(taken, number):
    assert next_number(taken) == number


@pytest.mark.parametrize(
    ("text", "dative"),
    (
        ("Министр экономического развития", "Министру экономического развития"),
        ("первый заместитель министра", "первому заместителю министра"),
        ("Торгово-промышленная палата", "Торгово-промышленной палате"),
        ("управляющий партнёр", "управляющему партнёру"),
        ("заведующий кафедрой", "заведующему кафедрой"),
        ("АО «Станок»", "АО «Станок»"),
        ("«Станок»", "«Станок»"),
        ("", ""),
    ),
)
def test_posts_and_organisations_are_proposed_in_the_dative(text, dative):
    assert propose_dative(text) == dative


@pytest.mark.parametrize(
    ("day", "refusal"),
    ((21, BEFORE_WRITTEN), (22, None), (23, None), (24, NOT_YET)),
)
def test_a_letter_is_dated_between_the_day_it_was_written_and_today(day, refusal):
    """Both days are those of the region: 20:30 UTC on the 21st is the 22nd there."""
    moments = {
        "posted_at": datetime(2026, 11, 21, 20, 30, tzinfo=UTC),
        "now": datetime(2026, 11, 22, 19, 30, tzinfo=UTC),
    }
    found = misdated(date(2026, 11, day), zone="Asia/Yekaterinburg", **moments)
    assert found == refusal
