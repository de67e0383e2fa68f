"""Lines of a draft: added, changed, taken out with a reason, brought back."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from events.plan.models import PlanEdition, PlanLine, PlanMoney, PlanRemoval
from events.plan.rules.lines import LineFacts, Money, faults_of
from events.plan.services import shared
from events.plan.services.drafting import year_of
from events.plan.services.events import add_event, forget_events
from events.programme.rules import EventFormat, EventType

NO_REASON = Refusal("no_reason", N_("Say why the event is taken out: the council decides on it."))

APART = frozenset({"money", "revision"})


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line as typed; `money` is (source, whole rubles). `reason` serves an amendment.

    `revision` is the one of the line that the page was made from.
    """

    name: str
    type: EventType | None
    country: str
    city: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    month: int | None = None
    format: EventFormat = EventFormat.IN_PERSON
    remote_reason: str = ""
    sectors: list[str] = field(default_factory=list)
    participants: int = 0
    responsible_id: UUID | None = None
    responsible_name: str = ""
    co_executors: str = ""
    asks_trade_mission: bool = False
    asks_rec_office: bool = False
    expected_result: str = ""
    reason: str = ""
    money: tuple[tuple[str, int], ...] = ()
    revision: int = 1

    def facts(self, year: int) -> LineFacts:
        return LineFacts(
            year=year,
            name=self.name,
            type=self.type,
            country=self.country,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            month=self.month,
            format=self.format,
            remote_reason=self.remote_reason,
            responsible=str(self.responsible_id or self.responsible_name),
            participants=self.participants,
            money=tuple(Money(source, rubles) for source, rubles in self.money),
        )

    def values(self) -> dict[str, Any]:
        """Columns of the line; one day is both first and last, days make the month idle."""
        found = {name: value for name, value in asdict(self).items() if name not in APART}
        found["ends_on"] = self.ends_on or self.starts_on
        found["month"] = None if self.starts_on else self.month
        return found


def check(draft: LineDraft, year: int) -> None:
    if faults := faults_of(draft.facts(year)):
        raise Refused(*faults.values())


@command
def add_line(
    edition_id: UUID, line_id: UUID, draft: LineDraft, *, actor: Viewer, now: datetime
) -> UUID:
    """A new event at the end of the draft. `line_id` comes with the form: sent twice, made once."""
    edition = shared.lock_draft(edition_id)
    if db.session.get(PlanLine, line_id) is not None:
        return line_id
    year = year_of(edition)
    check(draft, year)
    values = draft.values()
    event = add_event(values, year, now=now)
    position, number = shared.next_place(edition_id)
    line = PlanLine(
        id=line_id,
        edition_id=edition_id,
        event_id=event.id,
        position=position,
        number=number,
        **values,
    )
    db.session.add(line)
    db.session.flush()
    shared.set_money(line.id, draft.money)
    note(edition, "plan.line_added", line.name, actor=actor, now=now)
    return line.id


@command
def change_line(
    edition_id: UUID, line_id: UUID, draft: LineDraft, *, actor: Viewer, now: datetime
) -> None:
    """Save a line; raises `Stale` if somebody saved it after the page was opened."""
    edition = shared.lock_draft(edition_id)
    line = shared.get_line(edition_id, line_id)
    shared.check_revision(line.revision, draft.revision)
    check(draft, year_of(edition))
    for name, value in draft.values().items():
        setattr(line, name, value)
    line.revision += 1
    db.session.execute(delete(PlanMoney).where(PlanMoney.line_id == line_id))
    shared.set_money(line_id, draft.money)
    note(edition, "plan.line_changed", line.name, actor=actor, now=now)


@command
def remove_line(
    edition_id: UUID, line_id: UUID, reason: str, *, actor: Viewer, now: datetime
) -> None:
    """Take an event out. One that the edition before holds needs a reason and is remembered."""
    edition = shared.lock_draft(edition_id)
    line = shared.get_line(edition_id, line_id)
    was_planned = stood_before(edition, line.event_id)
    if was_planned and not reason.strip():
        raise Refused(NO_REASON)
    event_id, name = line.event_id, line.name
    db.session.execute(delete(PlanMoney).where(PlanMoney.line_id == line_id))
    db.session.delete(line)
    db.session.flush()
    if was_planned:
        db.session.add(PlanRemoval(edition_id=edition_id, event_id=event_id, reason=reason))
    else:
        forget_events([event_id])
    note(edition, "plan.line_removed", name, actor=actor, now=now)


@command
def restore_line(edition_id: UUID, event_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Bring an event back that this draft had taken out, as the edition before holds it."""
    edition = shared.lock_draft(edition_id)
    removal = find_removal(edition_id, event_id)
    before = shared.in_force_of(edition.plan_id)
    if removal is None or before is None:
        raise NotFound("nothing was taken out here")
    query = select(PlanLine).where(PlanLine.edition_id == before.id, PlanLine.event_id == event_id)
    line = db.session.scalars(query).one()
    money = shared.money_by_line(before.id).get(line.id, ())
    taken = {each.number for each in shared.list_whole_lines(edition_id)}
    number = shared.next_place(edition_id)[1] if line.number in taken else line.number
    shared.copy_line(line, money, edition_id=edition_id, number=number)
    db.session.delete(removal)
    note(edition, "plan.line_restored", line.name, actor=actor, now=now)


def find_removal(edition_id: UUID, event_id: UUID) -> PlanRemoval | None:
    query = select(PlanRemoval).where(
        PlanRemoval.edition_id == edition_id, PlanRemoval.event_id == event_id
    )
    return db.session.scalars(query).one_or_none()


def stood_before(edition: PlanEdition, event_id: UUID) -> bool:
    before = shared.in_force_of(edition.plan_id)
    if before is None:
        return False
    query = select(PlanLine.id).where(
        PlanLine.edition_id == before.id, PlanLine.event_id == event_id
    )
    return db.session.scalar(query) is not None


def note(edition: PlanEdition, what: str, name: str, *, actor: Viewer, now: datetime) -> None:
    """Every change of a line makes pages of the edition stale, and stands in the plan's history."""
    edition.revision += 1
    details = {"name": name, "number": edition.number}
    journal.record(what, subject_id=edition.plan_id, actor=actor, at=now, details=details)
