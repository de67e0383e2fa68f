"""Runs of the search: asked for, taken, reported on, ended. One run of a schedule at a time.

No transaction is open while the search works (see `work`). A worker that gives no sign of life for
half a minute is dead: another takes the run up again, three times at most.
"""

from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom
from uuid import UUID, uuid4

from sqlalchemy import or_, select

from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from events.missions.rules.timetable.budget import Progress
from events.missions.rules.timetable.solving import Solution
from events.negotiations.models import NegotiationRun
from events.negotiations.queries.loading import get_schedule, load
from events.negotiations.rules.life import (
    BUDGETS,
    LEASE,
    LIVE,
    RunFacts,
    RunState,
    ScheduleState,
    is_given_up,
    may_take,
)
from events.negotiations.rules.materials import Materials, requests_of
from events.negotiations.rules.results import figures_of, taken_over
from events.negotiations.services.shared import (
    keep_rows,
    locked,
    note,
    refuse_published,
    refuse_while_running,
    touch,
)

R = NegotiationRun
NOT_YET = Refusal("wishes_open", N_("Wishes are still gathered. Close them before the run."))
NOTHING = Refusal("nothing_asked", N_("No pair wants to meet yet. Enter the wishes first."))
NO_BUDGET = Refusal("no_such_budget", N_("Choose a budget of 2, 10 or 60 seconds."))
TOO_OFTEN = "The search ended early three times."


@dataclass(frozen=True, slots=True)
class Taken:
    """A run in work: what the search needs, all of it values."""

    run_id: UUID
    attempt: int
    seconds: int
    seed: int
    materials: Materials


@command
def start_run(
    schedule_id: UUID, seconds: int, *, revision: int, actor: Viewer, now: datetime
) -> UUID:
    """Ask for a run; whoever presses twice gets a refusal, not two runs."""
    schedule = locked(schedule_id, revision)
    refuse_published(schedule)
    if schedule.state is not ScheduleState.ARRANGING:
        raise Refused(NOT_YET)
    refuse_while_running(schedule_id)
    if seconds not in BUDGETS:
        raise Refused(NO_BUDGET)
    if not requests_of(load(schedule_id).materials):
        raise Refused(NOTHING)
    run = R(
        id=uuid4(),
        schedule_id=schedule_id,
        seconds=seconds,
        seed=SystemRandom().randrange(2**31),
        asked_by=actor.name,
        asked_at=now,
    )
    db.session.add(run)
    db.session.flush()
    note("negotiations.run_started", schedule, actor, now, {"seconds": seconds})
    return run.id


@command
def cancel_run(run_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """What the run found so far is dropped; pressed twice it does the same once."""
    run = get_run(run_id, lock=True)
    if run.state in LIVE:
        end(run, RunState.CANCELLED, now)
        note("negotiations.run_cancelled", get_schedule(run.schedule_id), actor, now)


@command
def take_run(run_id: UUID | None, *, now: datetime) -> Taken | None:
    """Take this run, or the one that waits longest; None if there is none to take."""
    waits = or_(R.state == RunState.WAITING, R.leased_until <= now)
    query = select(R).where(R.state.in_(LIVE), waits).order_by(R.asked_at).limit(1)
    if run_id is not None:
        query = query.where(R.id == run_id)
    run = db.session.scalar(query.with_for_update(skip_locked=True))
    if run is None or not may_take(facts_of(run), now):
        return None
    if is_given_up(facts_of(run)):
        run.error = TOO_OFTEN
        end(run, RunState.FAILED, now)
        return None
    run.state, run.leased_until = RunState.WORKING, now + LEASE
    run.attempts += 1
    run.started_at, run.percent = now, 0
    db.session.flush()
    materials = load(run.schedule_id).materials
    return Taken(run.id, run.attempts, run.seconds, run.seed, materials)


@command
def report_progress(taken: Taken, progress: Progress, *, now: datetime) -> bool:
    """Note how far it is, and live on; False: cancelled or taken by another, so stop."""
    run = get_run(taken.run_id, lock=True)
    if not is_ours(run, taken):
        return False
    run.leased_until = now + LEASE
    keep_progress(run, progress)
    return True


@command
def finish_run(taken: Taken, solution: Solution, *, actor: Viewer, now: datetime) -> RunState:
    """Store the proven timetable, unless what it was made from has changed since."""
    schedule_id = get_run(taken.run_id).schedule_id
    schedule = locked(schedule_id)
    run = get_run(taken.run_id, lock=True)
    if not is_ours(run, taken):
        return run.state
    loaded = load(schedule_id)
    if loaded.materials != taken.materials or schedule.state is not ScheduleState.ARRANGING:
        return end(run, RunState.OUTDATED, now)
    adjustment = taken_over(loaded.materials, solution)
    keep_rows(schedule, loaded, adjustment)
    touch(schedule, now)
    run.placed, run.possible = solution.placed, solution.possible
    run.breaks, run.least_breaks = solution.breaks, solution.least_breaks
    run.measures, run.percent = dict(figures_of(loaded.materials, solution)), 100
    note("negotiations.run_finished", schedule, actor, now, {"placed": solution.placed})
    return end(run, RunState.DONE, now)


@command
def fail_run(taken: Taken, error: str, *, now: datetime) -> None:
    """The search refused or broke: nothing is stored but why."""
    run = get_run(taken.run_id, lock=True)
    if is_ours(run, taken):
        run.error = error
        end(run, RunState.FAILED, now)


def end(run: NegotiationRun, state: RunState, now: datetime) -> RunState:
    run.state, run.leased_until, run.finished_at = state, None, now
    return state


def is_ours(run: NegotiationRun, taken: Taken) -> bool:
    return run.state is RunState.WORKING and run.attempts == taken.attempt


def facts_of(run: NegotiationRun) -> RunFacts:
    return RunFacts(run.state, run.attempts, run.leased_until)


def keep_progress(run: NegotiationRun, progress: Progress) -> None:
    run.phase, run.percent = progress.phase, progress.percent
    run.placed, run.possible = progress.placed, progress.possible
    run.breaks, run.least_breaks = progress.breaks, progress.least_breaks


def get_run(run_id: UUID, *, lock: bool = False) -> NegotiationRun:
    query = select(R).where(R.id == run_id)
    run = db.session.scalar(
        query.with_for_update() if lock else query, execution_options={"populate_existing": True}
    )
    if run is None:
        raise NotFound("no such run")
    return run
