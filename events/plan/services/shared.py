"""Steps that several services of the plan take."""

from collections.abc import Collection
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import N_, NotFound, Refusal, Refused, Stale
from events.plan.models import Plan, PlanEdition, PlanLine, PlanMoney
from events.plan.queries import get_edition
from events.plan.rules.editions import PlanEditionState

NOT_A_DRAFT = Refusal(
    "not_a_draft", N_("This edition is tabled or decided: its lines cannot be changed any more.")
)
CHANGED = Refusal("stale", N_("Somebody changed this meanwhile. Open the page again and repeat."))
LINE_VALUES = (
    *("event_id", "position", "number", "name", "type", "country", "city", "starts_on", "ends_on"),
    *("month", "format", "remote_reason", "sectors", "participants", "responsible_id"),
    *("responsible_name", "co_executors", "asks_trade_mission", "asks_rec_office"),
    "expected_result",
)


def lock_plan(plan_id: UUID) -> Plan:
    """The locked plan: whoever changes its editions waits for the one before."""
    query = select(Plan).where(Plan.id == plan_id).with_for_update()
    plan = db.session.scalars(query).one_or_none()
    if plan is None:
        raise NotFound("no such plan")
    return plan


def lock_draft(edition_id: UUID) -> PlanEdition:
    """The locked edition, if its lines may be changed."""
    edition = get_edition(edition_id, lock=True)
    if edition.state is not PlanEditionState.DRAFT:
        raise Refused(NOT_A_DRAFT)
    return edition


def check_revision(revision: int, expected: int) -> None:
    if revision != expected:
        raise Stale(CHANGED)


def get_line(edition_id: UUID, line_id: UUID) -> PlanLine:
    line = db.session.get(PlanLine, line_id, populate_existing=True)
    if line is None or line.edition_id != edition_id:
        raise NotFound("no such line in this edition")
    return line


def list_whole_lines(edition_id: UUID) -> list[PlanLine]:
    query = select(PlanLine).where(PlanLine.edition_id == edition_id).order_by(PlanLine.position)
    return list(db.session.scalars(query))


def money_by_line(edition_id: UUID) -> dict[UUID, tuple[tuple[str, int], ...]]:
    """(source, rubles) of each line of the edition; one statement."""
    query = (
        select(PlanMoney.line_id, PlanMoney.source, PlanMoney.rubles)
        .join(PlanLine, PlanLine.id == PlanMoney.line_id)
        .where(PlanLine.edition_id == edition_id)
        .order_by(PlanMoney.position)
    )
    found: dict[UUID, tuple[tuple[str, int], ...]] = {}
    for line_id, source, rubles in db.session.execute(query):
        found[line_id] = (*found.get(line_id, ()), (source, rubles))
    return found


def values_of(line: PlanLine) -> dict[str, Any]:
    """What a copy of the line holds."""
    return {name: getattr(line, name) for name in LINE_VALUES}


def copy_line(line: PlanLine, money: tuple[tuple[str, int], ...], **changes: Any) -> PlanLine:
    """A new line with the same words; the caller names the edition."""
    copy = PlanLine(**(values_of(line) | changes))
    db.session.add(copy)
    db.session.flush()
    set_money(copy.id, money)
    return copy


def set_money(line_id: UUID, money: tuple[tuple[str, int], ...]) -> None:
    db.session.add_all(
        PlanMoney(line_id=line_id, position=position, source=source, rubles=rubles)
        for position, (source, rubles) in enumerate(money, 1)
    )


def next_place(edition_id: UUID, also_taken: Collection[str] = ()) -> tuple[int, str]:
    """Position and number of a new line at the end of a locked draft; no number stands twice."""
    query = select(PlanLine.position, PlanLine.number).where(PlanLine.edition_id == edition_id)
    lines = db.session.execute(query).all()
    position = max((line.position for line in lines), default=0) + 1
    taken = {*also_taken, *(line.number for line in lines)}
    return position, next(str(n) for n in count(position) if str(n) not in taken)


def in_force_of(plan_id: UUID) -> PlanEdition | None:
    """The approved edition with the highest number."""
    query = (
        select(PlanEdition)
        .where(PlanEdition.plan_id == plan_id, PlanEdition.state == PlanEditionState.APPROVED)
        .order_by(PlanEdition.number.desc())
        .limit(1)
    )
    return db.session.scalars(query).first()
