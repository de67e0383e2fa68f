"""The page of one edition, its beginning as a draft, and what it changed in the one before."""

from datetime import date, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.kernel.difference import difference
from core.kernel.errors import NotFound, Refusal, Refused
from core.kernel.names import PersonName
from core.kernel.zones import local
from core.region.calendar import work_calendar
from council.access import Permission
from council.meetings.models import Meeting
from council.meetings.queries.meetings import get_meeting
from council.meetings.rules.kinds import MeetingState
from council.membership.queries import get_person, procedure_on
from council.minutes import services
from council.minutes.forms import AnswerForm, DraftForm, RemarkForm
from council.minutes.pages.edition import EditionRows, SignatoryView, edition_page
from council.minutes.pages.small import ChangesPage, MeetingPlace
from council.minutes.pages.words import held_on, part_name, title_of
from council.minutes.queries import editions
from council.minutes.queries.editions import EditionRow, SignatureRow
from council.minutes.queries.published import EVER_PUBLIC
from council.minutes.queries.readiness import facts_to_sign, signers_of
from council.minutes.rules import EditionAction, EditionState, MinutesForm, Signatory
from council.minutes.rules.signing import joined_texts
from council.minutes.rules.states import EDITABLE, LIFE_CYCLE, SIGNED_FOR_EVER
from council.minutes.rules.terms import publication_term, signing_term
from council.minutes.views.blueprint import (
    EDITION,
    OF_MEETING,
    Found,
    blueprint,
    kept_meeting,
    role_in,
    seen,
    visible_edition,
)
from council.reminders.delays import delays_about


@blueprint.get(OF_MEETING)
@requires(Permission.READ_DESK)
def show(meeting_id: UUID) -> ResponseReturnValue:
    """The latest edition; where there is none, the way to draft one."""
    meeting = get_meeting(meeting_id)
    live = [
        each
        for each in editions.list_editions(meeting_id)
        if each.state is not EditionState.DISCARDED
    ]
    for edition in live:
        try:
            return show_edition(seen(meeting, edition))
        except NotFound:
            continue
    if live or not role_in(meeting).keeps:
        raise NotFound("hidden from this reader")
    return show_draft(meeting, DraftForm())


def show_draft(meeting: Meeting, form: DraftForm, status: int = 200) -> ResponseReturnValue:
    is_over = meeting.state is MeetingState.HELD
    is_archived = meeting.archive_seats is not None
    page = MeetingPlace(meeting.id, title_of(meeting), is_over=is_over, is_archived=is_archived)
    return render_template("minutes/draft.html", page=page, form=form), status


@blueprint.post(OF_MEETING)
@requires(Permission.KEEP_MINUTES)
def draft(meeting_id: UUID) -> ResponseReturnValue:
    meeting = kept_meeting(meeting_id)
    form = DraftForm(request.form)
    if not form.validate():
        return show_draft(meeting, form, status=422)
    try:
        services.draft_minutes(meeting_id, MinutesForm(form.form.data), actor=viewer(), now=now())
    except Refused as refused:
        if refused.codes != ("drafted_already",):
            raise
    flash(gettext("The minutes are drafted. Read them part by part."))
    return redirect(url_for(".show", meeting_id=meeting_id), code=303)


@blueprint.get(EDITION)
@requires(Permission.READ_DESK)
def edition(edition_id: UUID) -> ResponseReturnValue:
    return show_edition(visible_edition(edition_id))


def show_edition(
    found: Found,
    remark: RemarkForm | None = None,
    answers: dict[UUID, AnswerForm] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    rows = rows_of(found)
    page = edition_page(rows, found.role, refusals_of(found, rows))
    form = remark or RemarkForm()
    form.offer((part.id, part_name(part)) for part in rows.parts)
    meeting = found.meeting
    template = render_template(
        "minutes/show.html",
        page=page,
        form=next(iter((answers or {}).values()), form),
        remark_form=form,
        answers=answers or {},
        empty=AnswerForm(),
        delays=delays_about(meeting.id, meeting.body_id, meeting.zone),
    )
    return template, status


def rows_of(found: Found) -> EditionRows:
    meeting, edition = found.meeting, found.edition
    signatures = editions.list_signatures(edition.id)
    procedure = procedure_on(meeting.body_id, held_on(meeting))
    calendar, day = work_calendar(), today(meeting.zone)
    signed = day_in(meeting, edition.signed_at)
    published = day_in(meeting, edition.published_at)
    is_signed = edition.state in SIGNED_FOR_EVER
    may_read = found.role.keeps or found.role.remarks
    return EditionRows(
        meeting=meeting,
        editions=[
            each
            for each in editions.list_editions(meeting.id)
            if found.role.keeps or each.state in SIGNED_FOR_EVER
        ],
        edition=edition,
        parts=editions.list_parts(edition.id),
        remarks=editions.list_remarks(edition.id) if may_read else (),
        signatures=signatures,
        signatories=signatories_of(meeting, signatures),
        signing=signing_term(held_on(meeting), signed, procedure, calendar, day)
        if edition.number == 1 and (signed or not is_signed)
        else None,
        publication=publication_term(signed, published, procedure, calendar, day)
        if published or edition.state not in EVER_PUBLIC
        else None,
        sent_by=calendar.deadline_after(signed, procedure.sending_days) if signed else None,
        now=now(),
    )


def day_in(meeting: Meeting, moment: datetime | None) -> date | None:
    return local(moment, meeting.zone).date() if moment else None


def signatories_of(meeting: Meeting, signatures: tuple[SignatureRow, ...]) -> list[SignatoryView]:
    """Both, with the names under which they signed or will sign."""
    given = {each.signatory: each for each in signatures}
    named = (
        (Signatory.PRESIDING, meeting.presiding_id),
        (Signatory.SECRETARY, meeting.secretary_id),
    )
    views = []
    needed = signers_of(meeting) | set(given)
    for signatory, person_id in named:
        if signatory not in needed:
            continue
        if signature := given.get(signatory):
            page = signature.id if signature.is_given_here else None
            views.append(
                SignatoryView(signatory, signature.name, signature.signed_at, page, has_signed=True)
            )
        else:
            views.append(SignatoryView(signatory, name_of(person_id)))
    return views


def name_of(person_id: UUID | None) -> str:
    if person_id is None:
        return gettext("not named")
    person = get_person(person_id)
    return PersonName(person.surname, person.given_name, person.patronymic).initials_before


def refusals_of(found: Found, rows: EditionRows) -> tuple[Refusal, ...]:
    """What the secretary has to mend before the text can be sent to be signed."""
    if not found.role.keeps or found.edition.state not in EDITABLE:
        return ()
    facts = facts_to_sign(found.meeting, found.edition, rows.parts)
    return LIFE_CYCLE.refusals(EditionAction.SEND_TO_SIGN, found.edition.state, facts)


@blueprint.get(f"{EDITION}changes/")
@requires(Permission.READ_DESK)
def changes(edition_id: UUID) -> ResponseReturnValue:
    """What a correction changed in the edition that was signed before it."""
    found = visible_edition(edition_id)
    before = edition_before(found.edition)
    old, new = (
        joined_texts(part.text for part in editions.list_parts(each.id))
        for each in (before, found.edition)
    )
    page = ChangesPage(
        found.place, before.number, found.edition.correction_note, difference(old, new)
    )
    return render_template("minutes/changes.html", page=page)


def edition_before(edition: EditionRow) -> EditionRow:
    for each in editions.list_editions(edition.meeting_id):
        if each.number < edition.number and each.state in SIGNED_FOR_EVER:
            return each
    raise NotFound("no earlier edition")
