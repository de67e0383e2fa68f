"""Who hears what about an assignment; steps of other services, inside their transactions."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from core.adapters.database import db
from core.kernel.zones import local
from core.letters.rules import Addressee, Letter
from core.letters.services import post_to
from council.assignments import letters, queries
from council.assignments.letters import Step, Told
from council.assignments.queries.one import ExecutorRow
from council.assignments.rules import AssignmentAction
from council.meetings.letters.wording import name_of
from council.meetings.queries.meetings import get_meeting
from council.membership.queries import get_body
from council.membership.queries.readers import (
    list_organisation_readers,
    list_readers,
    list_secretaries,
)

RULED = {
    AssignmentAction.ACCEPT: "accepted",
    AssignmentAction.KEEP: "kept",
    AssignmentAction.RETURN: "returned",
}


def told_of(assignment_id: UUID) -> Told:
    """The assignment as it stands now; the name of the meeting is put in by `in_words`."""
    db.session.flush()
    row = queries.get_assignment(assignment_id)
    return Told(
        id=row.id,
        body_id=row.body_id,
        meeting_id=row.meeting_id,
        meeting="",
        code=row.code,
        kind=row.kind,
        text=row.text,
        due=row.due,
        zone=row.zone,
        next_meeting=(queries.find_next_meeting(row.body_id, row.next_at) if row.next_at else None),
    )


def in_words(told: Told) -> Told:
    """With the name of its meeting in the language that gettext is set to."""
    return replace(told, meeting=name_of(get_meeting(told.meeting_id), get_body(told.body_id)))


def executors_of(assignment_id: UUID) -> tuple[Addressee, ...]:
    return readers_of(queries.list_executors([assignment_id]))


def readers_of(executors: Iterable[ExecutorRow]) -> tuple[Addressee, ...]:
    """People, organisations and what was typed («рабочая группа …»), each once.

    Whoever has no e-mail gets a letter on paper from the secretary.
    """
    rows = tuple(executors)
    people = list_readers({each.person_id for each in rows})
    organisations = list_organisation_readers({each.organisation_id for each in rows})
    typed = {each.organisation for each in rows if each.is_typed and each.organisation}
    return (*people, *organisations, *(Addressee(name, "") for name in sorted(typed)))


def tell_executors(
    assignment_id: UUID, make: Callable[[Told, Addressee], Letter], now: datetime
) -> None:
    told = told_of(assignment_id)
    post_to(executors_of(assignment_id), lambda reader: make(in_words(told), reader), now=now)


def tell_reported(assignment_id: UUID, executor: str, text: str, now: datetime) -> None:
    told, step = told_of(assignment_id), Step("reported", now, text)
    day = local(now, get_body(told.body_id).zone).date()
    post_to(
        list_secretaries(told.body_id, day),
        lambda reader: letters.reported_letter(in_words(told), step, executor, reader),
        now=now,
    )


def tell_ruled(assignment_id: UUID, action: AssignmentAction, said: str, now: datetime) -> None:
    step = Step(RULED[action], now, said)
    tell_executors(
        assignment_id,
        lambda told, reader: letters.ruled_letter(told, step, action, reader),
        now,
    )


def tell_extended(assignment_id: UUID, basis: str, now: datetime) -> None:
    step = Step("extended", now, basis)
    tell_executors(
        assignment_id, lambda told, reader: letters.extended_letter(told, step, reader), now
    )


def tell_closed(assignment_id: UUID, basis: str, now: datetime) -> None:
    step = Step("closed", now, basis)
    tell_executors(
        assignment_id, lambda told, reader: letters.closed_letter(told, step, reader), now
    )


def tell_reopened(assignment_id: UUID, basis: str, now: datetime) -> None:
    step = Step("reopened", now, basis)
    tell_executors(
        assignment_id, lambda told, reader: letters.reopened_letter(told, step, reader), now
    )


def tell_given(assignment_ids: list[UUID], edition_id: UUID, now: datetime) -> None:
    """One letter to each executor with all that these minutes give them."""
    told = {each: told_of(each) for each in assignment_ids}
    rows = queries.list_executors(assignment_ids)
    theirs: dict[UUID | str, set[UUID]] = {}
    for row in rows:
        theirs.setdefault(row.key, set()).add(row.assignment_id)

    def make(reader: Addressee) -> Letter:
        own = theirs[reader.person_id or reader.organisation_id or reader.name]
        given = [in_words(told[each]) for each in assignment_ids if each in own]
        return letters.given_letter(given, edition_id, reader)

    post_to(readers_of(rows), make, now=now)
