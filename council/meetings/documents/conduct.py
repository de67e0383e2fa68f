"""The order of conduct («порядок ведения»): minute by minute, what to say and ask. Pure.

Times are reckoned from the lengths of the agenda: most of an item for the speaker, the last
tenth for the vote. Source: DOMAIN.md § 2.3.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from core.kernel.papers import Align, Block, Column, Paper, Paragraph, Table
from core.kernel.russian import counted
from council.meetings.documents.decisions import points_of
from council.meetings.documents.wording import (
    NOMINATIVE,
    dated,
    genitive,
    made,
    place_text,
    stopped,
    time_text,
    title_of,
    with_office,
)
from council.meetings.rules.papers import MeetingRecord, Question

Row = tuple[str, ...]
COLUMNS = (
    Column("Время", 11, Align.CENTRE),
    Column("Действие", 17),
    Column("Слова председательствующего", 72),
)
RECUSAL = (
    "Есть ли у кого-либо из членов {noun} личная заинтересованность в этом вопросе? "
    "Прошу заявить о самоотводе до голосования."
)
VOTE = "Прошу голосовать. Кто «за»? Кто «против»? Кто воздержался?"
CASTING = "При равенстве голосов решающим является голос председательствующего."
QUORUM = (
    "Членов {noun} с правом решающего голоса – {total}, заседание правомочно при участии "
    "не менее {needed}. Присутствуют – ____. Кворум имеется, заседание правомочно."
)
NO_QUORUM = (
    "Если присутствуют менее {needed} членов с правом решающего голоса, объявляется, что "
    "заседание не состоялось."
)
DISSENT = "Особое мнение можно представить письменно в течение {days}: оно прилагается к протоколу."
ELECTION = (
    "Кандидатуры: {names}. Есть ли другие предложения, самоотводы? Прошу голосовать за каждую "
    "кандидатуру. Кто воздержался?"
)
SHARE_OF_REPORT, SHARE_OF_VOTE = 6, 10  # six tenths for the speaker, one tenth for the vote


def conduct(record: MeetingRecord) -> Paper:
    who = with_office(record.presiding) if record.presiding else "не назначен"
    where = f"{place_text(record)}. Начало – {time_text(record)}."
    blocks: list[Block] = [
        title_of(record, "ПОРЯДОК ВЕДЕНИЯ", genitive(record)),
        dated(record),
        Paragraph(where, Align.LEFT, indented=False),
        Paragraph(f"Председательствующий: {stopped(who)}", Align.LEFT, indented=False),
        Table("", COLUMNS, tuple(steps(record))),
    ]
    return made(record, "conduct", f"Порядок ведения {genitive(record)}", blocks)


def steps(record: MeetingRecord) -> Iterator[Row]:
    yield from opening(record)
    for question in record.questions:
        yield from of_question(record, question)
    yield from closing(record)


def opening(record: MeetingRecord) -> Iterator[Row]:
    terms, first = record.terms, record.questions[0].starts if record.questions else None
    at = clock(first)
    noun = record.body.noun
    yield (
        at,
        "Открытие",
        (
            f"Уважаемые члены {noun}, приглашённые! Открываю {NOMINATIVE[record.kind]} "
            f"{record.body.genitive}."
        ),
    )
    figures = {"noun": noun, "total": terms.voting_total, "needed": terms.quorum_needed}
    yield at, "Кворум", f"{QUORUM.format(**figures)}\n{NO_QUORUM.format(**figures)}"
    number = counted(len(record.questions), "вопрос", "вопроса", "вопросов")
    yield (
        at,
        "Повестка дня",
        (
            f"В повестке дня {number}. Есть ли предложения и замечания? "
            f"Кто за то, чтобы утвердить повестку дня? Кто «против»? Кто воздержался?"
        ),
    )


def of_question(record: MeetingRecord, question: Question) -> Iterator[Row]:
    said, discussed, voted = parts(question)
    limit = f" Регламент – {length(said, discussed)}." if said != discussed else ""
    named = ", затем ".join(question.speakers)
    word = f" Слово для доклада: {stopped(named)}" if named else ""
    yield (f"{question.number}. {stopped(question.title)}",)
    yield clock(said), "Доклад", f"Переходим к вопросу {question.number}.{word}{limit}"
    yield (
        clock(discussed),
        "Обсуждение",
        (
            f"Есть ли вопросы к докладчику? Кто желает выступить?\n"
            f"{RECUSAL.format(noun=record.body.noun)}"
        ),
    )
    yield clock(voted), "Решение", decision_words(record, question)


def decision_words(record: MeetingRecord, question: Question) -> str:
    if question.is_election:
        names = ", ".join(question.candidates) or "____________________"
        return ELECTION.format(names=names)
    points = [f"{entry.number} {entry.text}" for entry in points_of(question)]
    offered = ["Предлагается решение:", *points] if points else ["Предлагается решение: ________."]
    tie = [CASTING] if record.terms.presiding_breaks_ties else []
    return "\n".join([*offered, VOTE, *tie])


def closing(record: MeetingRecord) -> Iterator[Row]:
    days = counted(
        record.terms.dissent_days, "календарного дня", "календарных дней", "календарных дней"
    )
    last = record.questions[-1].ends if record.questions else None
    yield (
        clock(last),
        "Закрытие",
        (
            f"Вопросы повестки дня исчерпаны. Есть ли предложения к следующему заседанию? "
            f"{DISSENT.format(days=days)} Заседание объявляю закрытым."
        ),
    )


def parts(question: Question) -> tuple[datetime | None, datetime | None, datetime | None]:
    """When the report, the discussion and the vote of a question begin."""
    if question.starts is None or question.ends is None:
        return None, None, None
    minutes = (question.ends - question.starts) // timedelta(minutes=1)
    vote = max(1, minutes // SHARE_OF_VOTE) if minutes > 1 else 0
    report = min(minutes * SHARE_OF_REPORT // 10, minutes - vote)
    return (
        question.starts,
        question.starts + timedelta(minutes=report),
        question.ends - timedelta(minutes=vote),
    )


def length(start: datetime | None, end: datetime | None) -> str:
    minutes = (end - start) // timedelta(minutes=1) if start and end else 0
    return f"до {counted(minutes, 'минуты', 'минут', 'минут')}"


def clock(moment: datetime | None) -> str:
    return f"{moment:%H.%M}" if moment else ""
