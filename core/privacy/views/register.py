"""The register as a page, as a table and as the way to one person."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.adapters import spreadsheets
from core.adapters.clock import now
from core.adapters.jobs.models import find_run
from core.limits import few_at_once
from core.privacy.access import Permission
from core.privacy.forms import SearchForm
from core.privacy.jobs import NIGHTLY
from core.privacy.pages import Hit, RegisterLine, RegisterPage
from core.privacy.queries.counting import count_due, count_rows
from core.privacy.queries.finding import search
from core.privacy.queries.requests import count_waiting
from core.privacy.queries.schema import records
from core.privacy.services.retaining import today_of
from core.privacy.views.blueprint import blueprint

MOST_HITS = 20  # of one table
COLUMNS = (
    "Что",
    "Чьи данные",
    "Поля",
    "Цель",
    "Основание",
    "Срок",
    "При стирании",
    "Записей",
    "Срок истёк",
)


def lines() -> tuple[RegisterLine, ...]:
    moment = now()
    rows, due = count_rows(), count_due(moment, today_of(moment))
    return tuple(
        RegisterLine.of(one, rows[one.table], due.get(at, 0)) for at, one in enumerate(records())
    )


@blueprint.get("/desk/personal-data/")
@requires(Permission.READ_REGISTER)
def show() -> ResponseReturnValue:
    run = find_run(NIGHTLY.name)
    page = RegisterPage.of(
        lines(),
        last_run=run.succeeded_at if run else None,
        error=run.error if run else "",
        every=NIGHTLY.every,
        waiting=count_waiting(),
    )
    return render_template("privacy/register.html", page=page, form=SearchForm())


@blueprint.get("/desk/personal-data/register.csv")
@requires(Permission.READ_REGISTER)
def table() -> ResponseReturnValue:
    with few_at_once():
        content = spreadsheets.write_csv(COLUMNS, map(cells, lines()))
    response = Response(content, mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=personal-data-register.csv"
    return response


def cells(line: RegisterLine) -> tuple[object, ...]:
    fate = "; ".join(filter(None, (line.fate, line.stays)))
    who = (line.title, line.whose, line.columns, line.purpose, line.ground, line.term)
    return (*who, fate, line.count, line.due)


@blueprint.post("/desk/personal-data/search")
@requires(Permission.KEEP_PERSONAL_DATA)
def find() -> ResponseReturnValue:
    """Sent, not asked for: a name does not belong in an address, which lands in logs."""
    form = SearchForm(request.form)
    if not form.validate():
        return render_template("privacy/search.html", form=form, hits=()), 422
    found = search(form.text.data, MOST_HITS)
    hits = [Hit(gettext(one.title), name, one.table, row_id) for one, row_id, name in found]
    return render_template("privacy/search.html", form=form, hits=hits)
