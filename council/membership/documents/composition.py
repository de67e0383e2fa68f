"""The composition of a body («состав»): its officers, then the members by category. Pure.

Names stand in full with the post beside them, as acts on a composition print them.
"""

from collections.abc import Iterator
from itertools import count

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import Align, Block, Column, Corner, Paper, Paragraph, Table, Title
from core.kernel.russian import counted, date_long
from council.membership.rules import Category, Office
from council.membership.rules.composition import REQUIRED
from council.membership.rules.papers import CompositionRecord, PaperMember

CATEGORIES = {
    Category.EXECUTIVE_BODY: "Исполнительные органы власти",
    Category.REC: "Российский экспортный центр",
    Category.DEVELOPMENT_INSTITUTE: "Институты развития",
    Category.SUPPORT_INFRASTRUCTURE: "Инфраструктура поддержки предпринимательства",
    Category.EXPORT_SUPPORT_CENTRE: "Центр поддержки экспорта",
    Category.BUSINESS_ASSOCIATION: "Объединения предпринимателей",
    Category.SECTOR_UNION: "Отраслевые союзы",
    Category.EXPORTER: "Действующие экспортёры",
    Category.FUTURE_EXPORTER: "Предприниматели, планирующие экспорт",
    Category.EDUCATION: "Образовательные организации",
    Category.MUNICIPALITY: "Органы местного самоуправления",
    Category.SECRETARIAT: "Секретариат",
}
OFFICES = {
    Office.CHAIR: "председатель {noun}",
    Office.DEPUTY_CHAIR: "заместитель председателя {noun} от предпринимательского сообщества",
    Office.VICE_CHAIR: "заместитель председателя {noun}",
    Office.SECRETARY: "секретарь {noun}",
}
COLUMNS = (
    Column("№", 7, Align.CENTRE),
    Column("Фамилия, имя, отчество", 38),
    Column("Должность, организация", 55),
)
ACTS = {
    "постановление": "постановлением",
    "распоряжение": "распоряжением",
    "решение": "решением",
    "указ": "указом",
    "приказ": "приказом",
    "закон": "законом",
}
BY_AGREEMENT = "(по согласованию)"
VOTELESS = "(без права решающего голоса)"
INCOMPLETE = (
    "Имена членов {noun}, не давших согласия на публикацию персональных данных, не приводятся."
)


def composition(record: CompositionRecord) -> Paper:
    return Paper(
        name=record.name,
        title=set_in(f"Состав {record.body_genitive} на {date_long(record.day)}"),
        language="ru",
        made_at=record.made_at,
        blocks=tidied(blocks_of(record)),
        address=record.address,
        author=record.body,
    )


def blocks_of(record: CompositionRecord) -> Iterator[Block]:
    if record.basis:
        yield Corner(("УТВЕРЖДЁН", instrumental(record.basis)))
    yield Title(record.body.upper(), "СОСТАВ", record.body_genitive)
    yield Paragraph(f"по состоянию на {date_long(record.day)}", Align.CENTRE, indented=False)
    if record.heads:
        rows = tuple(row_of(at, each, record.noun) for at, each in enumerate(record.heads, 1))
        yield Table(f"Руководство {record.noun} и секретарь", COLUMNS, rows)
    yield Table(f"Члены {record.noun}", COLUMNS, tuple(member_rows(record)))
    yield Paragraph(total(record))
    if not record.is_complete:
        yield Paragraph(INCOMPLETE.format(noun=record.noun))


def instrumental(act: str) -> str:
    """«постановлением Губернатора … от … № 17»; an act of another kind stays as it is named."""
    kind, _, rest = act.partition(" ")
    return f"{ACTS[kind.lower()]} {rest}" if kind.lower() in ACTS else act


def member_rows(record: CompositionRecord) -> Iterator[tuple[str, ...]]:
    """Category by category in the order of the Standard, numbered through."""
    order = [*REQUIRED, *(category for category in Category if category not in REQUIRED)]
    numbers = count(1)
    for category in order:
        found = [each for each in record.members if each.category is category]
        if found:
            yield (CATEGORIES[category],)
        for member in found:
            yield row_of(next(numbers), member, record.noun)


def row_of(number: int, member: PaperMember, noun: str) -> tuple[str, ...]:
    name = member.name.full if member.name else member.instead
    offices = [OFFICES[each].format(noun=noun) for each in member.offices if each in OFFICES]
    marks = [BY_AGREEMENT] if member.by_agreement else []
    if member.category and not member.is_voting:
        marks.append(VOTELESS)
    post = ", ".join(part for part in (member.post, *offices) if part)
    return str(number), name, " ".join(part for part in (post, *marks) if part)


def total(record: CompositionRecord) -> str:
    people = counted(len(record.members), "человек", "человека", "человек")
    votes = sum(member.is_voting for member in record.members)
    return f"Всего в составе – {people}, с правом решающего голоса – {votes}."
