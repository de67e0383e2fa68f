"""People around a meeting: who may preside, approve the agenda, speak; who answered the notice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.names import PersonName
from core.kernel.zones import local
from council.meetings.models import Meeting, NoticeAnswer
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.kinds import Answer, AnswerChannel
from council.membership.models import Person
from council.membership.queries import Holder, find_officer, get_person
from council.membership.rules import Office


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A member's answer to the notice."""

    answer: Answer
    comment: str
    answered_at: datetime
    channel: AnswerChannel = AnswerChannel.PAGE


def list_approvers(meeting: Meeting | MeetingRow) -> tuple[Holder, ...]:
    """Who approves the agenda: the presiding of the meeting, then the chair of its day."""
    day = local(meeting.starts_at, meeting.zone).date()
    chair = find_officer(meeting.body_id, Office.CHAIR, day)
    found = [chair] if chair else []
    if meeting.presiding_id and (chair is None or chair.person_id != meeting.presiding_id):
        person = get_person(meeting.presiding_id)
        name = PersonName(person.surname, person.given_name, person.patronymic)
        found.insert(0, Holder(person.id, name, person.position))
    return tuple(found)


def names_of(person_ids: Iterable[UUID | None]) -> Mapping[UUID | None, str]:
    """Surnames with initials by person; nothing for nobody. One statement."""
    p = Person
    wanted = [person_id for person_id in person_ids if person_id]
    query = select(p.id, p.surname, p.given_name, p.patronymic).where(p.id.in_(wanted))
    rows = db.session.execute(query)
    return MappingProxyType({row[0]: PersonName(*row[1:]).initials_after for row in rows})


def answers_to(meeting_id: UUID) -> Mapping[UUID, AnswerRow]:
    """The answers to the notice by person; one statement."""
    a = NoticeAnswer
    columns = (a.person_id, a.answer, a.comment, a.answered_at, a.channel)
    query = select(*columns).where(a.meeting_id == meeting_id)
    rows = db.session.execute(query)
    return MappingProxyType({row[0]: AnswerRow(*row[1:]) for row in rows})


def find_answer(meeting_id: UUID, person_id: UUID) -> NoticeAnswer | None:
    a = NoticeAnswer
    query = select(a).where(a.meeting_id == meeting_id, a.person_id == person_id)
    return db.session.scalars(query).one_or_none()
