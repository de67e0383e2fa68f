"""The grid, a pair in it, an empty cell, the pairs without a time."""

from datetime import date
from uuid import UUID

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires
from core.kernel.errors import Refused
from events.access import Permission
from events.lists import pages, query
from events.missions.rules.timetable.problem import Pair, Side
from events.negotiations.pages.grids import (
    TABLES,
    CellPage,
    GridPage,
    PairPage,
    WaitingPage,
    rows_of_people,
    rows_of_tables,
)
from events.negotiations.queries.grid import count_waiting, list_meetings, list_waiting
from events.negotiations.queries.heads import Head
from events.negotiations.queries.loading import load
from events.negotiations.queries.people import list_names, list_people
from events.negotiations.rules.candidates import candidates
from events.negotiations.rules.changes import choices_of
from events.negotiations.views.blueprint import (
    blueprint,
    head_of,
    reasons_of,
)

ROWS, WAITING = 25, 50
GRID = "/<uuid:schedule_id>/grid/"
PAIR = "/<uuid:schedule_id>/pairs/<int:first>-<int:second>/"
CELL = "/<uuid:schedule_id>/cells/<int:number>-<int:slot>/"


def day_asked(head: Head) -> date | None:
    """The day whose column is shown; all of them when there is one day only or it was asked."""
    asked = request.args.get("day", "")
    if asked == "all" or not head.days:
        return None
    return next((day for day in head.days if day.isoformat() == asked), head.days[0])


@blueprint.get(GRID)
@requires(Permission.KEEP_NEGOTIATIONS)
def grid(schedule_id: UUID) -> ResponseReturnValue:
    head = head_of(schedule_id)
    view = request.args.get("side", Side.EXPORTER)
    if view == TABLES and head.rooms:
        return show_grid(page_of_tables(head))
    side = Side.BUYER if view == Side.BUYER else Side.EXPORTER
    return show_grid(page_of_people(head, side))


def show_grid(page: GridPage) -> ResponseReturnValue:
    return render_template("negotiations/desk/grid.html", page=page)


def page_of_people(head: Head, side: Side) -> GridPage:
    day, words = day_asked(head), query()
    names = list_names(head.id, side, words)
    shown = pages(len(names), ROWS)
    ids = [one.id for one in shown.part(names)]
    slots = tuple(slot for slot in head.slots if day is None or slot.day == day)
    rows = rows_of_people(head, slots, list_people(ids), list_meetings(head.id, ids))
    return GridPage(head, side, day, words, slots, rows, shown.number, shown.total)


def page_of_tables(head: Head) -> GridPage:
    """A page is a hall."""
    day, number = day_asked(head), pages(len(head.rooms), 1).number
    hall = head.rooms[number - 1].number
    slots = tuple(slot for slot in head.slots if day is None or slot.day == day)
    rows = rows_of_tables(head, slots, hall, list_meetings(head.id, hall=hall))
    return GridPage(head, TABLES, day, "", slots, rows, number, len(head.rooms))


@blueprint.get(PAIR)
@requires(Permission.KEEP_NEGOTIATIONS)
def pair(schedule_id: UUID, first: int, second: int) -> ResponseReturnValue:
    return show_pair(head_of(schedule_id), (first, second))


def show_pair(head: Head, asked: Pair, refused: Refused | None = None) -> ResponseReturnValue:
    loaded = load(head.id)
    sides = {one.number: one.side for one in loaded.materials.people}
    if [sides.get(number) for number in asked] != [Side.EXPORTER, Side.BUYER]:
        abort(404)
    reasons = reasons_of(refused) if refused else []
    try:
        choices = choices_of(loaded.materials, asked)
    except Refused as veto:
        choices, reasons = (), reasons + reasons_of(veto)
    page = PairPage.of(head, loaded.materials, asked, choices, loaded.meetings.get(asked))
    text = render_template("negotiations/desk/pair.html", page=page, reasons=reasons)
    return text, 409 if refused else 200


@blueprint.get(CELL)
@requires(Permission.KEEP_NEGOTIATIONS)
def cell(schedule_id: UUID, number: int, slot: int) -> ResponseReturnValue:
    """Whom a participant could meet in an empty cell."""
    head = head_of(schedule_id)
    materials = load(schedule_id).materials
    person = next((one for one in materials.people if one.number == number), None)
    if person is None or slot >= len(head.slots):
        abort(404)
    page = CellPage(
        head,
        number,
        person.name,
        person.side,
        head.slots[slot],
        candidates(materials, number, slot),
    )
    return render_template("negotiations/desk/cell.html", page=page)


@blueprint.get("/<uuid:schedule_id>/waiting/")
@requires(Permission.KEEP_NEGOTIATIONS)
def waiting(schedule_id: UUID) -> ResponseReturnValue:
    head, total = head_of(schedule_id), count_waiting(schedule_id)
    shown = pages(total, WAITING)
    rows = list_waiting(schedule_id, shown.number, WAITING)
    page = WaitingPage(head, rows, total, shown.number, shown.total)
    return render_template("negotiations/desk/waiting.html", page=page)
