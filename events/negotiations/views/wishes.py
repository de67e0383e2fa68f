"""Wishes on the working pages: those of one participant, and the matrix of both sides."""

from collections.abc import Iterator
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.adapters.fields import as_uuid
from core.adapters.language import language
from core.kernel.errors import Refused, Stale
from events.access import Permission
from events.keeping import by
from events.lists import pages, query
from events.missions.rules.timetable.problem import Side
from events.missions.rules.timetable.wishes import Wish
from events.negotiations import services
from events.negotiations.forms.people import wish_in
from events.negotiations.pages.wishes import MatrixPage, lines_of
from events.negotiations.queries.people import (
    get_person,
    list_names,
    list_revisions,
    list_wishes_about,
    list_wishes_between,
    list_wishes_of,
)
from events.negotiations.services.wishing import MatrixRow
from events.negotiations.views.blueprint import (
    blueprint,
    head_of,
    reasons_of,
    revision,
)
from events.programme.queries.choices import list_countries

ROWS, COLUMNS = 20, 10
PERSON = "/people/<uuid:negotiator_id>/wishes/"
MATRIX = "/<uuid:schedule_id>/wishes/"


@blueprint.get(PERSON)
@requires(Permission.KEEP_NEGOTIATIONS)
def wishes(negotiator_id: UUID) -> ResponseReturnValue:
    return show_wishes(negotiator_id)


def show_wishes(negotiator_id: UUID, refused: Refused | Stale | None = None) -> ResponseReturnValue:
    row = get_person(negotiator_id)
    head = head_of(row.schedule_id)
    other = Side.BUYER if row.side is Side.EXPORTER else Side.EXPORTER
    mine, theirs = list_wishes_of(row.id), list_wishes_about(row.id)
    text = render_template(
        "negotiations/desk/wishes.html",
        head=head,
        person=row,
        lines=lines_of(list_names(head.id, other), mine, theirs, dict(list_countries(language()))),
        reasons=reasons_of(refused) if refused else [],
    )
    return text, 409 if refused else 200


@blueprint.post(PERSON)
@requires(Permission.KEEP_NEGOTIATIONS)
def save_wishes(negotiator_id: UUID) -> ResponseReturnValue:
    head = head_of(get_person(negotiator_id).schedule_id)
    try:
        services.enter_wishes(negotiator_id, dict(sent_wishes()), revision=revision(), **by())
    except (Refused, Stale) as refused:
        return show_wishes(negotiator_id, refused)
    flash(gettext("The wishes are saved."))
    return redirect(url_for(".people", schedule_id=head.id), code=303)


def sent_wishes() -> Iterator[tuple[UUID, Wish]]:
    """Fields are named after the participant that the wish is about."""
    for name, value in request.form.items():
        about, wish = as_uuid(name.removeprefix("wish-")), wish_in(value)
        if name.startswith("wish-") and about is not None and wish is not None:
            yield about, wish


@blueprint.get(MATRIX)
@requires(Permission.KEEP_NEGOTIATIONS)
def matrix(schedule_id: UUID) -> ResponseReturnValue:
    return show_matrix(schedule_id)


def show_matrix(schedule_id: UUID, refused: Refused | Stale | None = None) -> ResponseReturnValue:
    head = head_of(schedule_id)
    side = Side.BUYER if request.args.get("side") == Side.BUYER else Side.EXPORTER
    other = Side.BUYER if side is Side.EXPORTER else Side.EXPORTER
    everybody = list_names(schedule_id, side, query())
    columns = list_names(schedule_id, other)
    down, across = pages(len(everybody), ROWS), pages(len(columns), COLUMNS, "across")
    rows, shown = down.part(everybody), across.part(columns)
    row_ids, column_ids = [one.id for one in rows], [one.id for one in shown]
    page = MatrixPage(
        head=head,
        side=side,
        query=query(),
        rows=rows,
        columns=shown,
        wishes=list_wishes_between(row_ids, column_ids),
        theirs=list_wishes_between(column_ids, row_ids),
        revisions=list_revisions(row_ids),
        number=down.number,
        last=down.total,
        across=across.number,
        last_across=across.total,
    )
    reasons = reasons_of(refused) if refused else []
    text = render_template("negotiations/desk/matrix.html", page=page, reasons=reasons)
    return text, 409 if refused else 200


@blueprint.post(MATRIX)
@requires(Permission.KEEP_NEGOTIATIONS)
def save_matrix(schedule_id: UUID) -> ResponseReturnValue:
    """Each cell is named `wish-<row>-<column>`; only the cells of this page are looked at."""
    head_of(schedule_id)
    try:
        services.enter_matrix(schedule_id, sent_rows(), **by())
    except (Refused, Stale) as refused:
        return show_matrix(schedule_id, refused)
    flash(gettext("The wishes are saved."))
    shown = {name: request.args.get(name) for name in ("side", "q", "page", "across")}
    return redirect(url_for(".matrix", schedule_id=schedule_id, **shown), code=303)  # type: ignore[arg-type]  # words of the query


def sent_rows() -> tuple[MatrixRow, ...]:
    found: dict[UUID, dict[UUID, Wish | None]] = {}
    revisions: dict[UUID, int] = {}
    for name, value in request.form.items():
        kind, _, rest = name.partition("-")
        wisher, about = as_uuid(rest[:36]), as_uuid(rest[37:])
        if kind == "wish" and wisher and about:
            found.setdefault(wisher, {})[about] = wish_in(value)
        elif kind == "revision" and wisher and value.isdecimal() and len(value) < 10:  # noqa: PLR2004
            revisions[wisher] = int(value)
    return tuple(
        MatrixRow(wisher, revisions.get(wisher, -1), wishes) for wisher, wishes in found.items()
    )
