"""Requests of people about their own data: what waits and for how long, a new one, its answer."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused
from core.privacy.access import Permission
from core.privacy.forms import AnswerForm, RequestForm
from core.privacy.pages import RequestLine, RequestsPage
from core.privacy.queries.requests import get_request, list_requests
from core.privacy.rules.requests import Answer, RequestKind
from core.privacy.services.requests import RequestDraft, answer_request, enter_request
from core.privacy.services.retaining import today_of
from core.privacy.views.blueprint import blueprint

AT = "/desk/personal-data/requests/"
DAYS = {
    "received_ahead": "received_on",
    "answered_ahead": "answered_on",
    "answered_before": "answered_on",
}


@blueprint.get(AT)
@requires(Permission.KEEP_PERSONAL_DATA)
def list_all() -> ResponseReturnValue:
    page = RequestsPage.of(list_requests(), today_of(now()))
    return render_template("privacy/requests.html", page=page)


def show_new(form: RequestForm, status: int = 200) -> ResponseReturnValue:
    return render_template("privacy/request.html", form=form), status


@blueprint.get(f"{AT}new")
@requires(Permission.KEEP_PERSONAL_DATA)
def new_request() -> ResponseReturnValue:
    return show_new(RequestForm(data={"received_on": today_of(now())}))


@blueprint.post(f"{AT}new")
@requires(Permission.KEEP_PERSONAL_DATA)
def add_request() -> ResponseReturnValue:
    form = RequestForm(request.form)
    if not form.validate() or form.received_on.data is None:
        return show_new(form, 422)
    kind = RequestKind(form.kind.data)
    draft = RequestDraft(form.name.data, form.email.data, kind, form.received_on.data)
    try:
        enter_request(form.key.key, draft, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **DAYS)
        return show_new(form, 409)
    flash(gettext("The request is written down."))
    return redirect(url_for(".list_all"), code=303)


def show_answer(request_id: UUID, form: AnswerForm, status: int = 200) -> ResponseReturnValue:
    line = RequestLine.of(get_request(request_id), today_of(now()))
    return render_template("privacy/answer.html", line=line, form=form), status


@blueprint.get(f"{AT}<uuid:request_id>/answer")
@requires(Permission.KEEP_PERSONAL_DATA)
def ask_answer(request_id: UUID) -> ResponseReturnValue:
    return show_answer(request_id, AnswerForm(data={"answered_on": today_of(now())}))


@blueprint.post(f"{AT}<uuid:request_id>/answer")
@requires(Permission.KEEP_PERSONAL_DATA)
def answer(request_id: UUID) -> ResponseReturnValue:
    form = AnswerForm(request.form)
    if not form.validate() or form.answered_on.data is None:
        return show_answer(request_id, form, 422)
    given = Answer(form.answered_on.data, form.answer.data)
    try:
        answer_request(request_id, given, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **DAYS)
        return show_answer(request_id, form, 409)
    flash(gettext("The request is answered."))
    return redirect(url_for(".list_all"), code=303)
