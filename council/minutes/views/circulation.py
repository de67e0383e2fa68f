"""Circulation among the members: the term, remarks, answers, and taking back."""

from datetime import UTC, date, datetime, time
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import demand, requires, viewer
from core.adapters.clock import now, today
from core.adapters.language import sentence
from core.kernel.errors import Refused
from council.access import Permission
from council.minutes import services
from council.minutes.forms import AnswerForm, CirculateForm, RemarkForm
from council.minutes.pages.words import part_name
from council.minutes.queries import editions
from council.minutes.views.blueprint import (
    EDITION,
    Found,
    back,
    blueprint,
    form_page,
    kept_edition,
    visible_edition,
)
from council.minutes.views.reading import show_edition

LAST_MINUTE = time(23, 59)


@blueprint.get(f"{EDITION}circulate")
@requires(Permission.KEEP_MINUTES)
def circulation(edition_id: UUID) -> ResponseReturnValue:
    return form_page("circulate", kept_edition(edition_id), CirculateForm())


@blueprint.post(f"{EDITION}circulate")
@requires(Permission.KEEP_MINUTES)
def circulate(edition_id: UUID) -> ResponseReturnValue:
    found = kept_edition(edition_id)
    form = CirculateForm(request.form)
    form.until.near = today(found.meeting.zone)
    if not form.validate():
        return form_page("circulate", found, form, status=422)
    zone = ZoneInfo(found.meeting.zone)
    until = datetime.combine(cast("date", form.until.data), LAST_MINUTE, zone).astimezone(UTC)
    try:
        services.circulate_minutes(edition_id, until, actor=viewer(), now=now())
    except Refused as refused:
        if refused.codes != ("term_past",):
            raise
        form.refuse(refused, sentence, term_past="until")
        return form_page("circulate", found, form, status=422)
    return back(gettext("The draft is sent to the members for remarks."), edition_id)


@blueprint.post(f"{EDITION}remarks")
@requires(Permission.REMARK_MINUTES)
def remark(edition_id: UUID) -> ResponseReturnValue:
    found = visible_edition(edition_id)
    demand(Permission.REMARK_MINUTES, found.meeting.body_id)
    form = RemarkForm(request.form)
    form.offer((part.id, part_name(part)) for part in editions.list_parts(edition_id))
    if not form.validate():
        return show_edition(found, remark=form, status=422)
    part_id = UUID(form.part.data) if form.part.data else None
    services.make_remark(edition_id, part_id, form.text.data, actor=viewer(), now=now())
    return back(gettext("Your remark is recorded."), edition_id)


@blueprint.post(f"{EDITION}remarks/<uuid:remark_id>/answer")
@requires(Permission.KEEP_MINUTES)
def answer(edition_id: UUID, remark_id: UUID) -> ResponseReturnValue:
    found = kept_edition(edition_id)
    demand_own(found, remark_id)
    form = AnswerForm(request.form, prefix="")
    form.answer.id = f"answer-{remark_id}"  # one of several on the page
    if not form.validate():
        return show_edition(found, answers={remark_id: form}, status=422)
    services.answer_remark(remark_id, form.answer.data, actor=viewer(), now=now())
    return back(gettext("The answer is recorded."), edition_id)


def demand_own(found: Found, remark_id: UUID) -> None:
    """A remark on other minutes is not found here."""
    if remark_id not in {each.id for each in editions.list_remarks(found.edition.id)}:
        abort(404)


@blueprint.post(f"{EDITION}take-back")
@requires(Permission.KEEP_MINUTES)
def take_back(edition_id: UUID) -> ResponseReturnValue:
    kept_edition(edition_id)
    services.take_back_minutes(edition_id, actor=viewer(), now=now())
    return back(gettext("The minutes are a draft again."), edition_id)
