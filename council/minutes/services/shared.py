"""What several services of minutes do alike: locking in one order, facts, the frozen guard.

The meeting is always locked before its edition, the edition before a part.
"""

from uuid import UUID

from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from council.meetings.models import Meeting
from council.meetings.queries.meetings import get_meeting
from council.minutes.models import MinutesEdition
from council.minutes.queries import editions
from council.minutes.queries.readiness import signers_of
from council.minutes.rules import EditionAction, Signatory
from council.minutes.rules.states import EDITABLE, FROZEN, LIFE_CYCLE, EditionFacts


def locked(edition_id: UUID) -> tuple[Meeting, MinutesEdition]:
    """The edition with its meeting, both locked."""
    row = editions.get_edition_row(edition_id)
    meeting = get_meeting(row.meeting_id, lock=True)
    return meeting, editions.lock_edition(edition_id)


def advance(edition: MinutesEdition, action: EditionAction, facts: EditionFacts) -> None:
    """Take the step or raise `Refused`; pages made before it are stale from here on."""
    edition.state = LIFE_CYCLE.advance(action, edition.state, facts)
    edition.revision += 1


def demand_editable(edition: MinutesEdition) -> None:
    """Frozen text is refused for ever (DOMAIN.md § 1.9, invariant 8)."""
    if edition.state not in EDITABLE:
        raise Refused(FROZEN)


def signatory_of(meeting: Meeting, actor: Viewer) -> Signatory | None:
    """In which quality the person signs the minutes of this meeting."""
    if actor.person_id is None:
        return None
    if actor.person_id == meeting.presiding_id:
        return Signatory.PRESIDING
    is_secretary = actor.person_id == meeting.secretary_id
    signs = is_secretary and Signatory.SECRETARY in signers_of(meeting)
    return Signatory.SECRETARY if signs else None
