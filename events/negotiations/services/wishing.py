"""Wishes and presence: typed by the staff, or given by a participant over its personal link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, insert, select

from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from events.missions.rules.timetable.problem import Side
from events.missions.rules.timetable.wishes import Wish
from events.missions.services.shared import today_of
from events.negotiations.models import NegotiationSchedule, NegotiationWish, Negotiator
from events.negotiations.queries.loading import slots_of
from events.negotiations.rules.life import ScheduleState
from events.negotiations.services.people import CHANGED, get_negotiator
from events.negotiations.services.settling import resettle
from events.negotiations.services.shared import (
    locked,
    note,
    refuse_published,
    refuse_while_running,
    touch,
)

N, W = Negotiator, NegotiationWish
NOT_ASKED_NOW = Refusal(
    "not_gathered", N_("Wishes are not taken now. Write to the organiser if something changed.")
)
TOO_LATE = Refusal("wishes_over", N_("The time for wishes is over. Write to the organiser."))
OTHER_TIMES = Refusal(
    "other_times",
    N_(
        "The times of the negotiations have changed meanwhile, nothing is saved yet. "
        "Tick again when you are away, then send your answers; your wishes are kept on the page."
    ),
)
STRANGER = Refusal("stranger", N_("A wish is about a participant of the other side."))


@command
def enter_wishes(
    negotiator_id: UUID,
    wishes: Mapping[UUID, Wish],
    *,
    revision: int,
    actor: Viewer,
    now: datetime,
) -> None:
    """The staff's matrix: all wishes of one participant; what stands there no more is gone."""
    one = get_negotiator(negotiator_id)
    schedule = locked(one.schedule_id)
    db.session.refresh(one)
    refuse_published(schedule)
    refuse_while_running(schedule.id)
    if one.revision != revision:
        raise Stale(CHANGED)
    keep_wishes(one, wishes)
    done(schedule, one, now)
    note("negotiations.wishes_entered", schedule, actor, now, {"participant": str(one.id)})


@command
def give_wishes(
    negotiator_id: UUID,
    wishes: Mapping[UUID, Wish],
    absences: frozenset[str],
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """A participant's own answer: wishes and the times of absence, while they are gathered."""
    one = get_negotiator(negotiator_id)
    schedule = locked(one.schedule_id)
    db.session.refresh(one)
    refusal = wishes_closed(schedule.state, schedule.wishes_until, now)
    if one.withdrawn_at is not None:
        refusal = NOT_ASKED_NOW
    if refusal:
        raise Refused(refusal)
    known = {slot.key for slot in slots_of(schedule.id, schedule.minutes, schedule.pause)}
    if absences - known:
        raise Refused(OTHER_TIMES)
    keep_wishes(one, wishes)
    one.absences = sorted(absences)
    one.answered_at = now
    done(schedule, one, now)
    note("negotiations.wishes_given", schedule, actor, now, {"participant": str(one.id)})


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """The shown cells of one row of the matrix; None: no wish."""

    wisher: UUID
    revision: int
    wishes: Mapping[UUID, Wish | None]


@command
def enter_matrix(
    schedule_id: UUID, rows: Sequence[MatrixRow], *, actor: Viewer, now: datetime
) -> None:
    """Keep what differs in the shown part of the matrix; a row that somebody changed is stale."""
    schedule = locked(schedule_id)
    refuse_published(schedule)
    refuse_while_running(schedule_id)
    changed = []
    for row in rows:
        one = get_negotiator(row.wisher)
        db.session.refresh(one)
        if one.schedule_id != schedule_id:
            raise Refused(STRANGER)
        known = wishes_of(one.id)
        new = {**known, **row.wishes}
        wishes = {about: wish for about, wish in new.items() if wish is not None}
        if wishes == known:
            continue
        if one.revision != row.revision:
            raise Stale(CHANGED)
        keep_wishes(one, wishes)
        one.revision += 1
        one.changed_at = now
        changed.append(one.number)
    if changed:
        note("negotiations.wishes_entered", schedule, actor, now, {"participants": changed})
        if resettle(schedule) is not None:
            touch(schedule, now)


def wishes_of(negotiator_id: UUID) -> dict[UUID, Wish]:
    query = select(W.about_id, W.wish).where(W.wisher_id == negotiator_id)
    return {about: wish for about, wish in db.session.execute(query)}  # noqa: C416 - rows


def wishes_closed(state: ScheduleState, until: date | None, now: datetime) -> Refusal | None:
    """Why wishes are not taken now; None while they are."""
    if state is not ScheduleState.GATHERING:
        return NOT_ASKED_NOW
    return TOO_LATE if until is not None and today_of(now) > until else None


def keep_wishes(one: Negotiator, wishes: Mapping[UUID, Wish]) -> None:
    other = Side.BUYER if one.side is Side.EXPORTER else Side.EXPORTER
    query = select(N.id).where(N.schedule_id == one.schedule_id, N.side == other)
    if not wishes.keys() <= set(db.session.scalars(query)):
        raise Refused(STRANGER)
    db.session.execute(delete(W).where(W.wisher_id == one.id))
    rows = [
        {"schedule_id": one.schedule_id, "wisher_id": one.id, "about_id": about, "wish": wish}
        for about, wish in wishes.items()
    ]
    if rows:
        db.session.execute(insert(W), rows)


def done(schedule: NegotiationSchedule, one: Negotiator, now: datetime) -> None:
    one.revision += 1
    one.changed_at = now
    if resettle(schedule) is not None:
        touch(schedule, now)
