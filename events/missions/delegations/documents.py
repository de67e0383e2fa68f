"""The list of a delegation as an official paper. Pure: the same record gives the same bytes.

Without contacts: they are handed on by a consent of their own. Never anything of a passport.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.kernel.names import PersonName
from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import Align, Block, Column, Paper, Paragraph, Table, Title
from core.kernel.russian import date_short, period
from events.missions.delegations.rules.members import DelegationRole, Travel

COLUMNS = (
    Column("№", 6, Align.CENTRE),
    Column("Фамилия, имя, отчество", 28),
    Column("Организация, должность", 29),
    Column("В делегации", 22),
    Column("Дни поездки", 15),
)
ROLES = {
    DelegationRole.HEAD: "руководитель делегации",
    DelegationRole.DEPUTY: "заместитель руководителя",
    DelegationRole.MEMBER: "член делегации",
    DelegationRole.STAFF: "сопровождающее лицо",
    DelegationRole.INTERPRETER: "переводчик",
}


@dataclass(frozen=True, slots=True)
class Delegate:
    """A member as the list names it."""

    name: PersonName
    organisation: str
    post: str
    role: DelegationRole
    travel: Travel


@dataclass(frozen=True, slots=True)
class DelegationRecord:
    """The delegation of an event; `made_at` is its last change."""

    event: str
    place: str
    starts_on: date | None
    ends_on: date | None
    body: str
    members: Sequence[Delegate]
    made_at: datetime


def delegation_paper(record: DelegationRecord) -> Paper:
    return Paper(
        name="delegation",
        title=set_in(f"Состав делегации на мероприятии «{record.event}»"),
        language="ru",
        made_at=record.made_at,
        blocks=tidied(blocks_of(record)),
        author=record.body,
    )


def blocks_of(record: DelegationRecord) -> list[Block]:
    days = record.starts_on, record.ends_on
    when = period(days[0], days[1]) if days[0] and days[1] else ""
    blocks: list[Block] = [
        Title(record.body.upper(), "СОСТАВ ДЕЛЕГАЦИИ", f"на мероприятии «{record.event}»"),
        Paragraph("; ".join(filter(None, (record.place, when))), Align.LEFT, indented=False),
    ]
    if not record.members:
        return [*blocks, Paragraph("Состав не сформирован.")]
    rows = tuple(cells(number, each) for number, each in enumerate(record.members, 1))
    total = Paragraph(f"Всего: {len(rows)}.", Align.LEFT, indented=False)
    return [*blocks, Table("", COLUMNS, rows), total]


def cells(number: int, member: Delegate) -> tuple[str, ...]:
    work = "\n".join(filter(None, (member.organisation, member.post)))
    return (str(number), member.name.full, work, ROLES[member.role], journey(member.travel))


def journey(travel: Travel) -> str:
    """«07.02.2027 – 12.02.2027», or the one day that is known."""
    arrives, leaves = travel.arrives_on, travel.leaves_on
    if arrives and leaves:
        return f"{date_short(arrives)} – {date_short(leaves)}"
    if arrives:
        return f"с {date_short(arrives)}"
    return f"до {date_short(leaves)}" if leaves else "–"
