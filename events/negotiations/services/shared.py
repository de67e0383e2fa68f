"""What services of negotiations share: the locked schedule, secrets of participants, storing rows.

Steps of commands; nothing here begins or ends a transaction.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, delete, insert, select, update

from core.adapters import journal
from core.adapters.database import db
from core.adapters.derived import derived_token
from core.kernel.errors import N_, NotFound, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from events.missions.queries.calls import get_event
from events.negotiations.models import (
    NegotiationMeeting,
    NegotiationRun,
    NegotiationSchedule,
    Negotiator,
)
from events.negotiations.queries.loading import Loaded, get_schedule, kept_reason
from events.negotiations.rules.adjusting import Adjustment
from events.negotiations.rules.life import LIVE, ScheduleState
from events.negotiations.rules.materials import NOT_ASKED, Row

M, N = NegotiationMeeting, Negotiator
CHANGED = Refusal(
    "schedule_changed",
    N_("Somebody changed the schedule meanwhile. Look at it as it is now, then change it."),
)
RUNS = Refusal("run_goes_on", N_("A run is going on. Wait for its end or cancel it."))
IS_PUBLISHED = Refusal(
    "published",
    N_("The schedule is published. Change it so that participants are told: look at the changes."),
)


def token_of(negotiator_id: UUID) -> str:
    """The secret of a participant's personal page; it can be made again for every letter."""
    return derived_token("negotiator", negotiator_id)


def page_of(negotiator_id: UUID) -> str:
    return f"/events/negotiations/{token_of(negotiator_id)}/"


def wishes_page_of(application_id: UUID) -> str:
    """Where the company of an application gives its wishes; "" while they are not gathered."""
    s = NegotiationSchedule
    query = (
        select(N.id)
        .join(s, s.id == N.schedule_id)
        .where(N.application_id == application_id, N.withdrawn_at.is_(None))
        .where(s.state == ScheduleState.GATHERING)
    )
    key = db.session.scalar(query.limit(1))
    return page_of(key) if key else ""


def locked(schedule_id: UUID, revision: int | None = None) -> NegotiationSchedule:
    """The schedule, nobody else changing it; raises Stale when the page was older."""
    schedule = get_schedule(schedule_id, lock=True)
    if revision is not None and schedule.revision != revision:
        raise Stale(CHANGED)
    return schedule


def locked_with_event(schedule_id: UUID, revision: int) -> NegotiationSchedule:
    """As `locked`, while nobody moves the event; first the event, as its own steps do."""
    s = NegotiationSchedule
    event_id = db.session.scalar(select(s.event_id).where(s.id == schedule_id))
    if event_id is None:
        raise NotFound("no such schedule of negotiations")
    get_event(event_id, lock=True)
    return locked(schedule_id, revision)


def refuse_while_running(schedule_id: UUID) -> None:
    r = NegotiationRun
    query = select(r.id).where(r.schedule_id == schedule_id, r.state.in_(LIVE)).limit(1)
    if db.session.scalar(query) is not None:
        raise Refused(RUNS)


def refuse_published(schedule: NegotiationSchedule) -> None:
    if schedule.state is ScheduleState.PUBLISHED:
        raise Refused(IS_PUBLISHED)


def touch(schedule: NegotiationSchedule, now: datetime) -> None:
    """Pages made before this meet a 409."""
    schedule.revision += 1
    schedule.changed_at = now


def note(
    what: str,
    schedule: NegotiationSchedule,
    actor: Viewer,
    now: datetime,
    details: Mapping[str, Any] = {},
) -> None:
    journal.record(what, subject_id=schedule.id, actor=actor, at=now, details=details)


def keep_rows(schedule: NegotiationSchedule, loaded: Loaded, adjustment: Adjustment) -> None:
    """Store what changed. Places are given up first and taken then: two meetings may swap theirs.

    Before the first publication a pair that nobody asks for leaves no row; later every row stays.
    """
    old = {row.pair: row for row in loaded.materials.rows}
    new = {row.pair: row for row in adjustment.rows}
    if schedule.edition == 0:
        dropped = [pair for pair, row in new.items() if row.reason == NOT_ASKED]
        new = {pair: row for pair, row in new.items() if row.reason != NOT_ASKED}
        drop([loaded.meetings[pair] for pair in dropped if pair in loaded.meetings])
    changed = [loaded.meetings[pair] for pair in new if pair in old and old[pair] != new[pair]]
    give_up(changed)
    take([(loaded.meetings[p], row) for p, row in new.items() if p in old and old[p] != row])
    add(schedule.id, loaded.people, [row for pair, row in new.items() if pair not in old])
    keep_seats(loaded, adjustment.seats)


def drop(meeting_ids: list[UUID]) -> None:
    for part in parts(meeting_ids):
        db.session.execute(delete(M).where(M.id.in_(part)))


def parts(ids: list[UUID], size: int = 500) -> list[list[UUID]]:
    """Few enough identities for one statement."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def give_up(meeting_ids: list[UUID]) -> None:
    nothing = {"slot": None, "hall": None, "table": None, "interpreter": None, "is_locked": False}
    for part in parts(meeting_ids):
        query = update(M).where(M.id.in_(part)).values(**nothing, is_taken_out=False)
        db.session.execute(query, execution_options={"synchronize_session": False})


def take(rows: list[tuple[UUID, Row]]) -> None:
    if not rows:
        return
    table = M.__table__
    names = columns_of(rows[0][1])
    query = (
        update(table)  # type: ignore[arg-type]  # the table of a model is a Table
        .where(table.c.id == bindparam("key"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    values = [
        {"key": key} | {f"new_{name}": value for name, value in columns_of(row).items()}
        for key, row in rows
    ]
    db.session.connection().execute(query, values)


def columns_of(row: Row) -> dict[str, Any]:
    return {
        "slot": row.slot,
        "hall": row.hall,
        "table": row.table,
        "interpreter": row.interpreter,
        "is_locked": row.is_locked,
        "is_by_hand": row.is_by_hand,
        "is_taken_out": row.is_taken_out,
        "reason": kept_reason(row.reason),
    }


def add(schedule_id: UUID, people: Mapping[int, UUID], rows: list[Row]) -> None:
    values = [
        columns_of(row)
        | {
            "id": uuid4(),
            "schedule_id": schedule_id,
            "first_id": people[row.first],
            "second_id": people[row.second],
        }
        for row in rows
    ]
    if values:
        db.session.execute(insert(M), values)


def keep_seats(loaded: Loaded, seats: Mapping[int, int]) -> None:
    """Remember in which hall each host sits, so that a repair leaves it there."""
    for one in loaded.materials.people:
        seat = seats.get(one.number, one.seat)
        if seat != one.seat:
            query = update(N).where(N.id == loaded.people[one.number]).values(seat=seat)
            db.session.execute(query, execution_options={"synchronize_session": False})
