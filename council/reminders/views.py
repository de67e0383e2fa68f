"""Reminders for the secretary who answers for them, and one's own."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from core.access import permits, requires, viewer
from core.adapters.clock import now, today
from core.kernel.pagination import Pages
from core.letters.queries.handing import list_reached_by_fact
from core.reminders import queries
from core.reminders.queries import PAGE, ReminderRow
from core.reminders.rules import ReminderState
from council.access import Permission
from council.membership.queries import BodyRow, list_bodies, procedure_on
from council.membership.queries.readers import list_organisation_readers, list_readers
from council.reminders.letters.letter import letter_fact
from council.reminders.pages import (
    TABS,
    Known,
    ReminderLine,
    RemindersPage,
    line_of,
    rule_lines,
)
from council.reminders.rules.planner import OF_ORGANISATION

blueprint = Blueprint("reminders", __name__, url_prefix="/desk/reminders")


def bodies_kept() -> tuple[BodyRow, ...]:
    return tuple(
        each for each in list_bodies() if permits(viewer(), Permission.KEEP_REMINDERS, each.id)
    )


def lines_of(rows: tuple[ReminderRow, ...]) -> tuple[ReminderLine, ...]:
    """Rows with the names of readers and the zones of bodies; four statements at most."""
    zones = {each.id: each.zone for each in list_bodies()}
    written = [row for row in rows if row.is_written]
    letters = list_reached_by_fact({letter_fact(row) for row in written})
    known = Known(
        names=names_of(rows),
        letters={(each.fact, each.addressee): each for each in letters},
        this_year=now().year,
    )
    return tuple(line_of(row, known, zones[row.scope_id]) for row in rows)


def names_of(rows: tuple[ReminderRow, ...]) -> dict[str, str]:
    """People and organisations by the key of their reminders."""
    people = {row.person_id for row in rows if row.person_id}
    keys = {row.addressee for row in rows if row.addressee.startswith(OF_ORGANISATION)}
    ids = {UUID(each.removeprefix(OF_ORGANISATION)) for each in keys}
    names = {str(each.person_id): each.name for each in list_readers(people)}
    organisations = list_organisation_readers(ids) if ids else ()
    return names | {each.key: each.name for each in organisations}


@blueprint.get("/")
@requires(Permission.KEEP_REMINDERS)
def index() -> ResponseReturnValue:
    """What will be sent, what was, what was not and why; and the rules of all this."""
    bodies = bodies_kept()
    scope = [each.id for each in bodies]
    shown = chosen_state()
    counts = queries.count_reminders(scope)
    pages = Pages(counts.get(shown, 0), PAGE, request.args.get("page", 1, type=int))
    procedure = procedure_on(bodies[0].id, today(bodies[0].zone))
    page = RemindersPage(
        shown=shown,
        tabs=tuple((words, state, counts.get(state, 0)) for state, words in TABS.items()),
        lines=lines_of(queries.list_reminders(scope, {shown}, pages.number)),
        number=pages.number,
        total=pages.total,
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
