"""What was decided under an item: numbered decisions, their executors and terms."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from council.meetings.models import Executor, Meeting, Resolution
from council.meetings.queries.session.executors import executors_exist, list_executor_values
from council.meetings.queries.session.locked import (
    find_vote,
    get_resolution,
    list_resolution_records,
)
from council.meetings.rules.agenda import reordered
from council.meetings.rules.kinds import DecisionKind, DueKind, MeetingForm
from council.meetings.rules.resolutions import Terms, resolution_refusals
from council.meetings.rules.session import ON_RECORD
from council.meetings.services.recording import (
    Place,
    Target,
    check_text,
    considered_item,
    lock_session,
    note,
    renumber,
)
from council.meetings.services.revisions import touch


@dataclass(frozen=True, slots=True)
class ExecutorDraft:
    """Somebody who carries a decision out: a person, an organisation, or a typed name."""

    person_id: UUID | None = None
    organisation_id: UUID | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class ResolutionDraft:
    """A decision as typed; the first executor is responsible."""

    text: str
    kind: DecisionKind = DecisionKind.DECISION
    due_kind: DueKind = DueKind.NONE
    due_on: date | None = None
    executors: tuple[ExecutorDraft, ...] = ()

    @property
    def terms(self) -> Terms:
        count = len(self.executors)
        return Terms(self.text, self.kind, self.due_kind, self.due_on, count)

    @property
    def values(self) -> dict[str, object]:
        dated = self.due_kind is DueKind.DATE
        return {
            "text": self.text,
            "kind": self.kind,
            "due_kind": self.due_kind,
            "due_on": self.due_on if dated else None,
        }


@command
def add_resolution(
    place: Place, draft: ResolutionDraft, *, actor: Viewer, now: datetime
) -> Resolution:
    """Write one more decision.

    Once the item is voted on as a whole, or finished, the vote has to be cancelled before.
    """
    meeting = lock_session(place.meeting_id)
    line = considered_item(meeting, place.item_id)
    if db.session.get(Resolution, place.key):
        return get_resolution(meeting.id, place.key)
    if None in line.voted:
        message = N_("The item was voted on as a whole. Cancel the vote before you add to it.")
        raise Refused(Refusal("vote_is_taken", message))
    check_draft(draft)
    others = list_resolution_records(line.id)
    position = max((other.position for other in others), default=0) + 1
    resolution = Resolution(id=place.key, item_id=line.id, position=position, **draft.values)
    db.session.add(resolution)
    db.session.flush()
    write_executors(resolution, draft.executors)
    note("resolution.added", resolution.id, actor=actor, now=now, details={"item_id": line.id})
    return resolution


@command
def edit_resolution(
    target: Target, draft: ResolutionDraft, *, actor: Viewer, now: datetime
) -> Resolution:
    """Change a decision; a form made from an older text meets both texts."""
    meeting = lock_session(target.meeting_id, ON_RECORD, by_ballots=True)
    resolution = get_resolution(target.meeting_id, target.record_id)
    check_text(resolution, target.revision, mine=draft.text, theirs=resolution.text)
    check_draft(draft)
    check_wording(meeting, resolution, draft)
    changes = journal.apply_changes(resolution, draft.values)
    if write_executors(resolution, draft.executors):
        changes["executors"] = [[], [each.name for each in draft.executors]]
    if changes:
        touch(resolution)
        note("resolution.changed", resolution.id, actor=actor, now=now, details=changes)
    return resolution


@command
def remove_resolution(
    meeting_id: UUID, resolution_id: UUID, *, actor: Viewer, now: datetime
) -> UUID:
    """Take a decision off the record before it is voted on; returns its item."""
    lock_session(meeting_id)
    resolution = get_resolution(meeting_id, resolution_id)
    check_not_voted(resolution)
    item_id, details = resolution.item_id, {"text": resolution.text}
    db.session.execute(delete(Executor).where(Executor.resolution_id == resolution.id))
    db.session.delete(resolution)
    db.session.flush()
    renumber(list_resolution_records(item_id))
    note("resolution.removed", resolution_id, actor=actor, now=now, details=details)
    return item_id


@command
def move_resolution(
    meeting_id: UUID, resolution_id: UUID, place: int, *, actor: Viewer, now: datetime
) -> UUID:
    """Number a decision anew; returns its item."""
    lock_session(meeting_id)
    resolution = get_resolution(meeting_id, resolution_id)
    records = list_resolution_records(resolution.item_id)
    renumber(reordered(records, resolution, place))
    note("resolution.moved", resolution.id, actor=actor, now=now, details={"place": place})
    return resolution.item_id


def check_draft(draft: ResolutionDraft) -> None:
    if refusals := resolution_refusals(draft.terms):
        raise Refused(*refusals)
    people = {each.person_id for each in draft.executors if each.person_id}
    organisations = {each.organisation_id for each in draft.executors if each.organisation_id}
    if not executors_exist(people, organisations):
        message = N_("An executor is not known any more. Choose one from the list.")
        raise Refused(Refusal("no_such_executor", message))


def check_wording(meeting: Meeting, resolution: Resolution, draft: ResolutionDraft) -> None:
    """What members voted on by ballots stays as they read it."""
    if meeting.form is MeetingForm.ABSENTEE and draft.text != resolution.text:
        message = N_("Members vote on this very wording by ballots, so it cannot be changed.")
        raise Refused(Refusal("wording_fixed", message))


def check_not_voted(resolution: Resolution) -> None:
    on_item = find_vote(resolution.item_id, None)
    if on_item or find_vote(resolution.item_id, resolution.id):
        message = N_("There was a vote on this decision. Cancel the vote before you remove it.")
        raise Refused(Refusal("vote_is_taken", message))


def write_executors(resolution: Resolution, drafts: tuple[ExecutorDraft, ...]) -> bool:
    """Replace the executors; tells whether they changed."""
    wanted = [(each.person_id, each.organisation_id, each.name) for each in drafts]
    if list_executor_values(resolution.id) == wanted:
        return False
    db.session.execute(delete(Executor).where(Executor.resolution_id == resolution.id))
    for position, (person_id, organisation_id, name) in enumerate(wanted, 1):
        db.session.add(
            Executor(
                resolution_id=resolution.id,
                position=position,
                person_id=person_id,
                organisation_id=organisation_id,
                name=name,
            )
        )
    return True
