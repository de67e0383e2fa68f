"""Beginning an edition of a plan, copying a plan into the next year, giving a draft up."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from council.membership.queries import lock_body
from events.plan.models import Plan, PlanEdition, PlanLine, PlanMoney, PlanRemoval
from events.plan.queries import find_plan
from events.plan.rules.editions import PlanEditionState
from events.plan.services import shared
from events.plan.services.closing import check_open
from events.plan.services.events import add_event, forget_events

NO_PLAN = Refusal("no_plan_to_copy", N_("There is no approved plan of that year to copy."))
HAS_PLAN = Refusal("plan_exists", N_("This year has a plan already: change it by an amendment."))


@command
def begin_edition(body_id: UUID, year: int, title: str, *, actor: Viewer, now: datetime) -> UUID:
    """The edition in work of the year: the one there is, else a new one as the last was decided."""
    lock_body(body_id)
    plan = find_plan(year) or add_plan(body_id, year, title, actor=actor, now=now)
    if (known := in_work(plan.id)) is not None:
        return known
    check_open(plan.id)
    before = shared.in_force_of(plan.id)
    edition = add_edition(plan, actor=actor, now=now)
    if before is not None:
        money = shared.money_by_line(before.id)
        for line in shared.list_whole_lines(before.id):
            shared.copy_line(line, money.get(line.id, ()), edition_id=edition.id)
    return edition.id


def add_plan(body_id: UUID, year: int, title: str, *, actor: Viewer, now: datetime) -> Plan:
    plan = Plan(id=uuid4(), body_id=body_id, year=year, title=title, created_at=now)
    db.session.add(plan)
    db.session.flush()
    journal.record("plan.created", subject_id=plan.id, actor=actor, at=now)
    return plan


def in_work(plan_id: UUID) -> UUID | None:
    query = select(PlanEdition.id).where(
        PlanEdition.plan_id == plan_id, PlanEdition.state != PlanEditionState.APPROVED
    )
    return db.session.scalar(query)


def add_edition(plan: Plan, *, actor: Viewer, now: datetime) -> PlanEdition:
    last = db.session.scalar(
        select(func.max(PlanEdition.number)).where(PlanEdition.plan_id == plan.id)
    )
    edition = PlanEdition(id=uuid4(), plan_id=plan.id, number=(last or 0) + 1, created_at=now)
    db.session.add(edition)
    db.session.flush()
    details = {"number": edition.number}
    journal.record("plan.edition_begun", subject_id=plan.id, actor=actor, at=now, details=details)
    return edition


@command
def copy_plan(body_id: UUID, from_year: int, title: str, *, actor: Viewer, now: datetime) -> UUID:
    """A draft for the next year with the events of a plan as new ones, their days still open."""
    lock_body(body_id)
    to_year = from_year + 1
    source = find_plan(from_year)
    before = shared.in_force_of(source.id) if source else None
    if before is None:
        raise Refused(NO_PLAN)
    if find_plan(to_year) is not None:
        raise Refused(HAS_PLAN)
    plan = add_plan(body_id, to_year, title, actor=actor, now=now)
    edition = add_edition(plan, actor=actor, now=now)
    money = shared.money_by_line(before.id)
    for line in shared.list_whole_lines(before.id):
        month = line.starts_on.month if line.starts_on else line.month
        changes = {"starts_on": None, "ends_on": None, "month": month}
        event = add_event(shared.values_of(line) | changes, to_year, now=now)
        shared.copy_line(
            line,
            money.get(line.id, ()),
            edition_id=edition.id,
            event_id=event.id,
            number=str(line.position),
            **changes,
        )
    return edition.id


@command
def discard_edition(edition_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Give a draft up; a plan that never had another edition goes with it."""
    edition = shared.lock_draft(edition_id)
    plan = shared.lock_plan(edition.plan_id)
    lines = select(PlanLine.id).where(PlanLine.edition_id == edition_id)
    events = [line.event_id for line in shared.list_whole_lines(edition_id)]
    db.session.execute(delete(PlanMoney).where(PlanMoney.line_id.in_(lines)))
    db.session.execute(delete(PlanLine).where(PlanLine.edition_id == edition_id))
    db.session.execute(delete(PlanRemoval).where(PlanRemoval.edition_id == edition_id))
    db.session.delete(edition)
    db.session.flush()
    forget_events(events)
    details = {"number": edition.number}
    journal.record(
        "plan.edition_discarded", subject_id=plan.id, actor=actor, at=now, details=details
    )
    if edition.number == 1:
        db.session.delete(plan)


def year_of(edition: PlanEdition) -> int:
    year = db.session.scalar(select(Plan.year).where(Plan.id == edition.plan_id))
    if year is None:
        raise NotFound("an edition without a plan")
    return year
