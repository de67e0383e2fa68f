"""Signed minutes of the file, word for word, and the assignments that arose from them."""

import re
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.importing.sections import Import, Known
from core.kernel.canonical import sha256_of
from core.kernel.zones import utc
from council.assignments.models import Assignment, AssignmentExecutor
from council.assignments.rules import AssignmentState
from council.importing.items import Decision, Item
from council.importing.roll import MeetingLine
from council.meetings.models import AgendaItem, Meeting, Resolution
from council.meetings.rules.kinds import DecisionKind
from council.minutes.models import MinutesEdition, MinutesPart, Signature
from council.minutes.rules import EditionState, PartKind, Signatory

EVENING = time(17)
ITEM = re.compile(r"^(\d+)\. (СЛУШАЛИ|ВОПРОС)")


def split_parts(text: str) -> list[tuple[PartKind, int | None, str]]:
    """(kind, item number, text) of each part; joined by one empty line they are the text again."""
    parts: list[tuple[PartKind, int | None, str]] = []
    for paragraph in text.split("\n\n"):
        kind, item = told_by_beginning(paragraph, parts)
        if parts and parts[-1][:2] == (kind, item):
            parts[-1] = (kind, item, f"{parts[-1][2]}\n\n{paragraph}")
        else:
            parts.append((kind, item, paragraph))
    return parts


def told_by_beginning(
    paragraph: str, before: list[tuple[PartKind, int | None, str]]
) -> tuple[PartKind, int | None]:
    if found := ITEM.match(paragraph):
        return PartKind.ITEM, int(found[1])
    if paragraph.startswith(("ПОВЕСТКА ДНЯ", "Повестка дня утверждена")):
        return PartKind.AGENDA, None
    if paragraph.startswith("Число членов Совета"):
        return PartKind.QUORUM, None
    if paragraph.startswith(("Присутствовали", "Приглашённые", "Председательствующий –")):
        return PartKind.ATTENDANCE, None
    if paragraph.startswith("Председательствующий    "):
        return PartKind.SIGNATURES, None
    return (before[-1][0], before[-1][1]) if before else (PartKind.HEADING, None)


def write_minutes(
    work: Import, meeting: Meeting, line: MeetingLine, items: list[AgendaItem], known: Known
) -> None:
    signed_on = line.signed_on or line.day
    signed_at = utc(signed_on, EVENING, meeting.zone)
    published_at = utc(line.published_on or signed_on, EVENING, meeting.zone) + timedelta(
        minutes=30
    )
    edition = MinutesEdition(
        id=uuid4(),
        meeting_id=meeting.id,
        number=1,
        state=EditionState.PUBLISHED,
        text=line.minutes_text,
        sha256=sha256_of({"text": line.minutes_text}),
        signed_at=signed_at,
        published_at=published_at,
        created_at=meeting.starts_at,
    )
    db.session.add(edition)
    db.session.flush()
    work.note("minutes", edition.id)
    for position, (kind, number, text) in enumerate(split_parts(line.minutes_text), 1):
        item_id = items[number - 1].id if number and number <= len(items) else None
        db.session.add(
            MinutesPart(
                edition_id=edition.id, position=position, kind=kind, item_id=item_id, text=text
            )
        )
    sign(edition, line, known, signed_at)
    for row, item in zip(items, line.items, strict=True):
        write_assignments(edition, row, item, known, meeting.body_id)


def sign(edition: MinutesEdition, line: MeetingLine, known: Known, at: datetime) -> None:
    for signatory, code in (
        (Signatory.PRESIDING, line.presiding),
        (Signatory.SECRETARY, line.secretary),
    ):
        if code:
            member = known["members"][code]
            db.session.add(
                Signature(
                    edition_id=edition.id,
                    signatory=signatory,
                    person_id=member.id,
                    name=member.name.initials_before,
                    sha256=edition.sha256,
                    signed_at=at,
                )
            )


def write_assignments(
    edition: MinutesEdition, row: AgendaItem, item: Item, known: Known, body_id: UUID
) -> None:
    query = select(Resolution).where(Resolution.item_id == row.id)
    by_position = {r.position: r for r in db.session.scalars(query)}
    for decision in item.decisions:
        if decision.kind is not DecisionKind.DECISION:
            resolution = by_position[int(decision.number.split(".")[-1])]
            assignment = assignment_row(edition, resolution, decision)
            assignment.body_id = body_id
            db.session.add(assignment)
            db.session.flush()
            write_executors(assignment, decision, known)


def assignment_row(
    edition: MinutesEdition, resolution: Resolution, decision: Decision
) -> Assignment:
    signed_on = edition.signed_at.date() if edition.signed_at else edition.created_at.date()
    state = AssignmentState.CLOSED if decision.is_done else AssignmentState.ON_CONTROL
    return Assignment(
        id=uuid4(),
        meeting_id=edition.meeting_id,
        item_id=resolution.item_id,
        resolution_id=resolution.id,
        edition_id=edition.id,
        number=decision.number,
        text=decision.text,
        kind=decision.kind,
        due_kind=decision.due_kind,
        due_on=decision.due_on,
        state=state,
        done_on=decision.done_on,
        closed_on=(decision.done_on or signed_on) if decision.is_done else None,
        note=decision.note,
        given_on=signed_on,
    )


def write_executors(assignment: Assignment, decision: Decision, known: Known) -> None:
    for position, who in enumerate(decision.responsible, 1):
        member = known["members"].get(who)
        db.session.add(
            AssignmentExecutor(
                assignment_id=assignment.id,
                position=position,
                person_id=member.id if member else None,
                organisation_id=None,
                name="" if member else who,
            )
        )
