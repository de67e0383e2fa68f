"""Ballots («опросный лист») of an absentee vote: blank with the member's name, or filled. Pure.

Columns as DOMAIN.md § 2.3 gives them; one mark a question, a dissent in writing below the table.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from core.kernel.papers import (
    Align,
    Block,
    Break,
    Column,
    Paper,
    Paragraph,
    SignatureLine,
    Signatures,
    Table,
)
from core.kernel.russian import date_long
from council.meetings.documents.decisions import points_of
from council.meetings.documents.notice import span
from council.meetings.documents.wording import dated, genitive, made, stopped, title_of
from council.meetings.rules.kinds import Choice
from council.meetings.rules.papers import FilledBallot, MeetingRecord, Question, Seated

COLUMNS = (
    Column("№", 6, Align.CENTRE),
    Column("Вопрос, проект решения", 42),
    Column("За", 8, Align.CENTRE, has_boxes=True),
    Column("Против", 11, Align.CENTRE, has_boxes=True),
    Column("Воздержался", 19, Align.CENTRE, has_boxes=True),
    Column("Особое мнение", 14),
)
HOW = (
    "По каждому вопросу отметьте один вариант. Лист, в котором по вопросу отмечены несколько "
    "вариантов или ни одного, по этому вопросу признаётся недействительным."
)
MARK = "Х"
NOBODY = FilledBallot()
IN_ORDER = (Choice.FOR, Choice.AGAINST, Choice.ABSTAINED)


def ballots(
    record: MeetingRecord,
    members: Sequence[Seated],
    filled: Mapping[UUID, FilledBallot] | None = None,
) -> Paper:
    """A sheet a member, each on a page of its own; `filled` by person prints what was chosen."""
    blocks: list[Block] = []
    for member in members:
        given = (filled or {}).get(member.person_id, NOBODY)
        blocks += [*([Break()] if blocks else []), *sheet(record, member, given)]
    title = f"Опросный лист для {genitive(record)}"
    # A code stands on the first sheet of a file; here each sheet is a document of its own.
    return made(record, "ballots", title, blocks, is_coded=False)


def sheet(record: MeetingRecord, member: Seated, filled: FilledBallot) -> list[Block]:
    until = date_long(record.ballots_until) if record.ballots_until else ""
    noun = record.body.noun
    post = f", {member.post}" if member.post else ""
    return [
        title_of(record, "ОПРОСНЫЙ ЛИСТ", f"для {genitive(record)}"),
        dated(record),
        Paragraph(f"Член {noun}: {member.name.full}{post}", Align.LEFT, indented=False),
        Paragraph(f"Срок голосования: {stopped(span(record))}", Align.LEFT, indented=False),
        Paragraph(HOW),
        Table("", COLUMNS, rows(record, filled), is_for_hand=True),
        Paragraph(f"Лист представляется секретарю {noun} не позднее {until}"),
        Paragraph("Дата подписания: «___» ____________ 20__ г.", keeps_with_next=True),
        Signatures((SignatureLine(f"Член {noun}", member.name.initials_before),)),
    ]


def rows(record: MeetingRecord, filled: FilledBallot) -> tuple[tuple[str, ...], ...]:
    choices, dissents = dict(filled.choices), dict(filled.dissents)
    return tuple(
        (
            f"{question.number}",
            wording(question),
            *(MARK if choices.get(question.id) is choice else "" for choice in IN_ORDER),
            dissents.get(question.id, ""),
        )
        for question in record.questions
    )


def wording(question: Question) -> str:
    points = [f"{entry.number} {entry.text}" for entry in points_of(question)]
    return "\n".join([stopped(question.title), *points])
