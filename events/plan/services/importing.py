"""Reading a table into a draft: all of its lines or none.

A line whose number stands in the draft already takes what the table changes in it, any other is
added; nothing is taken out, since that needs a reason.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.kernel.search import fold
from core.kernel.viewers import Viewer
from events.plan.models import PlanLine, PlanMoney
from events.plan.rules.editions import EMPTY
from events.plan.rules.sheet import SheetLine
from events.plan.services import shared
from events.plan.services.drafting import year_of
from events.plan.services.events import add_event
from events.plan.services.lines import LineDraft


def draft_of(line: SheetLine, organisations: Mapping[str, UUID], reason: str) -> LineDraft:
    """The line of a table as one typed by hand; the organisation by its name, else as written."""
    facts = line.facts
    organisation_id = organisations.get(fold(facts.responsible))
    return LineDraft(
        name=facts.name,
        type=facts.type,
        country=facts.country,
        city=line.city,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        month=facts.month,
        format=facts.format,
        remote_reason=facts.remote_reason,
        sectors=list(line.sectors),
        participants=facts.participants,
        responsible_id=organisation_id,
        responsible_name="" if organisation_id else facts.responsible,
        co_executors=line.co_executors,
        asks_trade_mission=line.asks_trade_mission,
        asks_rec_office=line.asks_rec_office,
        expected_result=line.expected_result,
        reason=reason,
        money=tuple((each.source, each.rubles) for each in facts.money),
    )


# What of a line stands in which columns; anything else has the name of its part.
COLUMNS = {
    **dict.fromkeys(("starts_on", "ends_on", "month"), ("starts_on", "ends_on", "month")),
    "responsible": ("responsible_id", "responsible_name"),
    "money": (),
}


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line to take in. `changed` names the parts that differ from the line of this number."""

    number: str
    draft: LineDraft
    changed: frozenset[str] | None = None


@command
def import_lines(
    edition_id: UUID, lines: Sequence[TableLine], table: str, *, actor: Viewer, now: datetime
) -> int:
    """Take the lines into the draft; returns how many of them it changed. `table` names a file."""
    edition = shared.lock_draft(edition_id)
    if not lines:
        raise Refused(EMPTY)
    year = year_of(edition)
    known = {line.number: line for line in shared.list_whole_lines(edition_id) if line.number}
    numbers = {each.number for each in lines}
    count = 0
    for each in lines:
        line = known.get(each.number)
        if line is None:
            add(edition_id, each, numbers, year, now)
        elif not change(line, each):
            continue
        count += 1
    if count:
        edition.revision += 1
        details = {"name": table, "count": count}
        journal.record(
            "plan.lines_imported", subject_id=edition.plan_id, actor=actor, at=now, details=details
        )
    return count


def change(line: PlanLine, given: TableLine) -> bool:
    """Only what the table changes; whether that is anything."""
    if given.changed is not None and not given.changed:
        return False
    values = given.draft.values()
    parts = values.keys() - {"reason"} | {"money"} if given.changed is None else given.changed
    for part in parts:
        for name in COLUMNS.get(part, (part,)):
            setattr(line, name, values[name])
    line.reason = given.draft.reason or line.reason
    line.revision += 1
    if "money" in parts:
        db.session.execute(delete(PlanMoney).where(PlanMoney.line_id == line.id))
        shared.set_money(line.id, given.draft.money)
    return True


def add(
    edition_id: UUID, given: TableLine, numbers: Collection[str], year: int, now: datetime
) -> None:
    """`numbers` are those of the whole table: a line without one takes none of them."""
    values = given.draft.values()
    event = add_event(values, year, now=now)
    position, free = shared.next_place(edition_id, numbers)
    line = PlanLine(
        id=uuid4(),
        edition_id=edition_id,
        event_id=event.id,
        position=position,
        number=given.number or free,
        **values,
    )
    db.session.add(line)
    db.session.flush()
    shared.set_money(line.id, given.draft.money)
