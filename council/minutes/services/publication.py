"""Publication: an act of its own on exactly the text that the preview showed; withdrawal with why.

Publishing and withdrawing wait for each other on the locked edition: the last to commit holds.
"""

from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import Refused, Stale
from core.kernel.viewers import Viewer
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingAction, MeetingState
from council.meetings.rules.states import LIFE_CYCLE as MEETING_LIFE
from council.meetings.rules.states import MeetingFacts
from council.minutes.models import MinutesEdition
from council.minutes.queries import editions
from council.minutes.queries.published import preview_of
from council.minutes.rules import EditionAction, EditionState
from council.minutes.rules.signing import minutes_sha256
from council.minutes.rules.states import (
    EDITABLE,
    FROZEN,
    LIFE_CYCLE,
    PREVIEW_CHANGED,
    SIGNED_FOR_EVER,
    EditionFacts,
)
from council.minutes.services.editing import check_part, mark
from council.minutes.services.papers import hide_public, keep_public
from council.minutes.services.shared import advance, locked
from council.minutes.services.telling import tell_published


@command
def publish_minutes(edition_id: UUID, shown_sha256: str, *, actor: Viewer, now: datetime) -> None:
    """Let visitors read what the preview showed; again after a withdrawal."""
    meeting, edition = locked(edition_id)
    facts = publication_facts(edition)
    if refusals := LIFE_CYCLE.refusals(EditionAction.PUBLISH, edition.state, facts):
        raise Refused(*refusals)
    shown = preview_of(edition_id)
    if minutes_sha256(shown.text) != shown_sha256:
        raise Stale(PREVIEW_CHANGED)
    advance(edition, EditionAction.PUBLISH, facts)
    edition.published_at = now
    if meeting.state is MeetingState.MINUTES_SIGNED:
        move_meeting(meeting, MeetingAction.PUBLISH)
    db.session.flush()
    keep_public(meeting, edition.number, now=now)
    details = {"left_out_parts": shown.parts_left_out, "left_out_people": shown.people_left_out}
    journal.record(
        "minutes.published",
        subject_id=edition_id,
        actor=actor,
        at=now,
        details=details,
        is_official=True,
    )
    tell_published(meeting, edition, now)


@command
def withdraw_minutes(edition_id: UUID, reason: str, *, actor: Viewer, now: datetime) -> None:
    """Take the minutes off the public pages; these say why and answer 410."""
    meeting, edition = locked(edition_id)
    advance(edition, EditionAction.WITHDRAW, publication_facts(edition, reason))
    edition.withdrawn_at, edition.withdrawn_reason = now, reason.strip()
    if meeting.state is MeetingState.PUBLISHED:
        move_meeting(meeting, MeetingAction.WITHDRAW, reason)
    hide_public(edition_id, now=now)
    journal.record(
        "minutes.withdrawn",
        subject_id=edition_id,
        actor=actor,
        at=now,
        details={"reason": edition.withdrawn_reason},
        is_official=True,
    )


def publication_facts(edition: MinutesEdition, reason: str = "") -> EditionFacts:
    later = [
        each.state
        for each in editions.list_editions(edition.meeting_id)
        if each.number > edition.number
    ]
    return EditionFacts(
        number=edition.number,
        later_signed=any(state in SIGNED_FOR_EVER for state in later),
        later_published=EditionState.PUBLISHED in later,
        reason=reason,
    )


def move_meeting(meeting: Meeting, action: MeetingAction, reason: str = "") -> None:
    meeting.state = MEETING_LIFE.advance(action, meeting.state, MeetingFacts(reason=reason))
    meeting.revision += 1


@command
def restrict_part(
    part_id: UUID, *, is_restricted: bool, revision: int, actor: Viewer, now: datetime
) -> None:
    """Leave a part out of the public text, or let it in again; the signed text stays as it is."""
    part, edition = editions.lock_part(part_id)
    if edition.state not in EDITABLE | {EditionState.SIGNED, EditionState.WITHDRAWN}:
        raise Refused(FROZEN)
    if part.revision != revision:
        raise Stale(PREVIEW_CHANGED)
    check_part(part, part.text, is_restricted=is_restricted)
    mark(part, is_restricted=is_restricted, actor=actor, now=now)
