"""Writing a meeting of the file: the meeting, its agenda, roll, speeches, decisions and votes."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from core.kernel.register import OF_FILE
from core.kernel.zones import noon
from council.importing.items import Item
from council.importing.meetings import read_meetings
from council.importing.minutes import write_minutes
from council.importing.report_lines import ReportLine
from council.importing.roll import MeetingLine
from council.importing.session_writing import write_guests, write_roll, write_session
from council.meetings.models import (
    AgendaEdition,
    AgendaItem,
    Meeting,
    Speaker,
    VisitorApplication,
)
from council.meetings.rules.kinds import (
    ApplicationState,
    MeetingState,
)
from council.reports.models import ReportApproval


def read_all_meetings(root: Node, known: Known) -> Writer:
    lines = read_meetings(root, known)
    known["meetings"] = {line.code: line for line in lines if line.code}
    for report in known["reports"].values():
        check_heard(root, report, known)

    def write(work: Import) -> None:
        for line in lines:
            write_meeting(work, line, known)

    return write


def check_heard(root: Node, report: ReportLine, known: Known) -> None:
    tabled = {i.report for line in known["meetings"].values() for i in line.items}
    if report.is_heard and report.code not in tabled:
        root["reports"].fault(f"{report.code} is told as heard, but stands on no agenda")


def write_meeting(work: Import, line: MeetingLine, known: Known) -> None:
    body_id = known["bodies"]["council"]["id"]
    query = select(Meeting.id).where(
        Meeting.body_id == body_id, Meeting.year == line.year, Meeting.number == line.number
    )
    if db.session.scalar(query) is not None:
        return
    members = known["members"]
    meeting = Meeting(
        id=uuid4(),
        code=line.code,
        body_id=body_id,
        year=line.year,
        number=line.number,
        presiding_id=members[line.presiding].id if line.presiding else None,
        secretary_id=members[line.secretary].id if line.secretary else None,
        guest_seats=seats_for_guests(line),
        **line.values,
    )
    db.session.add(meeting)
    db.session.flush()
    work.note("meeting", meeting.id)
    if line.code is None:
        return
    write_roll(meeting, line, members)
    guests = write_guests(meeting, line)
    items = [write_item(meeting, item, known) for item in line.items]
    is_held = meeting.state is MeetingState.PUBLISHED
    if is_held:
        freeze_agenda(meeting, line, items, known)
        for row, item in zip(items, line.items, strict=True):
            write_session(row, item, line, known, guests)
        write_minutes(work, meeting, line, items, known)
    write_applications(meeting, line)
    db.session.flush()


def seats_for_guests(line: MeetingLine) -> int:
    """Open meetings have seats by the regulation's default; enough for whoever came."""
    return max(20, len(line.guests)) if line.values.get("is_open") else 0


def write_item(meeting: Meeting, item: Item, known: Known) -> AgendaItem:
    report = known["reports"].get(item.report) if item.report else None
    row = AgendaItem(
        id=uuid4(),
        meeting_id=meeting.id,
        position=item.number,
        title=item.title,
        kind=item.kind,
        minutes=item.minutes,
        report_id=report.id if report else None,
        report_is_gated=report.is_gated if report else None,
        is_heard=meeting.state is MeetingState.PUBLISHED,
    )
    db.session.add(row)
    for position, code in enumerate(item.speakers, 1):
        speaker = Speaker(item_id=row.id, position=position, person_id=known["members"][code].id)
        db.session.add(speaker)
    db.session.flush()
    return row


def freeze_agenda(
    meeting: Meeting, line: MeetingLine, rows: list[AgendaItem], known: Known
) -> None:
    """Printed numbers, the approvals that let gated reports pass, and edition 1 as it was."""
    for row in rows:
        if row.report_id is not None:
            query = select(ReportApproval.id).where(ReportApproval.report_id == row.report_id)
            row.approval_id = db.session.scalar(query)
        row.printed_number, row.is_agreed = row.position, True
    meeting.agenda_edition = 1
    meeting.agenda_vote_for = len(line.present)
    meeting.agenda_vote_against = meeting.agenda_vote_abstained = 0
    meeting.begun_at, meeting.closed_at = meeting.starts_at, meeting.ends_at or meeting.starts_at
    names = known["members"]
    db.session.add(
        AgendaEdition(
            meeting_id=meeting.id,
            number=1,
            approved_at=meeting.agenda_approved_at or meeting.starts_at,
            approved_by_id=meeting.presiding_id,
            items=[frozen(row, item, names) for row, item in zip(rows, line.items, strict=True)],
        )
    )
    db.session.flush()


def frozen(row: AgendaItem, item: Item, members: Any) -> dict[str, Any]:
    """An item as an agenda edition keeps it (see AgendaEdition)."""
    return {
        "number": item.number,
        "item_id": str(row.id),
        "title": item.title,
        "kind": item.kind.value,
        "speakers": [members[code].name.initials_after for code in item.speakers],
        "minutes": item.minutes,
    }


def write_applications(meeting: Meeting, line: MeetingLine) -> None:
    for told in line.applications:
        at = noon(told["day"], meeting.zone)
        state = ApplicationState.CONFIRMED if told["is_confirmed"] else ApplicationState.WAITING
        if state is ApplicationState.CONFIRMED:
            meeting.guests_taken += 1
        db.session.add(application(meeting, told, state, at))


def application(
    meeting: Meeting, told: dict[str, Any], state: ApplicationState, at: datetime
) -> VisitorApplication:
    return VisitorApplication(
        meeting_id=meeting.id,
        full_name=told["full_name"],
        organisation=told["organisation"],
        inn=told["inn"],
        state=state,
        consent_version=OF_FILE,
        consent_at=at,
        token_hash=uuid4().hex * 2,  # opens nothing: nobody was given a token
        submitted_at=at,
        changed_at=at,
    )
