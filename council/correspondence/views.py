"""Letters on paper, for those who keep letters: the sheet, its files, how it was handed over."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from core.letters.access import Permission
from core.letters.models import OutgoingLetter
from core.letters.queries.desk import get_letter
from core.letters.queries.handing import find_paper
from core.letters.rules.handing import is_for_paper
from core.letters.services.handing import mark_handed, put_on_paper
from core.letters.views.blueprint import kept_by_viewer
from core.papers.addresses import in_every_form
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper
from council.correspondence import documents, queries
from council.correspondence.forms import HandingForm, SheetForm
from council.correspondence.pages import SheetPage

blueprint = Blueprint("correspondence", __name__, url_prefix="/desk/letters")
SHEET = "/<uuid:letter_id>/on-paper/"


def kept_letter(letter_id: UUID) -> OutgoingLetter:
    """A letter that the viewer keeps and that no e-mail reaches; else it looks missing."""
    letter = get_letter(letter_id, kept_by_viewer())
    if not is_for_paper(letter.state, letter.kind):
        raise NotFound("the letter goes by e-mail")
    return letter


def shown(
    letter: OutgoingLetter,
    sheet: SheetForm | None = None,
    handing: HandingForm | None = None,
) -> ResponseReturnValue:
    paper = find_paper(letter.id)
    page = SheetPage(letter.id, letter.subject, letter.name, letter.email, paper)
    day = today(queries.body_of(letter).zone)
    if sheet is None:
        known = paper if page.is_printed else queries.propose(letter, day, viewer().person_id)
        sheet = SheetForm(obj=known, data=None if page.is_printed else {"dated_on": day})
    handing_form = handing or HandingForm(
        data={"way": paper.way, "day": paper.handed_on, "note": paper.note}
        if paper and paper.way
        else {"day": day}
    )
    form = handing if handing is not None and handing.errors else sheet
    status = 422 if form.errors or form.form_errors else 200
    values = {"form": form, "sheet": sheet, "handing": handing_form}
    return render_template("correspondence/show.html", page=page, **values), status


@blueprint.get(SHEET)
@requires(Permission.READ_LETTERS)
def show(letter_id: UUID) -> ResponseReturnValue:
    return shown(kept_letter(letter_id))


@blueprint.post(SHEET)
@requires(Permission.READ_LETTERS)
def put(letter_id: UUID) -> ResponseReturnValue:
    letter, form = kept_letter(letter_id), SheetForm(request.form)
    if not form.validate():
        return shown(letter, sheet=form)
    try:
        put_on_paper(letter_id, form.draft, actor=viewer(), now=now())
    except Refused as refused:
        fields = {"handed_later": "dated_on", "handed_earlier": "dated_on"}
        form.refuse(refused, sentence, number_taken="number", **fields)
        return shown(letter, sheet=form)
    flash(gettext("The letter is ready to print."))
    return redirect(url_for(".show", letter_id=letter_id), code=303)


@blueprint.post(f"{SHEET}handed-over")
@requires(Permission.READ_LETTERS)
def hand(letter_id: UUID) -> ResponseReturnValue:
    letter, form = kept_letter(letter_id), HandingForm(request.form)
    if not form.validate():
        return shown(letter, handing=form)
    try:
        mark_handed(letter_id, form.handing, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, handed_later="day", handed_earlier="day")
        return shown(letter, handing=form)
    flash(gettext("It is written down that the letter was handed over."))
    return redirect(url_for(".show", letter_id=letter_id), code=303)


@in_every_form(blueprint, f"{SHEET}letter")
@requires(Permission.READ_LETTERS)
def sheet(letter_id: UUID, form: str) -> ResponseReturnValue:
    letter = kept_letter(letter_id)
    paper = find_paper(letter_id)
    record = queries.get_sheet(letter, paper) if paper else None
    if record is None:
        raise NotFound("the letter has no sheet yet")
    back = url_for(".show", letter_id=letter_id)
    return serve_paper(documents.sheet(record), Format(form), back=back)
