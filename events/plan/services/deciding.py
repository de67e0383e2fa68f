"""What signed minutes mean for a tabled plan: approved as tabled, or a draft again.

Runs in the transaction of the last signature (council.minutes.aftermath). A correction of the
minutes only moves the reference to its own edition. Source: DOMAIN.md § 1.6, invariant 12.
"""

from uuid import UUID

from sqlalchemy import func, select

from core.adapters import journal
from core.adapters.database import db
from council.meetings.models import Meeting, Resolution, Vote
from council.meetings.rules.naming import named_day_of
from council.meetings.rules.votes import CARRIED
from council.membership.queries import get_body
from council.minutes.aftermath import SignedMinutes
from events.plan.models import PlanEdition, PlanRemoval
from events.plan.queries.differences import ends_of, find_before, list_changes
from events.plan.rules.editions import (
    LIFE_CYCLE,
    Change,
    ChangeKind,
    EditionFacts,
    PlanEditionAction,
    PlanEditionState,
    removed_after_its_date,
)
from events.plan.services import shared
from events.plan.services.events import Decided, follow_line
from events.plan.services.keeping import keep_approved
from events.programme.models import Event

DECIDED = EditionFacts(has_minutes=True)


def decide_plans(signed: SignedMinutes) -> None:
    """Approve or refuse what this meeting had before it."""
    query = (
        select(PlanEdition)
        .where(PlanEdition.meeting_id == signed.meeting_id, PlanEdition.item_id.is_not(None))
        .with_for_update()
    )
    for edition in db.session.scalars(query).all():
        if edition.state is PlanEditionState.APPROVED:
            edition.minutes_edition_id = signed.edition_id
        elif edition.state is PlanEditionState.TABLED and edition.item_id is not None:
            decide(edition, is_carried(edition.item_id), signed)


def is_carried(item_id: UUID) -> bool:
    """A vote on the item was carried; a decision recorded without a vote is one, too."""
    outcomes = db.session.scalars(select(Vote.outcome).where(Vote.item_id == item_id)).all()
    if outcomes:
        return all(outcome in CARRIED for outcome in outcomes)
    query = select(func.count()).select_from(Resolution).where(Resolution.item_id == item_id)
    return bool(db.session.scalar(query))


def decide(edition: PlanEdition, carried: bool, signed: SignedMinutes) -> None:  # noqa: FBT001
    """The minutes' decision as the edition's next state."""
    number = {"number": edition.number}
    if not carried:
        edition.state = LIFE_CYCLE.advance(PlanEditionAction.REFUSE, edition.state, DECIDED)
        edition.item_id = edition.meeting_id = None
        note("plan.refused", edition, signed, number)
        return
    day = named_day_of(db.session.get_one(Meeting, signed.meeting_id))
    before = find_before(edition.plan_id, edition.number)
    changes = list_changes(edition.id, before)
    flag_late(edition, removed_after_its_date(changes, ends_of(before), day))
    name = get_body(signed.body_id).name
    decided = Decided(day, name, edition.number, signed.actor, signed.signed_at)
    follow(edition, changes if before else None, decided)
    db.session.flush()  # lines and removals of an approved edition are frozen
    edition.minutes_edition_id, edition.approved_on = signed.edition_id, day
    edition.state = LIFE_CYCLE.advance(PlanEditionAction.APPROVE, edition.state, DECIDED)
    note("plan.approved", edition, signed, number)
    db.session.flush()
    keep_approved(edition, day, now=signed.signed_at)


def flag_late(edition: PlanEdition, late: frozenset[UUID]) -> None:
    query = select(PlanRemoval).where(PlanRemoval.edition_id == edition.id)
    for removal in db.session.scalars(query):
        removal.is_late = removal.event_id in late


def follow(edition: PlanEdition, changes: tuple[Change, ...] | None, decided: Decided) -> None:
    """Bring the events of new and changed lines to what was decided; all of a first edition."""
    changed = {each.event_id for each in changes or () if each.kind is not ChangeKind.REMOVED}
    for line in shared.list_whole_lines(edition.id):
        if changes is None or line.event_id in changed:
            follow_line(db.session.get_one(Event, line.event_id), line, decided)


def note(what: str, edition: PlanEdition, signed: SignedMinutes, details: dict[str, int]) -> None:
    edition.revision += 1
    journal.record(
        what,
        subject_id=edition.plan_id,
        actor=signed.actor,
        at=signed.signed_at,
        details=details,
    )
