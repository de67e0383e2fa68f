"""«My data»: what is kept of whoever signed in, as a page and as a file; own consents."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.audit.services.noting import note
from core.kernel.errors import NotFound
from core.limits import few_at_once
from core.privacy.access import Permission
from core.privacy.queries.finding import find_from
from core.privacy.services import withdrawing
from core.privacy.views.blueprint import (
    blueprint,
    export_file,
    paper_file,
    person_page,
)

AT = "/desk/account/data/"
ACCOUNTS = "accounts"


def own_id() -> UUID:
    account_id = viewer().account_id
    if account_id is None:
        raise NotFound("A visitor has no account.")
    return account_id


@blueprint.get(AT)
@requires(Permission.READ_OWN_DATA)
def own() -> ResponseReturnValue:
    found = find_from(ACCOUNTS, own_id())
    page = person_page(found, withdrawing.list_consents(found), ACCOUNTS, own_id())
    return render_template("privacy/own.html", page=page)


@blueprint.get(f"{AT}personal-data.json")
@requires(Permission.READ_OWN_DATA)
def export_own() -> ResponseReturnValue:
    with few_at_once():
        found = find_from(ACCOUNTS, own_id())
        response = export_file(found, withdrawing.list_consents(found))
    note_handed_out()
    return response


def note_handed_out() -> None:
    note("personal_data.exported", own_id(), actor=viewer(), now=now())


@blueprint.get(f"{AT}personal-data.pdf")
@requires(Permission.READ_OWN_DATA)
def print_own() -> ResponseReturnValue:
    found = find_from(ACCOUNTS, own_id())
    consents = withdrawing.list_consents(found)
    return paper_file(found, consents, ACCOUNTS, own_id(), on_made=note_handed_out)


@blueprint.post(f"{AT}consents/<kind>/<uuid:consent_id>/withdraw")
@requires(Permission.READ_OWN_DATA)
def withdraw_own(kind: str, consent_id: UUID) -> ResponseReturnValue:
    """Pressed twice it does the same once."""
    withdrawing.withdraw_consent(
        ACCOUNTS, own_id(), kind, consent_id, basis=None, actor=viewer(), now=now()
    )
    flash(gettext("The consent is withdrawn, with effect from now."))
    return redirect(url_for(".own"), code=303)
