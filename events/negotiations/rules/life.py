"""The life of a schedule of negotiations and of a run of its search. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from core.kernel.workflow import Step, Workflow

BUDGETS = (2, 10, 60)  # seconds
LEASE = timedelta(seconds=30)
ATTEMPTS = 3


class ScheduleState(StrEnum):
    """Where a schedule stands."""

    PREPARING = "preparing"
    GATHERING = "gathering"
    ARRANGING = "arranging"
    PUBLISHED = "published"


class ScheduleAction(StrEnum):
    """What moves a schedule on."""

    ASK_WISHES = "ask_wishes"
    CLOSE_WISHES = "close_wishes"
    PUBLISH = "publish"


class RunState(StrEnum):
    """What has become of a run of the search."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    CANCELLED = "cancelled"
    OUTDATED = "outdated"
    FAILED = "failed"


LIVE = frozenset({RunState.WAITING, RunState.WORKING})


@dataclass(frozen=True, slots=True)
class ScheduleFacts:
    """What the steps of a schedule look at."""

    slots: int = 0
    exporters: int = 0
    buyers: int = 0
    meetings: int = 0
    is_running: bool = False
    tables: int = 0


def has_slots(facts: ScheduleFacts) -> Refusal | None:
    if facts.slots:
        return None
    return Refusal("no_slots", N_("There is no time for meetings yet. Enter the days first."))


def has_both_sides(facts: ScheduleFacts) -> Refusal | None:
    if facts.exporters and facts.buyers:
        return None
    return Refusal(
        "one_side_lacks", N_("Exporters or buyers are lacking. Enter participants of both sides.")
    )


def has_meetings(facts: ScheduleFacts) -> Refusal | None:
    if facts.meetings:
        return None
    return Refusal("no_meetings", N_("No meeting has a time yet. Start a run first."))


def nobody_runs(facts: ScheduleFacts) -> Refusal | None:
    if not facts.is_running:
        return None
    return Refusal("run_goes_on", N_("A run is going on. Wait for its end or cancel it."))


S = ScheduleState
LIFE_CYCLE: Workflow[ScheduleState, ScheduleAction, ScheduleFacts] = Workflow(
    initial=S.PREPARING,
    steps={
        ScheduleAction.ASK_WISHES: Step(
            frozenset({S.PREPARING, S.ARRANGING}),
            S.GATHERING,
            (has_slots, has_both_sides, nobody_runs),
        ),
        ScheduleAction.CLOSE_WISHES: Step(
            frozenset({S.PREPARING, S.GATHERING}), S.ARRANGING, (has_slots, has_both_sides)
        ),
        ScheduleAction.PUBLISH: Step(
            frozenset({S.ARRANGING}), S.PUBLISHED, (has_meetings, nobody_runs)
        ),
    },
)


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run as its taker sees it."""

    state: RunState
    attempts: int
    leased_until: datetime | None


def may_take(run: RunFacts, now: datetime) -> bool:
    """Whether a worker may begin: it waits, or who worked on it gave no sign of life."""
    if run.state is RunState.WAITING:
        return True
    is_dead = run.leased_until is not None and run.leased_until <= now
    return run.state is RunState.WORKING and is_dead


def is_given_up(run: RunFacts) -> bool:
    """Workers died over it too often: it is not begun again."""
    return run.attempts >= ATTEMPTS
