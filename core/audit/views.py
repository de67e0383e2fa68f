"""The journal for administrators, as a page and as a file; its head for everybody."""

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters import spreadsheets
from core.adapters.chain import head
from core.adapters.clock import now
from core.audit.access import Permission
from core.audit.forms import FilterForm
from core.audit.pages import JournalLine, JournalPage
from core.audit.queries import reading
from core.audit.services.noting import note
from core.audit.services.verifying import WHOLE
from core.kernel.zones import local
from core.limits import few_at_once
from core.region.calendar import region

ON_PAGE = 50
MOST_IN_FILE = 50_000
HIGHEST = 2_000_000_000
HEAD_KEPT = 60  # seconds
COLUMNS = (
    "Запись",
    "Время",
    "Действие",
    "Кто",
    "Объект",
    "Версия",
    "Сетевой адрес",
    "Запрос",
    "Подробности",
    "Хеш",
)
blueprint = Blueprint("audit", __name__)


def region_zone() -> str:
    row = region()
    return row.zone if row else "Europe/Moscow"


def read_form() -> FilterForm:
    form = FilterForm(request.args)
    form.offer(reading.list_known_actions())
    return form


@blueprint.get("/desk/journal/")
@requires(Permission.READ_JOURNAL)
def show() -> ResponseReturnValue:
    form = read_form()
    wanted = form.chosen(region_zone())
    asked = request.args.get("before", type=int)
    before = min(max(asked, 1), HIGHEST) if asked is not None else None
    rows = reading.list_entries(wanted, before=before, limit=ON_PAGE + 1)
    found = reading.count_entries(wanted)
    chosen = {name: value for name, value in request.args.items() if name in form and value}
    page = JournalPage.of(rows, ON_PAGE, found=found, is_newest=before is None)
    return render_template("audit/journal.html", page=page, form=form, chosen=chosen)


@blueprint.get("/desk/journal/journal.csv")
@requires(Permission.READ_JOURNAL)
def table() -> ResponseReturnValue:
    """The entries of the filter, the newest first; that they were taken is itself an entry."""
    zone = region_zone()
    with few_at_once():
        rows = reading.list_entries(read_form().chosen(zone), limit=MOST_IN_FILE)
        content = spreadsheets.write_csv(COLUMNS, (cells(JournalLine.of(r), zone) for r in rows))
    note("journal.exported", WHOLE, actor=viewer(), now=now(), details={"count": len(rows)})
    response = Response(content, mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=journal.csv"
    response.headers["Cache-Control"] = "no-store"
    return response


def cells(line: JournalLine, zone: str) -> tuple[object, ...]:
    return (
        line.seq,
        local(line.at, zone).strftime("%d.%m.%Y %H:%M:%S"),
        line.said,
        line.actor,
        str(line.subject_id or ""),
        line.version or "",
        line.address,
        line.request_id,
        "; ".join(f"{name}: {value}" for name, value in line.details),
        line.hash,
    )


@blueprint.get("/audit/head.json")
@requires(Permission.READ_HEAD)
def show_head() -> ResponseReturnValue:
    """The last entry's number and hash: whoever keeps them notices when the journal is cut."""
    found = head()
    response = jsonify(seq=found.seq, hash=found.hash)
    response.headers["Cache-Control"] = f"public, max-age={HEAD_KEPT}"
    return response
