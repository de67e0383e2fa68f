"""Signed minutes of the file, word for word, and the assignments that arose from them."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.importing.sections import IMPORTER, Import, Known
from core.kernel.canonical import sha256_of
from core.kernel.zones import utc
from council.assignments.arising import arise
from council.assignments.models import Assignment
from council.assignments.rules import AssignmentState
from council.importing.items import Decision
from council.importing.roll import MeetingLine
from council.meetings.models import AgendaItem, Meeting
from council.minutes.aftermath import SignedMinutes
from council.minutes.models import MinutesEdition, MinutesPart, Signature
from council.minutes.rules import EditionState, Signatory
from council.minutes.rules.drafting import parts_of
from council.minutes.services.papers import keep_signed

EVENING = time(17)


def write_minutes(
    work: Import, meeting: Meeting, line: MeetingLine, items: list[AgendaItem], known: Known
) -> None:
    """What the file does not say is not known; for their order it was done on the meeting's day."""
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
        is_signing_dated=line.signed_on is not None,
        published_at=published_at,
        is_publication_dated=line.published_on is not None,
        created_at=meeting.starts_at,
    )
    db.session.add(edition)
    db.session.flush()
    work.note("minutes", edition.id)
    ids = {item.number: row.id for row, item in zip(items, line.items, strict=True)}
    for position, part in enumerate(parts_of(line.minutes_text, ids), 1):
        db.session.add(
            MinutesPart(
                edition_id=edition.id,
                position=position,
                kind=part.kind,
                item_id=part.item_id,
                text=part.text,
            )
        )
    sign(edition, line, known, signed_at)
    db.session.flush()
    keep_signed(meeting, edition.id, now=work.now)
    give_assignments(work, edition, line, meeting.body_id, signed_on)


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


def give_assignments(
    work: Import, edition: MinutesEdition, line: MeetingLine, body_id: UUID, day: date
) -> None:
    """They arise as from any signed minutes, then stand as far as the file says."""
    decisions = {each.number: each for item in line.items for each in item.decisions}
    arise(
        SignedMinutes(
            edition_id=edition.id,
            meeting_id=edition.meeting_id,
            body_id=body_id,
            number=edition.number,
            signed_on=day,
            wordings={number: each.text for number, each in decisions.items()},
            actor=IMPORTER,
            signed_at=work.now,
        )
    )
    query = select(Assignment).where(Assignment.meeting_id == edition.meeting_id)
    for assignment in db.session.scalars(query):
        stand(assignment, decisions[assignment.number])


def stand(assignment: Assignment, decision: Decision) -> None:
    assignment.note, assignment.done_on = decision.note, decision.done_on
    if decision.is_done:
        assignment.state = AssignmentState.CLOSED
        assignment.closed_on = decision.done_on or assignment.given_on
