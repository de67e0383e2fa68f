"""Editing part by part; a page made from an older text gets both texts and three ways on (409)."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale
from council.access import Permission
from council.minutes import services
from council.minutes.forms import AttachmentsForm, PartForm, RedraftForm, RevisionForm
from council.minutes.pages.edition import PartView
from council.minutes.pages.small import ConflictPage, PartPage
from council.minutes.queries import editions
from council.minutes.queries.editions import PartRow
from council.minutes.rules import MinutesForm
from council.minutes.rules.states import EDITABLE, FROZEN
from council.minutes.services import PartDraft
from council.minutes.views.blueprint import (
    EDITION,
    PART,
    Found,
    back,
    blueprint,
    form_page,
    kept_edition,
)

BESIDE = {"part_empty": "text", "never_restricted": "is_restricted", "attached_already": "text"}


def kept_part(part_id: UUID) -> tuple[Found, PartRow]:
    row = editions.get_part_row(part_id)
    return kept_edition(row.edition_id), row


@blueprint.get(PART)
@requires(Permission.KEEP_MINUTES)
def part(part_id: UUID) -> ResponseReturnValue:
    found, row = kept_part(part_id)
    if found.edition.state not in EDITABLE:
        raise Refused(FROZEN)
    form = PartForm(
        data={"version": row.revision, "text": row.text, "is_restricted": row.is_restricted}
    )
    return show_part(found, row, form)


def show_part(found: Found, row: PartRow, form: PartForm, status: int = 200) -> ResponseReturnValue:
    page = PartPage(found.place, PartView.of(row, editions.list_remarks(found.edition.id)))
    return render_template("minutes/part.html", page=page, form=form), status


@blueprint.post(PART)
@requires(Permission.KEEP_MINUTES)
def edit_part(part_id: UUID) -> ResponseReturnValue:
    found, row = kept_part(part_id)
    form = PartForm(request.form)
    if request.form.get("choice") == "theirs":
        return back(gettext("The saved text is kept."), found.edition.id, f"part-{part_id}")
    if not form.validate():
        return show_part(found, row, form, status=422)
    draft = PartDraft(typed_text(form), form.version.data, form.is_restricted.data)
    try:
        services.edit_part(part_id, draft, actor=viewer(), now=now())
    except Stale as stale:
        return show_conflict(part_id, stale.mine, is_restricted=draft.is_restricted)
    except Refused as refused:
        if not set(refused.codes) <= set(BESIDE):
            raise
        form.refuse(refused, sentence, **BESIDE)
        return show_part(found, row, form, status=422)
    return back(gettext("The part is saved."), found.edition.id, f"part-{part_id}")


def typed_text(form: PartForm) -> str:
    """On the page of a conflict «mine unchanged» takes what was typed before it."""
    if request.form.get("choice") == "mine":
        return request.form.get("mine", form.text.data)
    return str(form.text.data)


def show_conflict(part_id: UUID, mine: str, *, is_restricted: bool) -> ResponseReturnValue:
    found, row = kept_part(part_id)
    page = ConflictPage.of(found.place, row, mine, is_restricted=is_restricted)
    return render_template("minutes/conflict.html", page=page), 409


@blueprint.post(f"{PART}redraft")
@requires(Permission.KEEP_MINUTES)
def redraft_part(part_id: UUID) -> ResponseReturnValue:
    found, _ = kept_part(part_id)
    form = RevisionForm(request.form)
    if not form.validate():
        return redirect(url_for(".part", part_id=part_id), code=303)
    try:
        services.redraft_part(part_id, revision=form.revision.data, actor=viewer(), now=now())
    except Stale as stale:
        row = editions.get_part_row(part_id)
        return show_conflict(part_id, stale.mine, is_restricted=row.is_restricted)
    text = gettext("The part is written anew from the session.")
    return back(text, found.edition.id, f"part-{part_id}")


@blueprint.get(f"{EDITION}redraft")
@requires(Permission.KEEP_MINUTES)
def redraft(edition_id: UUID) -> ResponseReturnValue:
    found = kept_edition(edition_id)
    data = {"form": found.edition.form.value, "revision": found.edition.revision}
    return form_page("redraft", found, RedraftForm(data=data))


@blueprint.post(f"{EDITION}redraft")
@requires(Permission.KEEP_MINUTES)
def redraft_all(edition_id: UUID) -> ResponseReturnValue:
    found = kept_edition(edition_id)
    form = RedraftForm(request.form)
    if not form.validate():
        return form_page("redraft", found, form, status=422)
    services.redraft_minutes(
        edition_id,
        MinutesForm(form.form.data),
        revision=form.revision.data,
        actor=viewer(),
        now=now(),
    )
    return back(gettext("The minutes are written anew from the session."), edition_id)


@blueprint.get(f"{EDITION}attachments")
@requires(Permission.KEEP_MINUTES)
def attachments(edition_id: UUID) -> ResponseReturnValue:
    found = kept_edition(edition_id)
    form = AttachmentsForm(data={"text": "Приложения:\n1. "})
    return form_page("attachments", found, form)


@blueprint.post(f"{EDITION}attachments")
@requires(Permission.KEEP_MINUTES)
def add_attachments(edition_id: UUID) -> ResponseReturnValue:
    found = kept_edition(edition_id)
    form = AttachmentsForm(request.form)
    if not form.validate():
        return form_page("attachments", found, form, status=422)
    try:
        services.add_attachments(edition_id, form.text.data, actor=viewer(), now=now())
    except Refused as refused:
        if not set(refused.codes) <= set(BESIDE):
            raise
        form.refuse(refused, sentence, **BESIDE)
        return form_page("attachments", found, form, status=422)
    return back(gettext("The list of attachments is added."), edition_id)
