"""One person's data for administrators: read, handed out, a consent withdrawn on paper, erased.

Whoever is looked at, handed out or erased stands in the journal.
"""

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.files import discard
from core.adapters.language import sentence
from core.audit.services.noting import note
from core.kernel.errors import Refused
from core.kernel.register import Erasure
from core.limits import few_at_once
from core.privacy.access import Permission
from core.privacy.forms import EraseForm, WithdrawForm
from core.privacy.pages import ErasePage, fate_line
from core.privacy.queries.finding import Found, find_from
from core.privacy.queries.schema import records
from core.privacy.services import erasing, withdrawing
from core.privacy.views.blueprint import (
    blueprint,
    export_file,
    name_of,
    paper_file,
    person_page,
)

AT = "/desk/personal-data/<table>/<uuid:row_id>/"


def show_person(
    table: str, row_id: UUID, form: WithdrawForm, status: int = 200
) -> ResponseReturnValue:
    found = find_from(table, row_id)
    page = person_page(found, withdrawing.list_consents(found), table, row_id)
    return render_template("privacy/person.html", page=page, form=form), status


@blueprint.get(AT)
@requires(Permission.KEEP_PERSONAL_DATA)
def person(table: str, row_id: UUID) -> ResponseReturnValue:
    answer = show_person(table, row_id, WithdrawForm())
    note("personal_data.read", row_id, actor=viewer(), now=now(), details={"table": table})
    return answer


@blueprint.get(f"{AT}personal-data.json")
@requires(Permission.KEEP_PERSONAL_DATA)
def export_person(table: str, row_id: UUID) -> ResponseReturnValue:
    with few_at_once():
        found = find_from(table, row_id)
        response = export_file(found, withdrawing.list_consents(found))
    note_handed_out(table, row_id)
    return response


def note_handed_out(table: str, row_id: UUID) -> None:
    note("personal_data.exported", row_id, actor=viewer(), now=now(), details={"table": table})


@blueprint.get(f"{AT}personal-data.pdf")
@requires(Permission.KEEP_PERSONAL_DATA)
def print_person(table: str, row_id: UUID) -> ResponseReturnValue:
    found = find_from(table, row_id)
    consents, noted = withdrawing.list_consents(found), partial(note_handed_out, table, row_id)
    return paper_file(found, consents, table, row_id, on_made=noted)


@blueprint.post(f"{AT}consents/<kind>/<uuid:consent_id>/withdraw")
@requires(Permission.KEEP_PERSONAL_DATA)
def withdraw_on_paper(table: str, row_id: UUID, kind: str, consent_id: UUID) -> ResponseReturnValue:
    form = WithdrawForm(request.form)
    if not form.validate():
        return show_person(table, row_id, form, 422)
    withdrawing.withdraw_consent(
        table, row_id, kind, consent_id, basis=form.basis.data, actor=viewer(), now=now()
    )
    flash(gettext("The consent is withdrawn, with effect from now."))
    return redirect(url_for(".person", table=table, row_id=row_id), code=303)


def show_erasure(
    table: str, row_id: UUID, form: EraseForm, status: int = 200
) -> ResponseReturnValue:
    found = find_from(table, row_id)
    lines = [fate_line(records()[at], len(rows), fate) for at, rows, fate in fates(found) if rows]
    page = ErasePage(
        name=name_of(found),
        table=table,
        id=row_id,
        goes=tuple(line for line in lines if not line.is_kept),
        stays=tuple(line for line in lines if line.is_kept),
        refusals=erasing.refusals_of(found, viewer(), now()),
    )
    return render_template("privacy/erase.html", page=page, form=form), status


def fates(found: Found) -> list[tuple[int, set[object], Erasure]]:
    named = erasing.is_named(found)
    return [
        (at, found.rows.get(at, set()), erasing.fate_of(one, named=named))
        for at, one in enumerate(records())
    ]


@blueprint.get(f"{AT}erase")
@requires(Permission.KEEP_PERSONAL_DATA)
def ask_erasure(table: str, row_id: UUID) -> ResponseReturnValue:
    return show_erasure(table, row_id, EraseForm())


@blueprint.post(f"{AT}erase")
@requires(Permission.KEEP_PERSONAL_DATA)
def erase(table: str, row_id: UUID) -> ResponseReturnValue:
    form = EraseForm(request.form)
    if not form.validate():
        return show_erasure(table, row_id, form, 422)
    try:
        done = erasing.erase_person(table, row_id, form.reason.data, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, no_reason="reason")
        return show_erasure(table, row_id, form, 409)
    discard(done.files)
    flash(gettext("The data are erased. What official acts hold has stayed."))
    return redirect(url_for(".person", table=table, row_id=row_id), code=303)
