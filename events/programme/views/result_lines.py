"""Contracts, costs, feedback and files of an event: one small form each, removal by a button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import CombinedMultiDict

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.files import received
from core.adapters.language import sentence
from core.kernel.errors import N_, Refused
from events.access import Permission
from events.programme import services
from events.programme.forms.results import ContractForm, CostForm, FeedbackForm, PhotoForm
from events.programme.queries import EventHead
from events.programme.rules import ContractShown
from events.programme.rules.results import Contract
from events.programme.services import CostDraft, FeedbackDraft, PhotoDraft
from events.programme.views.blueprint import blueprint, gone_on, kept_event

BESIDE = {
    "no_sides": "company",
    "no_amount": "amount",
    "no_currency": "currency",
    "not_yet": "signed_on",
    "bad_rate": "rate",
    "no_item": "item",
    "no_sum": "kopecks",
    "no_grade": "grade",
    "file_type": "files",
    "file_empty": "files",
    "file_size": "files",
    "picture_damaged": "files",
    "no_company": "company",
    "no_caption": "caption",
    "no_consent_note": "consent",
}
FormOf = Callable[..., Any]


def save_contract(event: EventHead, form: ContractForm) -> None:
    contract = Contract(
        form.number.data,
        form.company.data,
        form.partner.data,
        form.signed_on.data,
        form.amount.data or 0,
        form.currency.data,
        form.rate.data,
        form.subject.data,
        ContractShown(form.shown.data),
    )
    services.add_contract(event.id, form.key.key, contract, actor=viewer(), now=now())


def save_cost(event: EventHead, form: CostForm) -> None:
    draft = CostDraft(form.item.data, form.source.data, form.kopecks.data or 0)
    services.add_cost(event.id, form.key.key, draft, actor=viewer(), now=now())


def save_feedback(event: EventHead, form: FeedbackForm) -> None:
    draft = FeedbackDraft(
        form.company.data, int(form.grade.data), form.text.data, form.may_quote.data
    )
    services.add_feedback(event.id, form.key.key, draft, actor=viewer(), now=now())


def save_photos(event: EventHead, form: PhotoForm) -> None:
    uploads = received(request.files.getlist("files"))
    draft = PhotoDraft(form.caption.data, form.consent.data, form.is_shown.data)
    services.add_photos(event.id, uploads, draft, actor=viewer(), now=now())


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of line: its form, who saves it, and its words."""

    form: FormOf
    save: Callable[..., None]
    title: str
    said: str
    gone: str


KINDS = {
    "contract": Kind(
        ContractForm,
        save_contract,
        N_("New contract"),
        N_("The contract is added."),
        N_("The contract is removed."),
    ),
    "cost": Kind(
        CostForm, save_cost, N_("New cost"), N_("The cost is added."), N_("The cost is removed.")
    ),
    "feedback": Kind(
        FeedbackForm,
        save_feedback,
        N_("Feedback of a company"),
        N_("The feedback is added."),
        N_("The feedback is removed."),
    ),
    "photo": Kind(
        PhotoForm,
        save_photos,
        N_("Photos and papers"),
        N_("The files are added."),
        N_("The file is removed."),
    ),
}


def kind_of(name: str) -> Kind:
    return KINDS[name] if name in KINDS else abort(404)


def show_line(number: int, name: str, form: Any, status: int = 200) -> ResponseReturnValue:
    event = kept_event(number)
    title = gettext(kind_of(name).title)
    return (
        render_template("programme/line.html", event=event, kind=name, form=form, title=title),
        status,
    )


@blueprint.get("/<int:number>/results/<kind>/new")
@requires(Permission.KEEP_EVENT)
def new_line(number: int, kind: str) -> ResponseReturnValue:
    return show_line(number, kind, kind_of(kind).form())


@blueprint.post("/<int:number>/results/<kind>/new")
@requires(Permission.KEEP_EVENT)
def add_line(number: int, kind: str) -> ResponseReturnValue:
    event, one = kept_event(number), kind_of(kind)
    form = one.form(CombinedMultiDict((request.files, request.form)))
    if not form.validate():
        return show_line(number, kind, form, 422)
    try:
        one.save(event, form)
    except Refused as refused:
        names = {code: name for code, name in BESIDE.items() if name in form}
        form.refuse(refused, sentence, **names)
        return show_line(number, kind, form, 422)
    return gone_on(number, gettext(one.said), "results")


@blueprint.post("/<int:number>/results/<kind>/<uuid:line_id>/remove")
@requires(Permission.KEEP_EVENT)
def remove_line(number: int, kind: str, line_id: UUID) -> ResponseReturnValue:
    event, one = kept_event(number), kind_of(kind)
    services.remove_line(event.id, kind, line_id, actor=viewer(), now=now())
    return gone_on(number, gettext(one.gone), "results")
