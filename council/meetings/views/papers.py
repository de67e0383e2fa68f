"""The papers of a meeting: the page that lists them, and each as a page, a PDF or a Word file."""

from uuid import UUID

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from core.access import permits, requires, viewer
from core.kernel.papers import Paper
from core.papers.addresses import in_every_form
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper
from core.region.calendar import work_calendar
from council.access import Permission
from council.meetings import documents
from council.meetings.pages.papers import PapersPage
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.papers import get_record
from council.meetings.queries.session.ballots import find_own_choices, find_own_dissents
from council.meetings.rules.handing_out import (
    PACKS,
    PaperKind,
    Reader,
    may_read,
    papers_of,
)
from council.meetings.rules.papers import FilledBallot, MeetingRecord
from council.meetings.rules.states import SIGNED_STATES
from council.meetings.services.inviting import base_url
from council.meetings.views.blueprint import blueprint, may_keep, seen_meeting
from council.meetings.views.reading import ways_of

P = PaperKind
PLAIN = {
    P.NOTICE: documents.notice,
    P.AGENDA: documents.agenda,
    P.DECISIONS: documents.draft_decisions,
    P.CONDUCT: documents.conduct,
    P.REGISTRATION: documents.registration,
    P.INVITED: documents.invited_list,
}


@blueprint.get("/<uuid:meeting_id>/papers/")
@requires(Permission.READ_MEETING)
def papers(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id)
    ways = ways_of(meeting)
    page = PapersPage.of(
        meeting,
        reader_of(meeting),
        minutes_url=ways.minutes,
        assignments_url=list_of_assignments(meeting),
    )
    return render_template("meetings/papers.html", page=page)


def list_of_assignments(meeting: MeetingRow) -> str:
    """Where the list of the meeting's assignments is; empty before its minutes are signed."""
    if meeting.state not in SIGNED_STATES:
        return ""
    return url_for("assignments.of_meeting", meeting_id=meeting.id, form="html")


def reader_of(meeting: MeetingRow) -> Reader:
    who = viewer()
    return Reader(
        keeps=may_keep(meeting),
        presides=who.person_id is not None and who.person_id == meeting.presiding_id,
        votes=permits(who, Permission.CAST_BALLOT, meeting.body_id),
    )


def readable(meeting_id: UUID, kind: PaperKind) -> MeetingRow:
    """The meeting, if it has this paper (404) and it is for this reader (403)."""
    meeting = seen_meeting(meeting_id)
    if kind not in papers_of(meeting.form):
        abort(404)
    if not may_read(kind, reader_of(meeting)):
        abort(403)
    return meeting


@in_every_form(blueprint, "/<uuid:meeting_id>/papers/<kind>")
@requires(Permission.READ_MEETING)
def paper(meeting_id: UUID, kind: str, form: str) -> ResponseReturnValue:
    wanted = known_kind(kind)
    meeting = readable(meeting_id, wanted)
    record = get_record(meeting, work_calendar(), base_url())
    back = url_for(".papers", meeting_id=meeting_id)
    return serve_paper(paper_of(wanted, record), Format(form), back=back)


def known_kind(name: str) -> PaperKind:
    """The paper of an address; packs have addresses of their own."""
    known = {kind.value: kind for kind in PaperKind if kind not in PACKS}
    if name not in known:
        abort(404)
    return known[name]


def paper_of(kind: PaperKind, record: MeetingRecord) -> Paper:
    if kind is P.OWN_BALLOT:
        return own_ballot(record)
    if kind is P.BALLOTS:
        return documents.ballots(record, record.voters)
    return PLAIN[kind](record)


def own_ballot(record: MeetingRecord) -> Paper:
    """The voter's own sheet, with what they chose so far; nobody else is shown it."""
    person_id = viewer().person_id
    own = [voter for voter in record.voters if voter.person_id == person_id]
    if person_id is None or not own:
        abort(404)
    choices = find_own_choices(record.id, person_id)
    dissents = find_own_dissents(record.id, person_id)
    given = FilledBallot(tuple(choices.items()), tuple(dissents.items()))
    return documents.ballots(record, own, {person_id: given})
