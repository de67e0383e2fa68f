"""Reading a table into a draft: all of its lines or none.

A line whose number stands in the draft already is changed, any other is added; nothing is taken
out, since that needs a reason.
"""

from collections.abc import Mapping, Sequence
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


@command
def import_lines(
    edition_id: UUID,
    drafts: Sequence[tuple[str, LineDraft]],
    table: str,
    *,
    actor: Viewer,
    now: datetime,
) -> int:
    """Take (number, line) pairs into the draft; returns how many. `table` is the file's name."""
    edition = shared.lock_draft(edition_id)
    if not drafts:
        raise Refused(EMPTY)
    year = year_of(edition)
    known = {line.number: line for line in shared.list_whole_lines(edition_id) if line.number}
    for number, draft in drafts:
        if line := known.get(number):
            change(line, draft)
        else:
            add(edition_id, number, draft, year, now)
    edition.revision += 1
    details = {"name": table, "count": len(drafts)}
    journal.record(
        "plan.lines_imported", subject_id=edition.plan_id, actor=actor, at=now, details=details
    )
    return len(drafts)


def change(line: PlanLine, draft: LineDraft) -> None:
    for name, value in draft.values().items():
        setattr(line, name, value)
    line.revision += 1
    db.session.execute(delete(PlanMoney).where(PlanMoney.line_id == line.id))
    shared.set_money(line.id, draft.money)


def add(edition_id: UUID, number: str, draft: LineDraft, year: int, now: datetime) -> None:
    values = draft.values()
    event = add_event(values, year, now=now)
    position, free = shared.next_place(edition_id)
    line = PlanLine(
        id=uuid4(),
        edition_id=edition_id,
        event_id=event.id,
        position=position,
        number=number or free,
        **values,
    )
    db.session.add(line)
    db.session.flush()
    shared.set_money(line.id, draft.money)
