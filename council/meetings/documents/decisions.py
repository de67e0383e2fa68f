"""Draft decisions («проект решения»): what the council is asked to decide on each question. Pure.

The numbers are those under which the minutes will have the decisions, «1.1», «1.2».
"""

import re

from core.kernel.papers import Block, Entry, Heading, Listing, Paper, Paragraph
from council.meetings.documents.wording import (
    dated,
    genitive,
    made,
    speakers_text,
    stopped,
    title_of,
)
from council.meetings.rules.papers import MeetingRecord, Question

NUMBERED = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]|[–•-])\s+")
NOTHING = "Проект решения не представлен."


def draft_decisions(record: MeetingRecord) -> Paper:
    blocks: list[Block] = [
        title_of(record, "ПРОЕКТ РЕШЕНИЯ", genitive(record)),
        dated(record),
        *(block for question in record.questions for block in of_question(question)),
    ]
    return made(record, "decisions", f"Проект решения {genitive(record)}", blocks)


def of_question(question: Question) -> list[Block]:
    speakers = speakers_text(question)
    blocks: list[Block] = [Heading(f"{question.number}. {stopped(question.title)}")]
    if speakers:
        blocks.append(Paragraph(speakers, keeps_with_next=True))
    points = points_of(question)
    if not points:
        return [*blocks, Paragraph(NOTHING)]
    return [*blocks, Paragraph("РЕШИЛИ:", keeps_with_next=True), Listing(points)]


def points_of(question: Question) -> tuple[Entry, ...]:
    """The proposed text point by point; a number typed before a point gives way to ours."""
    lines = [NUMBERED.sub("", line) for line in question.decision.splitlines() if line.strip()]
    return tuple(
        Entry(f"{question.number}.{place}.", stopped(line)) for place, line in enumerate(lines, 1)
    )
