"""The pack of a sample meeting as a member opens it: its text, its pictures, its claims."""

from pathlib import Path

import page
import pytest
from babel.messages.pofile import read_po

from core.papers.packs import Pack, PackAbsent, PackPaper, pack_words, part_source
from core.papers.prose import blocks_of
from core.papers.rules.life import Work
from council.assignments.documents import assignment_list
from council.meetings import documents as of_meeting
from council.reports.documents import approval_sheet, report_text
from tests.papers import MADE_AT, plain_paper
from tests.rendering.test_every_document import NEXT, WORDS_OF_REPORT, compare, read_back
from tests.rendering.test_pack import SHEETS, image, part, without_font, written
from tests.rendering.test_pdf import KNOWN_FALSE_FLAG, faults
from tests.rendering.test_pictures import A4, MM, edges_of, pictures, share_of
from tests.unit.papers.samples import record_of
from tests.unit.papers.test_other_papers import APPROVED, RETURNED, assignments, line, report

FREE = 3  # millimetres that a printer cannot reach
CATALOGUES = Path(__file__).parents[2] / "translations" / "ru"


def in_russian(*groups):
    """Groups of words as the application would say them, without the whole of it."""
    found = {}
    for path in CATALOGUES.glob("*.po"):
        with path.open("rb") as file:
            found |= {message.id: message.string for message in read_po(file)}
    return [{key: text and found[text] for key, text in group.items()} for group in groups]


@pytest.fixture(scope="module")
def pack(renderer, printed, tmp_path_factory):
    """Papers, a tabled report, materials of every kind, a list; bound once for all tests."""
    folder = tmp_path_factory.mktemp("materials")
    (folder / "note.pdf").write_bytes(printed(plain_paper("Справка о ходе выставок. " * 60)))
    (folder / "costs.xls").write_bytes(b"a table")
    record, told = record_of(NEXT), report(RETURNED, APPROVED, is_approved=True)
    text = report_text(told, APPROVED, blocks_of(WORDS_OF_REPORT))
    ours = (
        PackPaper("Уведомление о проведении", of_meeting.notice(record)),
        PackPaper("Повестка дня", of_meeting.agenda(record)),
        PackPaper("Проект решения", of_meeting.draft_decisions(record)),
        PackPaper("1. Отчёт об итогах работы", text),
        PackPaper("1. Лист согласования", approval_sheet(told)),
        PackPaper("Перечень поручений", assignment_list(assignments(*[line()] * 8))),
        PackAbsent("2. Отчёт о реализации программы", "unapproved"),
    )
    theirs = (
        part("1. Справка.pdf", folder / "note.pdf"),
        part("2. Схема.png", image(folder / "plan.png"), "image/png"),
        part("2. Смета.xls", folder / "costs.xls", SHEETS),
        part("3. Старый бланк.pdf", written(folder / "old.pdf", 1, without_font)),
    )
    whole = Pack(of_meeting.title_of_pack(record), "ru", MADE_AT, ours)
    sources = [part_source(each) for each in ours]
    printed_ones = [each for each in sources if "words" in each]
    words, *said = in_russian(pack_words("ru"), *(each["words"] for each in printed_ones))
    for each, its_words in zip(printed_ones, said, strict=True):
        each["words"] = its_words
    asked = {
        "title": whole.title,
        "language": "ru",
        "made_at": MADE_AT.isoformat(),
        "words": words,
        "parts": [*sources, *theirs],
    }
    with renderer.taken():
        return renderer.render({"do": Work.PACK, "pack": asked}, b"", seconds=60)[0]


def test_the_text_of_the_pack_is_that_which_was_looked_at(pack, tmp_path):
    compare(read_back(pack, tmp_path), f"{NEXT}-pack")


def test_the_pack_is_archival_and_accessible(pack):
    assert faults(pack, page.ValidationProfile.PDF_UA_1) == []
    assert faults(pack, page.ValidationProfile.PDF_A_3A) == [KNOWN_FALSE_FLAG]


def test_every_sheet_of_the_pack_is_written_on_and_numbered_in_its_corner(pack, tmp_path):
    for sheet in pictures(pack, tmp_path):
        assert share_of(sheet) > 0
        width, height = sheet.size
        assert {round(width / MM), round(height / MM)} == set(A4)
        corner = sheet.crop((width - round(40 * MM), height - round(11 * MM), width, height))
        assert share_of(corner) > 0
        assert edges_of(sheet)[2] > FREE
        assert edges_of(sheet)[3] > FREE
