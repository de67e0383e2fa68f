"""Approving, reopening and copying an agenda; its editions and their differences."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import label, language, sentence
from core.kernel.errors import N_, NotFound, Refused
from core.kernel.language import formats_for
from council.access import Permission
from council.meetings.forms.agenda import ApprovalForm, CopyForm
from council.meetings.pages.agenda import entries_of
from council.meetings.pages.editions import ApprovalPage, CopyPage, edition_page
from council.meetings.pages.meeting import refusals_of
from council.meetings.queries.agenda import lines_of
from council.meetings.queries.editions import list_editions
from council.meetings.queries.meetings import MeetingRow, list_agenda_sources
from council.meetings.queries.people import list_approvers
from council.meetings.queries.session.hall import day_of
from council.meetings.rules.agenda import told
from council.meetings.rules.kinds import ItemState
from council.meetings.rules.naming import named_day_of
from council.meetings.rules.states import MeetingFacts
from council.meetings.services import copying, editions
from council.meetings.views.blueprint import (
    blueprint,
    done,
    given_revision,
    seen_meeting,
)
from council.meetings.views.reading import sources_of
from council.membership.queries import procedure_on
from council.membership.rules.procedure import AgendaRule

BESIDE = {"no_approver": "approver", "no_edition_reason": "reason"}


@blueprint.route("/<uuid:meeting_id>/agenda/approve", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def approve_agenda(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    approvers = list_approvers(meeting)
    rule = procedure_on(meeting.body_id, day_of(meeting)).agenda_rule
    adopted = rule is AgendaRule.ADOPTED
    sent = request.form if request.method == "POST" else None
    form, status = ApprovalForm(sent, approvers=approvers, may_be_nobody=adopted), 422
    has_approvers = bool(approvers) or adopted
    if sent is None:
        return show_approval(meeting, form, has_approvers=has_approvers)
    if form.validate():
        try:
            editions.approve_agenda(
                meeting_id,
                form.approval(),
                revision=given_revision(),
                actor=viewer(),
                now=now(),
            )
            return done(N_("The agenda is approved."), ".show", meeting_id=meeting_id)
        except Refused as refused:
            form.refuse(refused, sentence, **BESIDE)
            status = 422 if set(refused.codes) <= set(BESIDE) else 409
    return show_approval(meeting, form, has_approvers=has_approvers, status=status)


def show_approval(
    meeting: MeetingRow, form: ApprovalForm, *, has_approvers: bool, status: int = 200
) -> ResponseReturnValue:
    sources = sources_of(meeting)
    lines = lines_of(sources.items)
    undecided = sum(item.state is ItemState.PROPOSED for item in sources.items)
    refusals = refusals_of(meeting, MeetingFacts(lines=lines, undecided=undecided))
    page = ApprovalPage(
        meeting=meeting,
        entries=entries_of(meeting, sources),
        refusals=told(refusals, lines),
        has_approvers=has_approvers,
    )
    return render_template("meetings/approval.html", page=page, form=form), status


@blueprint.post("/<uuid:meeting_id>/agenda/reopen")
@requires(Permission.KEEP_MEETING)
def reopen_agenda(meeting_id: UUID) -> ResponseReturnValue:
    seen_meeting(meeting_id, Permission.KEEP_MEETING)
    editions.reopen_agenda(meeting_id, revision=given_revision(), actor=viewer(), now=now())
    text = N_("The agenda is open for changes. What you approve next is a new edition.")
    return done(text, ".agenda", meeting_id=meeting_id)


@blueprint.get("/<uuid:meeting_id>/agenda/editions/<int:number>")
@requires(Permission.READ_MEETING)
def edition(meeting_id: UUID, number: int) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id)
    found = list_editions(meeting_id)
    if number not in {each.number for each in found}:
        raise NotFound("no such edition")
    page = edition_page(meeting, found, number)
    return render_template("meetings/edition.html", page=page)


@blueprint.route("/<uuid:meeting_id>/agenda/copy", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def copy_agenda(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    choices = [(str(each.id), source_text(each)) for each in list_agenda_sources(meeting)]
    form = CopyForm(request.form, meetings=choices)
    if request.method == "POST" and form.validate():
        try:
            source = UUID(form.source.data)
            copying.copy_agenda(
                meeting_id, source, revision=given_revision(), actor=viewer(), now=now()
            )
            return done(N_("The agenda is copied."), ".agenda", meeting_id=meeting_id)
        except Refused as refused:
            form.refuse(refused, sentence)
    status = 200 if request.method == "GET" else 422
    page = CopyPage(meeting, bool(choices))
    return render_template("meetings/copy.html", page=page, form=form), status


def source_text(meeting: MeetingRow) -> str:
    """«№ 4, 17 декабря 2026 г., не состоялось»."""
    formats = formats_for(language())
    day = formats.date_long(named_day_of(meeting))
    return f"{formats.number_sign(meeting.number)}, {day}, {label(meeting.state)}"
