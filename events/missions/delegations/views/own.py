"""A traveller's own page: the journey, the passport with its consent. The address is the key.

What was entered is never shown again here: a lost link opens no passport.
"""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.adapters.derived import token_hash
from core.adapters.language import language, sentence
from core.adapters.vault import vault
from core.kernel.errors import Refused
from core.limits import limit_forms
from council.meetings.queries.visitors import find_operator
from council.membership.queries import get_main_body
from events.access import Permission
from events.missions.delegations import services
from events.missions.delegations.forms import BESIDE_PASSPORT, PassportForm
from events.missions.delegations.pages import TravellerPage
from events.missions.delegations.queries import TravellerRow, get_traveller
from events.missions.delegations.rules.consent import VERSION, PassportConsent
from events.missions.delegations.rules.passports import Asking, deletion_day
from events.missions.views.answers import private
from events.programme.rules import EventState

blueprint = Blueprint("delegates", __name__, url_prefix="/events/delegates/<token>")
limit_forms(blueprint)


def page_of(token: str) -> TravellerPage:
    row = get_traveller(token_hash(token))
    body = get_main_body()
    day = today(body.zone)
    path = f"/events/delegates/{token}/"
    return TravellerPage.of(row, path, asking_of(row), find_operator(body.id, day), day)


def asking_of(row: TravellerRow) -> Asking:
    return Asking(
        has_key=bool(vault()),
        asks=row.asks_passports,
        delete_on=deletion_day(row.chosen_deletion, row.ends_on),
        is_off=row.state is EventState.CANCELLED,
    )


def shown(
    template: str, page: TravellerPage, status: int = 200, **more: object
) -> ResponseReturnValue:
    text = render_template(f"delegations/public/{template}.html", page=page, **more)
    return private(text, status)


@blueprint.get("/")
@requires(Permission.APPLY_TO_CALL)
def show(token: str) -> ResponseReturnValue:
    return shown("traveller", page_of(token))


@blueprint.get("/passport/")
@requires(Permission.APPLY_TO_CALL)
def passport(token: str) -> ResponseReturnValue:
    """An empty form, also where a passport was entered before."""
    page = page_of(token)
    if page.closed:
        return redirect(page.path, code=303)
    return show_form(page, PassportForm())


def show_form(page: TravellerPage, form: PassportForm, status: int = 200) -> ResponseReturnValue:
    form.consent_text.data = f"{VERSION}/{language()}"
    return shown("passport", page, status, form=form)


@blueprint.post("/passport/")
@requires(Permission.APPLY_TO_CALL)
def give(token: str) -> ResponseReturnValue:
    page, form = page_of(token), PassportForm(request.form)
    if not form.validate():
        return show_form(page, form, 422)
    agreed = form.consents()
    given = services.Given(
        agreed[PassportConsent.PROCESSING],
        agreed[PassportConsent.HANDING_ON],
        request.remote_addr or "",
    )
    try:
        services.give_passport(page.traveller.id, form.passport(), given, actor=viewer(), now=now())
    except Refused as refused:
        if page.closed:
            reasons = [sentence(each) for each in refused.refusals]
            return shown("traveller", page, 409, reasons=reasons)
        form.refuse(refused, sentence, **BESIDE_PASSPORT)
        return show_form(page, form, 422)
    flash(gettext("The passport data are taken and encrypted. They are not shown any more."))
    return redirect(page.path, code=303)


@blueprint.post("/passport/handing-on/withdraw")
@requires(Permission.APPLY_TO_CALL)
def stop_handing_on(token: str) -> ResponseReturnValue:
    """The passport stays, it is handed on to nobody any more. Pressed twice it does so once."""
    page = page_of(token)
    services.stop_handing_on(page.traveller.id, actor=viewer(), now=now())
    flash(gettext("The consent is withdrawn, with effect from now."))
    return redirect(page.path, code=303)


@blueprint.get("/passport/withdraw/")
@requires(Permission.APPLY_TO_CALL)
def ask_withdrawal(token: str) -> ResponseReturnValue:
    page = page_of(token)
    has_one = page.traveller.passport_until is not None
    return shown("withdraw", page) if has_one else redirect(page.path, code=303)


@blueprint.post("/passport/withdraw/")
@requires(Permission.APPLY_TO_CALL)
def withdraw(token: str) -> ResponseReturnValue:
    """Pressed twice it does the same once."""
    page = page_of(token)
    services.take_back_passport(page.traveller.id, actor=viewer(), now=now())
    flash(gettext("The consent is withdrawn, the passport data are deleted."))
    return redirect(page.path, code=303)
