"""Circulation: members read the draft and remark on its parts within a term, the secretary answers.

Taking back is possible until both have signed; signatures given so far fall away with it.
"""

from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingAction, MeetingState
from council.meetings.rules.states import LIFE_CYCLE as MEETING_LIFE
from council.meetings.rules.states import MeetingFacts
from council.minutes.models import MinutesEdition, MinutesRemark
from council.minutes.queries import editions
from council.minutes.rules import EditionAction, EditionState
from council.minutes.rules.states import EditionFacts
from council.minutes.services.shared import advance, locked
from council.minutes.services.telling import tell_circulated

NOT_CIRCULATED = Refusal("not_circulated", N_("These minutes are not circulated for remarks now."))
REMARKS_OVER = N_("Remarks were taken until %(day)s. Tell the secretary what is wrong.")
REMARK_EMPTY = Refusal("remark_empty", N_("Write your remark."))
ANSWER_EMPTY = Refusal("answer_empty", N_("Write the answer to the remark."))
OTHER_EDITION = Refusal("other_edition", N_("This part belongs to other minutes."))


@command
def circulate_minutes(edition_id: UUID, until: datetime, *, actor: Viewer, now: datetime) -> None:
    """Show the draft to the members, who may remark until the given moment."""
    meeting, edition = locked(edition_id)
    is_empty = not editions.load_parts(edition_id)
    advance(
        edition,
        EditionAction.CIRCULATE,
        EditionFacts(is_empty=is_empty, term_is_ahead=until > now),
    )
    edition.remarks_until = until
    journal.record(
        "minutes.circulated",
        subject_id=edition_id,
        actor=actor,
        at=now,
        details={"until": until},
    )
    tell_circulated(meeting, edition, until, now)


@command
def make_remark(
    edition_id: UUID, part_id: UUID | None, text: str, *, actor: Viewer, now: datetime
) -> MinutesRemark:
    """A member's remark on a part, or on the minutes as a whole."""
    edition = editions.lock_edition(edition_id)
    check_remark(edition, part_id, text, now)
    if actor.person_id is None:
        raise Refused(NOT_CIRCULATED)
    remark = MinutesRemark(
        edition_id=edition_id,
        part_id=part_id,
        person_id=actor.person_id,
        text=text.strip(),
        made_at=now,
    )
    db.session.add(remark)
    journal.record("minutes.remark_made", subject_id=edition_id, actor=actor, at=now)
    return remark


def check_remark(edition: MinutesEdition, part_id: UUID | None, text: str, now: datetime) -> None:
    if edition.state is not EditionState.CIRCULATED or edition.remarks_until is None:
        raise Refused(NOT_CIRCULATED)
    if now > edition.remarks_until:
        raise Refused(Refusal("remarks_over", REMARKS_OVER, {"day": edition.remarks_until}))
    if part_id and editions.get_part_row(part_id).edition_id != edition.id:
        raise Refused(OTHER_EDITION)
    if not text.strip():
        raise Refused(REMARK_EMPTY)


@command
def answer_remark(remark_id: UUID, answer: str, *, actor: Viewer, now: datetime) -> None:
    """The secretary's answer: what was changed, or why it was not."""
    remark = editions.lock_remark(remark_id)
    if not answer.strip():
        raise Refused(ANSWER_EMPTY)
    remark.answer, remark.answered_at = answer.strip(), now
    journal.record("minutes.remark_answered", subject_id=remark.edition_id, actor=actor, at=now)


@command
def take_back_minutes(edition_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Back to a draft, from circulation or from signing; a lone signature is void."""
    meeting, edition = locked(edition_id)
    was_to_sign = edition.state is EditionState.TO_SIGN
    advance(edition, EditionAction.TAKE_BACK, EditionFacts(number=edition.number))
    void = [] if not was_to_sign else void_signatures(edition)
    if was_to_sign:
        take_meeting_back(meeting)
    journal.record(
        "minutes.taken_back",
        subject_id=edition_id,
        actor=actor,
        at=now,
        details={"void_signatures": void},
    )


def void_signatures(edition: MinutesEdition) -> list[str]:
    """Drop signatures on bytes that will change; the journal keeps who had signed which."""
    signatures = editions.load_signatures(edition.id)
    for signature in signatures:
        db.session.delete(signature)
    edition.text, edition.sha256 = "", None
    return [f"{each.name} {each.sha256}" for each in signatures]


def take_meeting_back(meeting: Meeting) -> None:
    """A correction does not move the meeting: its first minutes stay signed."""
    if meeting.state is MeetingState.MINUTES_TO_SIGN:
        meeting.state = MEETING_LIFE.advance(
            MeetingAction.TAKE_MINUTES_BACK, meeting.state, MeetingFacts()
        )
        meeting.revision += 1
