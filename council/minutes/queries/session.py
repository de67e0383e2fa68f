"""A whole session for the drafter, in a number of statements that no length of meeting changes.

Reads the tables that the session page fills; the wording is the business of rules.drafting.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, select

from core.adapters.database import db
from core.kernel.zones import local
from council.meetings.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Dissent,
    Executor,
    Guest,
    ItemAbsence,
    Meeting,
    Resolution,
    Speaker,
    Speech,
    Vote,
)
from council.meetings.rules.kinds import ItemState
from council.membership.models import Candidate, Election, Organisation, Person
from council.membership.queries import BodyRow, get_body
from council.minutes.queries.parties import Parties, load_parties

Rows = Mapping[UUID, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """All rows of a session; mappings are by item, `executors` by resolution."""

    meeting: Meeting
    body: BodyRow
    day: date
    items: Sequence[Any]
    left_out: Sequence[Any]
    roll: Sequence[Any]
    guests: Mapping[UUID, Any]
    speakers: Rows
    speeches: Rows
    resolutions: Rows
    executors: Rows
    votes: Rows
    elections: Rows
    candidates: Rows
    absences: Rows
    dissents: Rows
    ballots: int
    parties: Parties


def load_session(meeting: Meeting) -> Loaded:
    """Sixteen statements, however many items, speeches and votes there are."""
    day = local(meeting.starts_at, meeting.zone).date()
    found: dict[str, Any] = {
        "items": rows(items_of(meeting.id)),
        "left_out": rows(left_out_of(meeting.id)),
        "roll": rows(
            select(Attendance.person_id, Attendance.is_voting, Attendance.presence).where(
                Attendance.meeting_id == meeting.id
            )
        ),
        "guests": {row.id: row for row in rows(guests_of(meeting.id))},
        **{name: grouped(query) for name, query in under_items(meeting.id).items()},
        "ballots": db.session.scalar(ballots_of(meeting.id)) or 0,
    }
    people = {meeting.presiding_id, meeting.secretary_id, *people_in(found)} - {None}
    parties = load_parties({each for each in people if each}, meeting.body_id, day)
    return Loaded(
        meeting=meeting, body=get_body(meeting.body_id), day=day, parties=parties, **found
    )


def rows(query: Select[*tuple[Any, ...]]) -> Sequence[Any]:
    return db.session.execute(query).all()


def grouped(query: Select[*tuple[Any, ...]]) -> Rows:
    """Rows by their first column."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows(query):
        found[row[0]].append(row)
    return found


def items_of(meeting_id: UUID) -> Select[*tuple[Any, ...]]:
    i = AgendaItem
    return (
        select(i.id, i.title, i.kind, i.position, i.printed_number, i.is_heard)
        .where(i.meeting_id == meeting_id, i.state == ItemState.ACCEPTED)
        .order_by(func.coalesce(i.printed_number, i.position), i.position)
    )


def left_out_of(meeting_id: UUID) -> Select[int | None, str, str]:
    """Items of the agenda that the hall left out; one taken off before has no number."""
    i = AgendaItem
    return (
        select(i.printed_number, i.title, i.decline_reason)
        .where(
            i.meeting_id == meeting_id,
            i.state == ItemState.REMOVED,
            i.printed_number.is_not(None),
            i.decline_reason != "",
        )
        .order_by(i.printed_number)
    )


def guests_of(meeting_id: UUID) -> Select[*tuple[Any, ...]]:
    g = Guest
    named = case((Person.genitive != "", Person.genitive), else_=Person.surname)
    query = select(g.id, g.kind, g.full_name, g.post, named.label("stands_for"))
    query = query.outerjoin(Person, Person.id == g.stands_for_id)
    return query.where(g.meeting_id == meeting_id)


def ballots_of(meeting_id: UUID) -> Select[int]:
    """How many people sent a ballot in."""
    return (
        select(func.count(Ballot.person_id.distinct()))
        .join(AgendaItem, AgendaItem.id == Ballot.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
    )


def under_items(meeting_id: UUID) -> dict[str, Select[*tuple[Any, ...]]]:
    """What belongs to items, in the order of the minutes; the first column says to which."""
    return {
        name: query.join(AgendaItem, AgendaItem.id == item_id).where(
            AgendaItem.meeting_id == meeting_id
        )
        for name, (item_id, query) in (SAID | DECIDED | VOTED).items()
    }


# By name: the column that points at the item, and the rows without the join to it.
Under = dict[str, tuple[Any, Select[*tuple[Any, ...]]]]
s, v, x, e, r = Speech, Vote, Executor, Election, Resolution
SAID: Under = {
    "speakers": (
        Speaker.item_id,
        select(Speaker.item_id, Speaker.person_id, Speaker.name, Speaker.post).order_by(
            Speaker.position
        ),
    ),
    "speeches": (
        s.item_id,
        select(
            s.item_id, s.kind, s.person_id, s.guest_id, s.speaker_name, s.capacity, s.text
        ).order_by(s.position),
    ),
}
DECIDED: Under = {
    "resolutions": (
        r.item_id,
        select(r.item_id, r.id, r.position, r.text, r.kind, r.due_kind, r.due_on).order_by(
            r.position
        ),
    ),
    "executors": (
        r.item_id,
        select(x.resolution_id, x.person_id, x.name, Organisation.name.label("organisation"))
        .select_from(x)
        .join(r, r.id == x.resolution_id)
        .outerjoin(Organisation, Organisation.id == x.organisation_id)
        .order_by(x.position),
    ),
}
VOTED: Under = {
    "votes": (
        v.item_id,
        select(
            v.item_id,
            v.in_favour,
            v.against,
            v.abstained,
            v.outcome,
            v.mode,
            r.position.label("decision"),
        )
        .select_from(v)
        .outerjoin(r, r.id == v.resolution_id)
        .order_by(r.position.nulls_last(), v.taken_at),
    ),
    "elections": (
        e.agenda_item_id,
        select(e.agenda_item_id, e.elected_id, e.against, e.abstained, e.is_secret),
    ),
    "candidates": (
        e.agenda_item_id,
        select(e.agenda_item_id, Candidate.person_id, Candidate.in_favour)
        .select_from(Candidate)
        .join(e, e.id == Candidate.election_id)
        .order_by(Candidate.position),
    ),
    "absences": (
        ItemAbsence.item_id,
        select(
            ItemAbsence.item_id,
            ItemAbsence.person_id,
            ItemAbsence.is_recusal,
            ItemAbsence.reason,
        ),
    ),
    "dissents": (
        Dissent.item_id,
        select(Dissent.item_id, Dissent.person_id).order_by(Dissent.filed_on),
    ),
}


def people_in(found: Mapping[str, Any]) -> Iterator[UUID | None]:
    """Everybody whom the rows name."""
    for row in found["roll"]:
        yield row.person_id
    for name in ("speakers", "speeches", "executors", "candidates", "absences", "dissents"):
        for each in found[name].values():
            yield from (row.person_id for row in each)
    for each in found["elections"].values():
        yield from (row.elected_id for row in each)
