"""The list of assignments («перечень поручений») of a meeting, or of all on control. Pure.

Printed landscape, the head repeated on each page. Source: DOMAIN.md §§ 2.3, 2.4.
"""

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import (
    Align,
    Block,
    Column,
    Paper,
    Paragraph,
    SignatureLine,
    Signatures,
    Table,
    Title,
)
from core.kernel.russian import counted, date_brief, date_long, date_short, number_sign
from council.assignments.rules.due import Due, Timeliness
from council.assignments.rules.papers import AssignmentsRecord, ListedAssignment
from council.meetings.rules.kinds import DueKind

COLUMNS = (
    Column("№", 11, Align.CENTRE),
    Column("Поручение, рекомендация", 40),
    Column("Исполнители", 23),
    Column("Срок", 13, Align.CENTRE),
    Column("Отметка об исполнении", 13),
)
TERMS = {
    DueKind.NONE: "без срока",
    DueKind.ALWAYS: "постоянно",
    DueKind.QUARTERLY: "ежеквартально",
    DueKind.NEXT_MEETING: "к следующему заседанию",
}
STANDINGS = {
    Timeliness.IN_WORK: "на контроле",
    Timeliness.DUE_SOON: "на контроле",
    Timeliness.WAITS_FOR_RULING: "представлен отчёт",
    Timeliness.TAKEN_OFF: "снято с контроля",
}
NOTHING = "Поручений нет."


def assignment_list(record: AssignmentsRecord) -> Paper:
    about = heading_of(record)
    return Paper(
        name=record.name,
        title=set_in(f"Перечень поручений {about}"),
        language="ru",
        made_at=record.made_at,
        blocks=tidied(blocks_of(record, about)),
        is_landscape=True,
        address=record.address,
        author=record.body,
    )


def heading_of(record: AssignmentsRecord) -> str:
    if record.meeting_on is None or record.meeting_number is None:
        return f"{record.body_genitive}, находящихся на контроле"
    number = number_sign(record.meeting_number)
    return (
        f"по итогам заседания {record.body_genitive} "
        f"(протокол {number} от {date_long(record.meeting_on)})"
    )


def blocks_of(record: AssignmentsRecord, about: str) -> list[Block]:
    state = Paragraph(f"По состоянию на {date_long(record.today)}", Align.LEFT, indented=False)
    rows = tuple(row_of(line) for line in record.lines)
    listed: Block = Table("", COLUMNS, rows) if rows else Paragraph(NOTHING)
    blocks: list[Block] = [
        Title(record.body.upper(), "ПЕРЕЧЕНЬ ПОРУЧЕНИЙ", about),
        state,
        listed,
    ]
    if record.secretary and not record.is_public:
        blocks.append(Signatures((SignatureLine(f"Секретарь {record.noun}", record.secretary),)))
    return blocks


def row_of(line: ListedAssignment) -> tuple[str, ...]:
    return line.code, line.text, who(line.executors), term(line.due), mark(line)


def who(executors: tuple[str, ...]) -> str:
    """The responsible first, the others «совместно»."""
    if not executors:
        return "–"
    first, *others = executors
    if not others:
        return first
    return f"{first}\nсоисполнители: {'; '.join(others)}"


def term(due: Due) -> str:
    """«до 01.12.2026», «постоянно», «к следующему заседанию (17.12.2026)»."""
    if due.on is None:
        return TERMS[due.kind] if due.kind is not DueKind.DATE else ""
    if due.kind is DueKind.NEXT_MEETING:
        return f"{TERMS[due.kind]} ({date_short(due.on)})"
    return f"до {date_short(due.on)}"


def mark(line: ListedAssignment) -> str:
    """How the assignment stands on the day of the list."""
    if line.standing in STANDINGS:
        return STANDINGS[line.standing]
    late = counted(line.days_late, "день", "дня", "дней")
    if line.standing is Timeliness.OVERDUE:
        return f"не исполнено, срок истёк ({late})"
    done = f"исполнено {date_brief(line.done_on)}" if line.done_on else "исполнено"
    if line.standing is Timeliness.DONE_LATE:
        return f"{done} с опозданием ({late})"
    return done
