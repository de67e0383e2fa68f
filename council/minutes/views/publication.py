"""Publication with its preview, withdrawal, and corrections."""

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale
from council.access import Permission
from council.minutes import services
from council.minutes.forms import CorrectionForm, PublishForm, RevisionForm, WithdrawForm
from council.minutes.pages.small import MeetingPlace, PreviewPage
from council.minutes.pages.words import title_of
from council.minutes.queries import editions
from council.minutes.queries.published import preview_of
from council.minutes.rules import EditionState
from council.minutes.views.blueprint import (
    EDITION,
    OF_MEETING,
    PART,
    Found,
    back,
    blueprint,
    form_page,
    kept_edition,
    kept_meeting,
)

UNPUBLISHED = frozenset({EditionState.SIGNED, EditionState.WITHDRAWN})


@blueprint.get(f"{EDITION}preview")
@requires(Permission.KEEP_MINUTES)
def preview(edition_id: UUID) -> ResponseReturnValue:
    return show_preview(kept_edition(edition_id))


def show_preview(
    found: Found, reasons: tuple[str, ...] = (), status: int = 200
) -> ResponseReturnValue:
    is_open = found.edition.state in UNPUBLISHED
    page = PreviewPage.of(
        found.place,
        preview_of(found.edition.id),
        editions.list_parts(found.edition.id),
        may_publish=is_open,
        may_mark=is_open,
    )
    return render_template("minutes/preview.html", page=page, reasons=reasons), status


@blueprint.post(f"{EDITION}publish")
@requires(Permission.KEEP_MINUTES)
def publish(edition_id: UUID) -> ResponseReturnValue:
    found = kept_edition(edition_id)
    form = PublishForm(request.form)
    if not form.validate():
        abort(400)
    try:
        services.publish_minutes(edition_id, form.shown.data, actor=viewer(), now=now())
    except Stale as stale:
        return show_preview(found, (sentence(stale.refusal),), status=409)
    return back(gettext("The minutes are published."), edition_id)


@blueprint.post(f"{PART}restrict")
@requires(Permission.KEEP_MINUTES)
def restrict(part_id: UUID) -> ResponseReturnValue:
    row = editions.get_part_row(part_id)
    found = kept_edition(row.edition_id)
    form = RevisionForm(request.form)
    if not form.validate():
        abort(400)
    try:
        services.restrict_part(
            part_id,
            is_restricted=request.form.get("restricted") == "yes",
            revision=form.revision.data,
            actor=viewer(),
            now=now(),
        )
    except Stale as stale:
        return show_preview(found, (sentence(stale.refusal),), status=409)
    return redirect(url_for(".preview", edition_id=found.edition.id), code=303)


@blueprint.get(f"{EDITION}withdrawal")
@requires(Permission.KEEP_MINUTES)
def withdrawal(edition_id: UUID) -> ResponseReturnValue:
    return form_page("withdraw", kept_edition(edition_id), WithdrawForm())


@blueprint.post(f"{EDITION}withdrawal")
@requires(Permission.KEEP_MINUTES)
def withdraw(edition_id: UUID) -> ResponseReturnValue:
    found = kept_edition(edition_id)
    form = WithdrawForm(request.form)
    if not form.validate():
        return form_page("withdraw", found, form, status=422)
    services.withdraw_minutes(edition_id, form.reason.data, actor=viewer(), now=now())
    return back(gettext("The minutes are withdrawn from publication."), edition_id)


@blueprint.get(f"{OF_MEETING}correction")
@requires(Permission.KEEP_MINUTES)
def correction(meeting_id: UUID) -> ResponseReturnValue:
    kept_meeting(meeting_id)
    return show_correction(meeting_id, CorrectionForm())


def show_correction(
    meeting_id: UUID, form: CorrectionForm, status: int = 200
) -> ResponseReturnValue:
    page = MeetingPlace(meeting_id, title_of(kept_meeting(meeting_id)), is_over=True)
    return render_template("minutes/correction.html", page=page, form=form), status


@blueprint.post(f"{OF_MEETING}correction")
@requires(Permission.KEEP_MINUTES)
def correct(meeting_id: UUID) -> ResponseReturnValue:
    kept_meeting(meeting_id)
    form = CorrectionForm(request.form)
    if not form.validate():
        return show_correction(meeting_id, form, status=422)
    try:
        made = services.start_correction(meeting_id, form.note.data, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence)
        return show_correction(meeting_id, form, status=409)
    return back(gettext("The correction is a draft now. Change what is wrong."), made.id)


@blueprint.post(f"{EDITION}discard")
@requires(Permission.KEEP_MINUTES)
def discard(edition_id: UUID) -> ResponseReturnValue:
    found = kept_edition(edition_id)
    services.discard_correction(edition_id, actor=viewer(), now=now())
    meeting = url_for(".show", meeting_id=found.meeting.id)
    return redirect(meeting, code=303)
