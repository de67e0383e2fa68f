"""Minutes on paper are the signed text word for word; an extract is one item of them."""

from dataclasses import replace
from datetime import date

import pytest

from core.kernel.papers import (
    Apart,
    Corner,
    Heading,
    Listing,
    Margins,
    Paragraph,
    Signatures,
    Title,
)
from core.kernel.typography import NBSP
from council.minutes import documents
from council.minutes.rules import MinutesForm, PartKind
from council.minutes.rules.papers import Addressee, ExtractRecord, LeftOut, PaperPart
from tests.unit.papers.samples import meeting_of, minutes_of
from tests.unit.papers.texts import blocks, only, words_of

WITH_TEXT = ("z-2023-1", "z-2026-1", "z-2026-2", "z-2026-3", "z-2026-4")
CODE = "z-2026-4"


def plain(text):
    return " ".join(text.replace(NBSP, " ").split())


def unmarked(record):
    """The same minutes without marks, which are no part of the text."""
    return replace(record, signatures=())


def extract_record(record, **values):
    item = next(part for part in record.parts if part.kind is PartKind.ITEM)
    known = {
        "minutes": record,
        "item_number": 1,
        "title": "Об итогах работы",
        "item_text": item.text,
        "addressees": (Addressee("Рябининой Е.П."),),
        "secretary": "М.О. Кузнечихина",
        "secretary_post": "начальник отдела",
        "noun": "Совета",
    }
    return ExtractRecord(**{**known, **values})


@pytest.mark.parametrize("code", WITH_TEXT)
def test_the_paper_reads_as_the_samples_minutes_word_for_word(code):
    paper = documents.minutes(unmarked(minutes_of(code)))
    assert words_of(paper) == plain(meeting_of(code)["minutes_text"])


@pytest.mark.parametrize("code", WITH_TEXT)
def test_the_short_form_stands_on_paper_as_it_was_drafted(code):
    record = unmarked(minutes_of(code, MinutesForm.SHORT))
    paper = documents.minutes(record)
    assert words_of(paper) == plain("\n".join(part.text for part in record.parts))


def test_the_requisites_stand_in_their_order():
    paper = documents.minutes(minutes_of(CODE))
    title, apart, place = paper.blocks[:3]

    assert title == Title(
        "ЭКСПОРТНЫЙ СОВЕТ ПРИ ГУБЕРНАТОРЕ ЗАРЕЧИНСКОЙ ОБЛАСТИ",
        "ПРОТОКОЛ",
        "заседания Экспортного совета при Губернаторе Заречинской области",
    )
    assert apart == Apart(f"24{NBSP}сентября 2026{NBSP}г.", f"№{NBSP}4")
    assert place.text == f"г.{NBSP}Заречинск"
    assert isinstance(paper.blocks[-1], Signatures)


def test_in_the_short_form_a_question_stays_with_what_was_decided_on_it():
    texts = blocks(documents.minutes(minutes_of(CODE, MinutesForm.SHORT)), Paragraph)
    kept = [plain(each.text) for each in texts if each.keeps_with_next]

    assert " ".join(each.split(" ", 1)[0] for each in kept[::2]) == "I. II. III. IV. V. VI."
    assert kept[1] == "(Рябинина Е.П., Долматова И.С., Пахотин В.Е.)"
    assert len(kept) == 12


def test_minutes_are_kept_for_ever_and_have_the_wide_margin():
    paper = documents.minutes(minutes_of(CODE))
    assert paper.margins is Margins.PERMANENT
    assert paper.note == ""
    assert paper.address


def test_a_draft_says_so_and_has_no_code():
    paper = documents.minutes(replace(minutes_of(CODE), is_signed=False, address=""))
    assert paper.note == "Проект протокола"
    assert paper.address == ""


def test_the_mark_is_that_of_a_simple_signature_and_never_of_a_qualified_one():
    record = minutes_of(CODE)
    presiding, secretary = only(documents.minutes(record), Signatures).lines

    assert presiding.mark[0] == "Подписано простой электронной подписью"
    assert plain(presiding.mark[1]) == "А.Н. Ветлугин, 30 сентября 2026 г., 14:04 (МСК+2)"
    assert presiding.mark[2] == "Идентификатор: 3f1c-77aa"
    assert presiding.mark[3].endswith(record.signatures[0].sha256)
    assert presiding.mark[4:] == ("Соглашение о простой электронной подписи, редакция 2026-1",)
    assert secretary.mark[2] == "Идентификатор: 8b20-1d4e"
    assert "ертификат" not in words_of(documents.minutes(record))


def test_minutes_that_were_brought_over_claim_no_signature_of_this_site_and_no_hour():
    record = minutes_of(CODE, given="")
    for line, mark in zip(
        only(documents.minutes(record), Signatures).lines, record.signatures, strict=True
    ):
        assert [plain(each) for each in line.mark] == [
            "Протокол внесён при переносе сведений, на сайте не подписывался",
            f"{mark.name}, 30 сентября 2026 г.",
            f"Контрольная сумма (SHA-256): {mark.sha256}",
        ]


def test_minutes_that_were_brought_over_without_the_day_of_signing_name_none():
    record = minutes_of(CODE, given="")
    undated = tuple(replace(mark, signed_at=None) for mark in record.signatures)
    paper = documents.minutes(replace(record, signatures=undated))
    for line, mark in zip(only(paper, Signatures).lines, undated, strict=True):
        assert plain(line.mark[1]) == f"{mark.name}, день подписания неизвестен"


def test_where_nobody_signed_the_hand_signs():
    lines = only(documents.minutes(unmarked(minutes_of(CODE))), Signatures).lines
    assert [(line.office, line.mark) for line in lines] == [
        ("Председательствующий", ()),
        ("Секретарь", ()),
    ]


def test_a_corrected_edition_says_since_when_and_why():
    record = minutes_of(CODE, corrected_on=date(2026, 10, 5), correction="Описка в пункте 2.")
    words = words_of(documents.minutes(record))
    assert "(в редакции от 5 октября 2026 г.: Описка в пункте 2)" in words
    assert "в редакции" not in words_of(documents.minutes(minutes_of(CODE)))


@pytest.mark.parametrize(
    ("left_out", "said"),
    (
        (LeftOut(1, 0), "(1 часть текста)"),
        (LeftOut(2, 5), "(2 части текста, имена 5 человек)"),
        (LeftOut(0, 1), "(имена 1 человека)"),
    ),
)
def test_the_public_paper_says_that_something_is_left_out_and_how_much(left_out, said):
    words = words_of(documents.minutes(minutes_of(CODE, is_public=True, left_out=left_out)))
    assert f"Часть сведений исключена {said}" in words


def test_a_whole_public_paper_says_nothing_of_the_kind():
    words = words_of(documents.minutes(minutes_of(CODE, is_public=True)))
    assert "исключена" not in words


def test_headings_of_questions_stand_above_those_within_them():
    found = blocks(documents.minutes(minutes_of(CODE)), Heading)
    levels = {heading.text: heading.level for heading in found}
    assert levels["1. СЛУШАЛИ:"] == levels["ПОВЕСТКА ДНЯ:"] == 2
    assert levels["РЕШИЛИ:"] == levels["ВЫСТУПИЛИ:"] == 3


def test_those_present_are_a_list():
    members, *_others = blocks(documents.minutes(minutes_of(CODE)), Listing)
    assert len(members.entries) == 19
    assert members.entries[0].text.startswith(f"Берестова{NBSP}А.Л.")


def test_a_heading_changed_by_hand_keeps_its_words():
    parts = (PaperPart(PartKind.HEADING, "Протокол совещания\n\n5 мая 2026 г.    № 4"),)
    paper = documents.minutes(minutes_of(CODE, parts=parts))
    assert blocks(paper, Title) == []
    assert words_of(paper) == "Протокол совещания 5 мая 2026 г. № 4"


def test_signatures_changed_by_hand_keep_their_words():
    parts = (PaperPart(PartKind.SIGNATURES, "Подписи прилагаются."),)
    paper = documents.minutes(minutes_of(CODE, parts=parts))
    assert words_of(paper) == "Подписи прилагаются."


def test_an_extract_holds_one_item_as_signed():
    record = minutes_of(CODE)
    words = words_of(documents.extract(extract_record(record)))

    assert plain(extract_record(record).item_text) in words
    assert "2. СЛУШАЛИ" not in words
    assert "ПОВЕСТКА ДНЯ: 1. Об итогах работы." in words


def test_an_extract_names_its_kind_its_minutes_and_its_addressee_in_the_dative():
    paper = documents.extract(extract_record(minutes_of(CODE)))

    assert only(paper, Title).kind == "ВЫПИСКА ИЗ ПРОТОКОЛА"
    assert only(paper, Corner).lines == (f"Рябининой{NBSP}Е.П.",)
    assert "протокола № 4 от 24 сентября 2026 г., пункт 1." in plain(paper.title)
    assert blocks(documents.extract(extract_record(minutes_of(CODE), addressees=())), Corner) == []


def test_the_secretary_certifies_the_extract_and_it_names_who_signed_the_minutes():
    paper = documents.extract(extract_record(minutes_of(CODE)))
    line = only(paper, Signatures).lines[0]

    assert line.office == "Секретарь Совета,\nначальник отдела"
    assert (plain(line.name), line.mark) == ("М.О. Кузнечихина", ())
    words = words_of(paper)
    assert "Подлинник протокола подписали А.Н. Ветлугин и М.О. Кузнечихина." in words
    assert "Выписка верна." in words


def test_an_extract_of_unmarked_minutes_names_nobody():
    record = extract_record(unmarked(minutes_of(CODE)), secretary_post="")
    paper = documents.extract(record)
    assert "Подлинник" not in words_of(paper)
    assert only(paper, Signatures).lines[0].office == "Секретарь Совета"


def test_every_line_of_running_text_is_a_paragraph():
    assert len(blocks(documents.minutes(minutes_of(CODE)), Paragraph)) > 40
