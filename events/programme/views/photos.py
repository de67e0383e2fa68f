"""What visitors read of photos, contracts and feedback: chosen by those who keep the event."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.belonging import Spot
from core.adapters.clock import now
from events.access import Permission
from events.asking import BOTH, typed
from events.programme import services
from events.programme.forms.results import ContractShownForm, PhotoWordsForm
from events.programme.queries import results as found
from events.programme.rules import ContractShown
from events.programme.services import PhotoDraft
from events.programme.views.blueprint import (
    Heading,
    asked,
    blueprint,
    gone_on,
    kept_event,
    one_of_rows,
)

PART = "results"


@blueprint.route("/<int:number>/results/photo/<uuid:key>", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def edit_photo(number: int, key: UUID) -> ResponseReturnValue:
    """Other words, a note on the consent; shown to visitors or not."""
    event = kept_event(number)
    row = found.get_photo(event.id, key)
    names = ("caption", "consent", "is_shown", "revision")
    form = PhotoWordsForm(typed(), data={name: getattr(row, name) for name in names})

    def save() -> None:
        draft = PhotoDraft(form.caption.data, form.consent.data, form.is_shown.data)
        spot = Spot(event.id, key, None, form.revision.data or 0)
        services.change_photo(spot, draft, actor=viewer(), now=now())

    heading = Heading(gettext("Photo or paper"), row.name, PART, "photos")
    return asked(form, event, heading, save, gettext("Saved."))


@blueprint.post("/<int:number>/results/photo/<uuid:key>/raise")
@requires(Permission.KEEP_EVENT)
def raise_photo(number: int, key: UUID) -> ResponseReturnValue:
    event = kept_event(number)
    services.raise_photo(Spot(event.id, key), actor=viewer(), now=now())
    return gone_on(number, gettext("The order is changed."), PART, "photos")


@blueprint.route("/<int:number>/results/contract/<uuid:key>", methods=BOTH)
@requires(Permission.KEEP_EVENT)
def contract_shown(number: int, key: UUID) -> ResponseReturnValue:
    """How much of a contract visitors read: as much as the company agreed to."""
    event = kept_event(number)
    row = one_of_rows(found.list_contracts(event.id), key)
    form = ContractShownForm(typed(), data={"shown": row.shown.value})
    form.offer()

    def save() -> None:
        shown = ContractShown(form.shown.data)
        services.show_contract(Spot(event.id, key), shown, actor=viewer(), now=now())

    about = f"{row.company} – {row.partner}"
    heading = Heading(gettext("What visitors read of the contract"), about, PART)
    return asked(form, event, heading, save, gettext("Saved."))


@blueprint.post("/<int:number>/results/feedback/<uuid:key>/show")
@requires(Permission.KEEP_EVENT)
def show_feedback(number: int, key: UUID) -> ResponseReturnValue:
    """Choose the words of a company for visitors, or take them back."""
    event, is_shown = kept_event(number), request.form.get("shown") == "yes"
    services.show_feedback(Spot(event.id, key), is_shown=is_shown, actor=viewer(), now=now())
    said = gettext("Visitors read it.") if is_shown else gettext("Visitors do not read it.")
    return gone_on(number, said, PART, "feedback")
