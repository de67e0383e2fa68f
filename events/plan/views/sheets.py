"""An edition as a table or on paper; reading a table into a draft."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from core.access import requires, viewer
from core.adapters import spreadsheets
from core.adapters.clock import now, today
from core.adapters.files import clean_name
from core.adapters.language import sentence
from core.kernel.errors import Refused
from core.kernel.search import fold
from core.papers.addresses import in_every_form
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper, serve_state
from events.access import Permission
from events.plan import services
from events.plan.documents import plan_paper
from events.plan.forms import SheetForm
from events.plan.publishing import published_plan
from events.plan.queries.choices import list_countries
from events.plan.queries.printed import get_plan_record
from events.plan.queries.sheet import known_cells, list_table, organisations_by_name
from events.plan.rules.sheet import SheetFault, SheetLine, SheetRow, read_lines
from events.plan.services.importing import draft_of
from events.plan.views.blueprint import blueprint, council, find_edition, keeping
from events.plan.views.files import XLSX, download, workbook

MOST_FAULTS = 50


@blueprint.get("/editions/<uuid:edition_id>/plan.xlsx")
@requires(Permission.READ_PLAN)
def edition_sheet(edition_id: UUID) -> ResponseReturnValue:
    council()
    _year, title, _edition = find_edition(edition_id)
    return download(workbook(title, list_table(edition_id)), f"{title}.xlsx", XLSX)


@in_every_form(blueprint, "/editions/<uuid:edition_id>/plan")
@requires(Permission.READ_PLAN)
def edition_paper(edition_id: UUID, form: str) -> ResponseReturnValue:
    """The PDF of an approved edition is sent as it is kept; a draft is made anew."""
    body = council()
    year, title, edition = find_edition(edition_id)
    wanted = Format(form)
    if wanted is Format.PDF and edition.approved_on:
        return serve_state(published_plan(body, year, title, edition, today(body.zone)))
    paper = plan_paper(get_plan_record(body, year, title, edition))
    return serve_paper(paper, wanted, back=url_for(".show", edition_id=edition_id))


@blueprint.get("/editions/<uuid:edition_id>/read")
@requires(Permission.KEEP_PLAN)
def reading(edition_id: UUID) -> ResponseReturnValue:
    return show_reading(edition_id, SheetForm(), ())


def show_reading(
    edition_id: UUID, form: SheetForm, faults: tuple[tuple[str, str], ...], status: int = 200
) -> ResponseReturnValue:
    keeping()
    year, _title, edition = find_edition(edition_id)
    if edition.number == 1:
        del form.reason
    return (
        render_template("plan/read.html", form=form, edition=edition, year=year, faults=faults),
        status,
    )


@blueprint.post("/editions/<uuid:edition_id>/read")
@requires(Permission.KEEP_PLAN)
def read(edition_id: UUID) -> ResponseReturnValue:
    """All lines of the table, or none with every fault by its cell."""
    keeping()
    form = SheetForm(typed())
    if not form.validate():
        return show_reading(edition_id, form, (), 422)
    try:
        content = form.table.data.read(spreadsheets.LARGEST_FILE + 1)
        lines, faults = lines_of(content, edition_id)
        if faults:
            return show_reading(edition_id, form, told(faults), 422)
        changed = take(edition_id, form, lines)
    except Refused as refused:
        form.refuse(refused, sentence)
        return show_reading(edition_id, form, (), 422)
    counts = {"count": len(lines), "changed": changed}
    flash(gettext("Lines read from the table: %(count)s, added or changed: %(changed)s.", **counts))
    return redirect(url_for(".show", edition_id=edition_id), code=303)


def typed() -> MultiDict[str, Any]:
    """What was sent; a table sent as text is no file and counts as not chosen."""
    found: MultiDict[str, Any] = MultiDict(request.form)
    found.setlist("table", request.files.getlist("table"))
    return found


def lines_of(
    content: bytes, edition_id: UUID
) -> tuple[tuple[SheetLine, ...], tuple[SheetFault, ...]]:
    """Read against the lines that the draft holds already."""
    year = find_edition(edition_id)[0]
    rows = [SheetRow(row.number, row.cells) for row in spreadsheets.read_sheet(content)]
    countries = {fold(name): code for code, name in list_countries("ru")}
    return read_lines(rows, year, countries, known_cells(list_table(edition_id)))


def take(edition_id: UUID, form: SheetForm, lines: tuple[SheetLine, ...]) -> int:
    organisations = organisations_by_name()
    reason = form.reason.data if form.reason else ""
    given = [
        services.TableLine(line.number, draft_of(line, organisations, reason), line.changed)
        for line in lines
    ]
    name = clean_name(form.table.data.filename)
    return services.import_lines(edition_id, given, name, actor=viewer(), now=now())


def told(faults: tuple[SheetFault, ...]) -> tuple[tuple[str, str], ...]:
    """(cell, sentence) of the first faults, as many as a person reads at once."""
    return tuple((where(fault), sentence(fault.refusal)) for fault in faults[:MOST_FAULTS])


def where(fault: SheetFault) -> str:
    if not fault.row:
        return gettext("Table")
    if fault.column < 0:
        return gettext("Row %(number)s", number=fault.row)
    return spreadsheets.cell_name(fault.column, fault.row)
