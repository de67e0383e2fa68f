"""Rows of the record that services change. The lock is on the meeting: whoever records waits there.

Every `get_` names the meeting, so that nobody reaches into another one.
"""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from council.meetings.models import (
    AgendaItem,
    Ballot,
    Dissent,
    Guest,
    ItemAbsence,
    Resolution,
    Speech,
    Vote,
)
from council.meetings.rules.kinds import SpeechKind
from council.membership.models import Candidate, Election

R = TypeVar("R")


def the_one(found: R | None) -> R:
    if found is None:
        raise NotFound("no such record of this meeting")
    return found


def get_speech(meeting_id: UUID, speech_id: UUID) -> Speech:
    query = select(Speech).join(AgendaItem, AgendaItem.id == Speech.item_id)
    query = query.where(Speech.id == speech_id, AgendaItem.meeting_id == meeting_id)
    return the_one(db.session.scalars(query).one_or_none())


def list_speech_records(item_id: UUID, kind: SpeechKind) -> list[Speech]:
    query = select(Speech).where(Speech.item_id == item_id, Speech.kind == kind)
    return list(db.session.scalars(query.order_by(Speech.position)))


def get_resolution(meeting_id: UUID, resolution_id: UUID) -> Resolution:
    query = select(Resolution).join(AgendaItem, AgendaItem.id == Resolution.item_id)
    query = query.where(Resolution.id == resolution_id, AgendaItem.meeting_id == meeting_id)
    return the_one(db.session.scalars(query).one_or_none())


def list_resolution_records(item_id: UUID) -> list[Resolution]:
    query = select(Resolution).where(Resolution.item_id == item_id)
    return list(db.session.scalars(query.order_by(Resolution.position)))


def get_dissent(meeting_id: UUID, dissent_id: UUID) -> Dissent:
    query = select(Dissent).join(AgendaItem, AgendaItem.id == Dissent.item_id)
    query = query.where(Dissent.id == dissent_id, AgendaItem.meeting_id == meeting_id)
    return the_one(db.session.scalars(query).one_or_none())


def find_dissent(item_id: UUID, person_id: UUID) -> Dissent | None:
    query = select(Dissent).where(Dissent.item_id == item_id, Dissent.person_id == person_id)
    return db.session.scalars(query).one_or_none()


def find_vote(item_id: UUID, resolution_id: UUID | None) -> Vote | None:
    """The vote on one resolution, or on the item as a whole."""
    query = select(Vote).where(Vote.item_id == item_id)
    if resolution_id is None:
        query = query.where(Vote.resolution_id.is_(None))
    else:
        query = query.where(Vote.resolution_id == resolution_id)
    return db.session.scalars(query).one_or_none()


def get_vote(meeting_id: UUID, vote_id: UUID) -> Vote:
    query = select(Vote).join(AgendaItem, AgendaItem.id == Vote.item_id)
    query = query.where(Vote.id == vote_id, AgendaItem.meeting_id == meeting_id)
    return the_one(db.session.scalars(query).one_or_none())


def list_ballot_records(item_id: UUID, resolution_id: UUID | None) -> list[Ballot]:
    """The votes by name on one resolution, or on the item as a whole."""
    query = select(Ballot).where(Ballot.item_id == item_id)
    if resolution_id is None:
        query = query.where(Ballot.resolution_id.is_(None))
    else:
        query = query.where(Ballot.resolution_id == resolution_id)
    return list(db.session.scalars(query))


def list_absence_records(item_ids: Sequence[UUID], person_id: UUID) -> dict[UUID, ItemAbsence]:
    """A member's absences at items, by item."""
    a = ItemAbsence
    query = select(a).where(a.item_id.in_(item_ids), a.person_id == person_id)
    return {row.item_id: row for row in db.session.scalars(query)}


def has_spoken(guest_id: UUID) -> bool:
    query = select(func.count()).select_from(Speech).where(Speech.guest_id == guest_id)
    return bool(db.session.scalar(query))


def is_on_guest_list(meeting_id: UUID, guest_id: UUID) -> bool:
    query = select(Guest.id).where(Guest.id == guest_id, Guest.meeting_id == meeting_id)
    return db.session.scalar(query) is not None


def find_election(item_id: UUID) -> Election | None:
    query = select(Election).where(Election.agenda_item_id == item_id)
    return db.session.scalars(query).one_or_none()


def list_candidate_records(election_id: UUID) -> list[Candidate]:
    query = select(Candidate).where(Candidate.election_id == election_id)
    return list(db.session.scalars(query.order_by(Candidate.position)))
