"""Selection: points and reasons, then chosen, waiting or declined; each company is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from events.missions.letters.applications import Told
from events.missions.models import Call, MissionApplication
from events.missions.queries.applications import (
    count_waiting_before,
    get_application,
    get_call_id,
    next_place,
)
from events.missions.queries.calls import get_call
from events.missions.rules.applications import (
    LIFE_CYCLE,
    NO_PLACES,
    MissionApplicationAction,
    MissionApplicationState,
    points_refusal,
)
from events.missions.services.places import fill_places, free_place, take_place
from events.missions.services.register import enter_support
from events.missions.services.shared import facts_of, note, tell


@dataclass(frozen=True, slots=True)
class Verdict:
    """Points by criterion and the reason, which the company reads."""

    reason: str = ""
    scores: Mapping[str, int] = field(default_factory=dict)


@command
def score_application(
    application_id: UUID, verdict: Verdict, *, actor: Viewer, now: datetime
) -> None:
    """Keep the points without deciding; nobody is told."""
    application, call = locked(application_id)
    give_points(application, call, verdict)
    application.changed_at = now
    note("application.scored", application, actor, now)


@command
def decide_application(
    application_id: UUID,
    action: MissionApplicationAction,
    verdict: Verdict,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """Choose, put on the waiting list or decline."""
    application, call = locked(application_id)
    give_points(application, call, verdict)
    before = application.state
    facts = facts_of(application, call, now, reason=verdict.reason)
    target = LIFE_CYCLE.advance(action, before, facts)
    if target is MissionApplicationState.CHOSEN and not take_place(call.id):
        raise Refused(NO_PLACES)
    application.reason = verdict.reason.strip()
    application.place_in_list = (
        next_place(call.id) if target is MissionApplicationState.WAITING else None
    )
    application.state, application.changed_at = target, now
    db.session.flush()
    db.session.refresh(call)
    note(f"application.{target}", application, actor, now)
    place = application.place_in_list and place_among(application)
    tell(application, call, Told(target.value), now, place=place)
    if target is MissionApplicationState.CHOSEN:
        enter_support(application, call, now)
    if before is MissionApplicationState.CHOSEN:
        free_place(application, call)
        fill_places(call, now)


def locked(application_id: UUID) -> tuple[MissionApplication, Call]:
    """The application as it is now, its call locked before it."""
    call = get_call(get_call_id(application_id), lock=True)
    return get_application(application_id), call


def give_points(application: MissionApplication, call: Call, verdict: Verdict) -> None:
    if refusal := points_refusal(call.criteria, verdict.scores):
        raise Refused(refusal)
    if verdict.scores:
        application.scores = dict(verdict.scores)
    db.session.flush()


def place_among(application: MissionApplication) -> int:
    """The place on the list as people count it, from 1."""
    return count_waiting_before(application) + 1
