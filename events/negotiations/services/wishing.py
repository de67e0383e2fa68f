"""Wishes and presence: typed by the staff, or given by a participant over its personal link."""

from collections.abc import Mapping
from datetime import datetime
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
    if refusal := wishes_refusal(schedule, one, now):
        raise Refused(refusal)
    keep_wishes(one, wishes)
    known = {slot.key for slot in slots_of(schedule.id, schedule.minutes, schedule.pause)}
    one.absences = sorted(known & absences)
    one.answered_at = now
    done(schedule, one, now)
    note("negotiations.wishes_given", schedule, actor, now, {"participant": str(one.id)})


def wishes_refusal(schedule: NegotiationSchedule, one: Negotiator, now: datetime) -> Refusal | None:
    if schedule.state is not ScheduleState.GATHERING or one.withdrawn_at is not None:
        return NOT_ASKED_NOW
    if schedule.wishes_until is not None and today_of(now) > schedule.wishes_until:
        return TOO_LATE
    return None


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
