"""The packs of a meeting: its papers, tabled reports, materials and, later, minutes in one PDF.

Short minutes and extracts say again what the full minutes say, so they are not bound.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask.typing import ResponseReturnValue

from core.access import permits, requires, viewer
from core.adapters.clock import today
from core.kernel.papers import Paper
from core.papers.packs import Pack, PackFile, PackPaper, Part
from core.papers.queries import find_kept_code
from core.papers.services.keeping import address_of
from core.papers.serving import serve_pack
from core.region.calendar import work_calendar
from council.access import Permission
from council.assignments.documents import assignment_list
from council.assignments.queries.papers import PrintedList, get_assignments_record
from council.meetings import documents
from council.meetings.queries.materials import list_files
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.papers import get_record
from council.meetings.queries.session.hall import day_of
from council.meetings.rules.handing_out import PaperKind, papers_of
from council.meetings.rules.papers import MeetingRecord
from council.meetings.rules.states import SIGNED_STATES
from council.meetings.services.inviting import base_url
from council.meetings.views.agenda import may_read_restricted
from council.meetings.views.blueprint import blueprint
from council.meetings.views.packed_reports import as_kept, parts_of_report, tabled_reports
from council.meetings.views.papers import paper_of, readable
from council.membership.documents import composition
from council.membership.queries import get_body
from council.membership.queries.papers import get_composition_record
from council.minutes import documents as minutes_documents
from council.minutes.queries.editions import list_editions
from council.minutes.queries.papers import get_minutes_record
from council.minutes.rules.states import SIGNED_FOR_EVER
from council.minutes.services.papers import SIGNED

P = PaperKind
IN_PACK = (P.NOTICE, P.AGENDA, P.DECISIONS)
IN_WHOLE_PACK = (*IN_PACK, P.CONDUCT, P.REGISTRATION, P.INVITED, P.BALLOTS)
MINUTES, ASSIGNMENTS, COMPOSITION = "Протокол", "Перечень поручений", "Состав"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which papers are bound, and whether what is only for members is bound, too."""

    kinds: tuple[PaperKind, ...]
    is_restricted: bool
    has_composition: bool = False


WHOLE = Wanted(IN_WHOLE_PACK, is_restricted=True, has_composition=True)


@blueprint.get("/<uuid:meeting_id>/papers/pack.pdf")
@requires(Permission.READ_MEETING)
def pack(meeting_id: UUID) -> ResponseReturnValue:
    meeting = readable(meeting_id, P.PACK)
    return serve_pack(bound(meeting, Wanted(IN_PACK, is_restricted=may_read_restricted(meeting))))


@blueprint.get("/<uuid:meeting_id>/papers/whole-pack.pdf")
@requires(Permission.READ_MEETING)
def whole_pack(meeting_id: UUID) -> ResponseReturnValue:
    meeting = readable(meeting_id, P.WHOLE_PACK)
    return serve_pack(bound(meeting, WHOLE))


def bound(meeting: MeetingRow, wanted: Wanted) -> Pack:
    record = get_record(meeting, work_calendar(), base_url())
    parts = parts_of(meeting, record, wanted)
    return Pack(documents.title_of_pack(record), "ru", record.changed_at, tuple(parts))


def parts_of(meeting: MeetingRow, record: MeetingRecord, wanted: Wanted) -> Iterator[Part]:
    """The papers; item by item its report and materials; what came of the meeting."""
    offered = papers_of(meeting.form)
    for kind in wanted.kinds:
        if kind in offered:
            yield PackPaper(documents.BOOKMARKS[kind], paper_of(kind, record))
    if wanted.has_composition:
        yield PackPaper(COMPOSITION, composition_of(meeting))
    yield from parts_of_items(meeting, record, is_restricted=wanted.is_restricted)
    if meeting.state in SIGNED_STATES:
        yield from signed_minutes(meeting)
        if permits(viewer(), Permission.READ_ASSIGNMENT, meeting.body_id):
            yield PackPaper(ASSIGNMENTS, assignments_of(meeting))


def parts_of_items(
    meeting: MeetingRow, record: MeetingRecord, *, is_restricted: bool
) -> Iterator[Part]:
    may_read_reports = permits(viewer(), Permission.READ_REPORT, meeting.body_id)
    tabled = tabled_reports(meeting.id) if may_read_reports else {}
    files = [file for file in list_files(meeting.id) if is_restricted or not file.is_restricted]
    for question in record.questions:
        if question.id in tabled:
            yield from parts_of_report(tabled[question.id], question.number)
        for file in files:
            if file.item_id == question.id:
                yield PackFile(f"{question.number}. {file.name}", file.sha256, file.media_type)


def composition_of(meeting: MeetingRow) -> Paper:
    """On the day of the meeting, with every name: it is for those who prepare the meeting."""
    body = get_body(meeting.body_id)
    return composition(get_composition_record(body, day_of(meeting), is_public=False))


def signed_minutes(meeting: MeetingRow) -> Iterator[Part]:
    """The last signed edition, as it was kept where it was."""
    signed = [each for each in list_editions(meeting.id) if each.state in SIGNED_FOR_EVER]
    if not signed:
        return
    edition = max(signed, key=lambda each: each.number)
    code = find_kept_code(SIGNED, edition.id)
    if kept := as_kept(MINUTES, code):
        yield kept
        return
    record = get_minutes_record(meeting, edition, address=address_of(code) if code else "")
    yield PackPaper(MINUTES, minutes_documents.minutes(record))


def assignments_of(meeting: MeetingRow) -> Paper:
    wanted = PrintedList(get_body(meeting.body_id), today(meeting.zone), meeting)
    return assignment_list(get_assignments_record(wanted))
