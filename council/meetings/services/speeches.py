"""What was heard and who spoke under an item, in order."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from council.meetings.models import Meeting, Speech
from council.meetings.queries.session.hall import get_hall
from council.meetings.queries.session.items import get_item_line
from council.meetings.queries.session.locked import (
    get_speech,
    is_on_guest_list,
    list_speech_records,
)
from council.meetings.queries.session.people import is_on_roll
from council.meetings.rules.agenda import reordered
from council.meetings.rules.kinds import SpeechKind
from council.meetings.rules.session import ON_RECORD
from council.meetings.services.recording import (
    Place,
    Target,
    check_text,
    lock_session,
    note,
    renumber,
)
from council.meetings.services.revisions import touch


@dataclass(frozen=True, slots=True)
class SpeechDraft:
    """What was said and by whom: somebody on the roll, a guest, or a typed name."""

    text: str
    person_id: UUID | None = None
    guest_id: UUID | None = None
    speaker_name: str = ""
    capacity: str = ""

    @property
    def values(self) -> dict[str, object]:
        """Columns; a typed name stands only where nobody was chosen."""
        is_chosen = self.person_id is not None or self.guest_id is not None
        return {
            "person_id": self.person_id,
            "guest_id": None if self.person_id else self.guest_id,
            "speaker_name": "" if is_chosen else self.speaker_name,
            "capacity": self.capacity,
            "text": self.text,
        }


@command
def add_speech(
    place: Place, kind: SpeechKind, draft: SpeechDraft, *, actor: Viewer, now: datetime
) -> Speech:
    """Put a speech on record, after those that are there."""
    meeting = lock_session(place.meeting_id, ON_RECORD)
    get_item_line(place.meeting_id, place.item_id)
    if db.session.get(Speech, place.key):
        return get_speech(place.meeting_id, place.key)
    check_speaker(meeting, draft)
    others = list_speech_records(place.item_id, kind)
    speech = Speech(
        id=place.key,
        item_id=place.item_id,
        kind=kind,
        position=max((other.position for other in others), default=0) + 1,
        **draft.values,
    )
    db.session.add(speech)
    note("speech.added", speech.id, actor=actor, now=now, details={"item_id": place.item_id})
    return speech


@command
def edit_speech(target: Target, draft: SpeechDraft, *, actor: Viewer, now: datetime) -> Speech:
    """Change a speech; a form made from an older text meets both texts."""
    meeting = lock_session(target.meeting_id, ON_RECORD)
    speech = get_speech(target.meeting_id, target.record_id)
    check_text(speech, target.revision, mine=draft.text, theirs=speech.text)
    check_speaker(meeting, draft)
    if changes := journal.apply_changes(speech, draft.values):
        touch(speech)
        note("speech.changed", speech.id, actor=actor, now=now, details=changes)
    return speech


@command
def remove_speech(meeting_id: UUID, speech_id: UUID, *, actor: Viewer, now: datetime) -> UUID:
    """Take a speech off the record; returns its item."""
    lock_session(meeting_id, ON_RECORD)
    speech = get_speech(meeting_id, speech_id)
    details = {"speaker": speech.speaker_name, "text": speech.text}
    db.session.delete(speech)
    note("speech.removed", speech_id, actor=actor, now=now, details=details)
    return speech.item_id


@command
def move_speech(
    meeting_id: UUID, speech_id: UUID, place: int, *, actor: Viewer, now: datetime
) -> UUID:
    """Move a speech to a place among those of its kind, counted from 1; returns its item."""
    lock_session(meeting_id, ON_RECORD)
    speech = get_speech(meeting_id, speech_id)
    records = list_speech_records(speech.item_id, speech.kind)
    renumber(reordered(records, speech, place))
    note("speech.moved", speech.id, actor=actor, now=now, details={"place": place})
    return speech.item_id


def check_speaker(meeting: Meeting, draft: SpeechDraft) -> None:
    """Members on the roll speak, and guests of the list where the regulation lets them."""
    meeting_id = meeting.id
    if draft.guest_id is not None and not get_hall(meeting).guests_speak:
        message = N_("By the regulation only members speak. Choose a member.")
        raise Refused(Refusal("guests_silent", message))
    if draft.person_id is not None and not is_on_roll(meeting_id, draft.person_id):
        message = N_("This person is not on the roll. Choose somebody from the list.")
        raise Refused(Refusal("not_on_roll", message))
    if draft.guest_id is not None and not is_on_guest_list(meeting_id, draft.guest_id):
        message = N_("This guest is not on the list of the meeting. Add them first.")
        raise Refused(Refusal("no_such_guest", message))
