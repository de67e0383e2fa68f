"""Every kind of document as a PDF and as a Word file, read back by programs we did not write.

The texts under tests/golden are those of three sample meetings, looked at as pictures when made;
UPDATE_GOLDEN=1 writes them anew.
"""

import os
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import page
import pytest
from docx import Document

from core.papers.prose import blocks_of
from core.papers.rules.life import Work
from council.assignments.documents import assignment_list
from council.meetings import documents as of_meeting
from council.membership.rules import Category
from council.minutes import documents as of_minutes
from council.minutes.rules import MinutesForm
from council.minutes.rules.papers import LeftOut
from council.reports.documents import approval_sheet, report_text
from tests.rendering.newer import NEWER
from tests.rendering.test_pdf import KNOWN_FALSE_FLAG, faults, tool
from tests.unit.papers.samples import meeting_of, minutes_of, record_of
from tests.unit.papers.test_minutes_papers import WITH_TEXT, extract_record, unmarked
from tests.unit.papers.test_other_papers import (
    APPROVED,
    CHAIR,
    HEAD,
    RETURNED,
    assignments,
    composed,
    line,
    report,
)
from tests.unit.papers.texts import text_of

GOLDEN = Path(__file__).parents[1] / "golden"
HALL, POLL, NEXT = "z-2026-4", "z-2026-3", "z-2026-5"
PAGE_NUMBER = re.compile(r"(?<=\n)\d+\n(?=\f)")
BESIDE_CODE = re.compile(r"^(?:Документ № 2026-|Проверка: ).*\n", re.MULTILINE)
# page-validation takes compressed data whose last byte is a carriage return, and the line feed
# before "endstream", for one end of line: a stream of exactly the right length seems too short.
TOO_SHORT = "PDFA3A-STREAM-LENGTH-001"
ENDS_IN_RETURN = re.compile(rb"\r\nendstream")


WORDS_OF_REPORT = """# 1. Организация работы Совета

Проведено **2 заседания**, дано 19 поручений.

- исполнено 17
- перенесено 2

| Показатель | План | Факт |
|---|---|---|
| Объём экспорта, млн долларов США | 555,0 | 561,0 |
"""


def two_ballots(record):
    return of_meeting.ballots(record, record.voters[:2])


OF_HALL = {
    "notice": of_meeting.notice,
    "agenda": of_meeting.agenda,
    "decisions": of_meeting.draft_decisions,
    "conduct": of_meeting.conduct,
    "registration": of_meeting.registration,
    "invited": of_meeting.invited_list,
}
OF_POLL = {
    "notice": of_meeting.notice,
    "agenda": of_meeting.agenda,
    "decisions": of_meeting.draft_decisions,
    "ballots": two_ballots,
}
PAPERS = {
    **{f"{HALL}-{name}": make(record_of(HALL)) for name, make in OF_HALL.items()},
    **{f"{NEXT}-{name}": make(record_of(NEXT)) for name, make in OF_HALL.items()},
    **{f"{POLL}-{name}": make(record_of(POLL)) for name, make in OF_POLL.items()},
    f"{HALL}-minutes": of_minutes.minutes(minutes_of(HALL)),
    f"{POLL}-minutes": of_minutes.minutes(minutes_of(POLL, given="")),  # brought over
    f"{HALL}-short": of_minutes.minutes(minutes_of(HALL, MinutesForm.SHORT)),
    f"{HALL}-extract": of_minutes.extract(extract_record(minutes_of(HALL))),
}
OTHERS = {
    "draft": of_minutes.minutes(replace(minutes_of(HALL), is_signed=False, address="")),
    "public": of_minutes.minutes(replace(minutes_of(HALL), left_out=LeftOut(1, 2))),
    "approval": approval_sheet(report(RETURNED, APPROVED, is_approved=True)),
    "assignments": assignment_list(assignments(*[line()] * 30)),
    "composition": composed(HEAD, replace(CHAIR, category=Category.EXPORTER)),
    "report": report_text(report(RETURNED, APPROVED), APPROVED, blocks_of(WORDS_OF_REPORT)),
}
EVERY = {**PAPERS, **OTHERS, **NEWER}
LOOKED_AT = {
    **PAPERS,
    **{name: OTHERS[name] for name in ("approval", "assignments", "composition", "report")},
}


def read_back(content, tmp_path):
    """The text of a PDF in its own order, without what stands at the edges of its sheets."""
    text = PAGE_NUMBER.sub("", tool("pdftotext", content, tmp_path, "-raw"))
    return BESIDE_CODE.sub("", text).replace("\f", "")


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", EVERY)
def test_every_kind_of_document_is_archival_and_accessible(printed, name):
    content = printed(EVERY[name])

    assert faults(content, page.ValidationProfile.PDF_UA_1) == []
    known = [KNOWN_FALSE_FLAG, *([TOO_SHORT] if ENDS_IN_RETURN.search(content) else [])]
    assert faults(content, page.ValidationProfile.PDF_A_3A) == known


@pytest.mark.parametrize("name", LOOKED_AT)
def test_the_text_of_a_document_is_that_which_was_looked_at(printed, tmp_path, name):
    compare(read_back(printed(LOOKED_AT[name]), tmp_path), name)


def compare(text, name):
    """With the text that somebody read when it was stored."""
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert squeezed(text) == squeezed(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", WITH_TEXT)
def test_the_minutes_read_back_from_the_pdf_are_the_samples_own_text(made, tmp_path, code):
    paper = of_minutes.minutes(replace(unmarked(minutes_of(code)), address=""))

    assert squeezed(read_back(made(paper), tmp_path)) == squeezed(meeting_of(code)["minutes_text"])


@pytest.mark.parametrize("name", EVERY)
def test_the_word_file_opens_and_holds_every_word_of_the_paper(made, name):
    paper = EVERY[name]
    document = Document(BytesIO(made(paper, Work.DOCX)))
    parts = [each.text for each in document.element.body.iter() if each.text]

    lacking = [
        text
        for text in text_of(paper).splitlines()
        if squeezed(text) not in squeezed("".join(parts))
    ]
    assert [text for text in lacking if text != "Х"] == []
    assert document.core_properties.title == paper.title
