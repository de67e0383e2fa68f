"""Reminders for the secretary who answers for them, and one's own."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from core.access import permits, requires, viewer
from core.adapters.clock import now, today
from core.reminders import queries
from core.reminders.queries import PAGE, ReminderRow
from core.reminders.rules import ReminderState
from council.access import Permission
from council.membership.queries import BodyRow, list_bodies, procedure_on
from council.membership.queries.readers import list_readers
from council.reminders.pages import TABS, ReminderLine, RemindersPage, line_of, rule_lines

blueprint = Blueprint("reminders", __name__, url_prefix="/desk/reminders")


def bodies_kept() -> tuple[BodyRow, ...]:
    return tuple(
        each for each in list_bodies() if permits(viewer(), Permission.KEEP_REMINDERS, each.id)
    )


def lines_of(rows: tuple[ReminderRow, ...]) -> tuple[ReminderLine, ...]:
    """Rows with the names of people and the zones of bodies; two statements."""
    zones = {each.id: each.zone for each in list_bodies()}
    people = {row.person_id for row in rows if row.person_id}
    names = {each.person_id: each.name for each in list_readers(people) if each.person_id}
    year = now().year
    return tuple(line_of(row, names, zones[row.scope_id], year) for row in rows)


@blueprint.get("/")
@requires(Permission.KEEP_REMINDERS)
def index() -> ResponseReturnValue:
    """What will be sent, what was, what was not and why; and the rules of all this."""
    bodies = bodies_kept()
    scope = [each.id for each in bodies]
    shown = chosen_state()
    counts = queries.count_reminders(scope)
    total = max(1, -(-counts.get(shown, 0) // PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), total)
    procedure = procedure_on(bodies[0].id, today(bodies[0].zone))
    page = RemindersPage(
        shown=shown,
        tabs=tuple((words, state, counts.get(state, 0)) for state, words in TABS.items()),
        lines=lines_of(queries.list_reminders(scope, {shown}, number)),
        number=number,
        total=total,
        rules=rule_lines(procedure),
        slug=bodies[0].slug,
        has_office=bool(procedure.chair_office),
    )
    return render_template("reminders/index.html", page=page)


def chosen_state() -> ReminderState:
    asked = request.args.get("show", "")
    return ReminderState(asked) if asked in set(ReminderState) else ReminderState.WAITING


@blueprint.get("/mine")
@requires(Permission.READ_DESK)
def mine() -> ResponseReturnValue:
    """What will be sent to the viewer."""
    person_id = viewer().person_id
    rows = queries.list_own(person_id) if person_id else ()
    return render_template("reminders/mine.html", lines=lines_of(rows))
