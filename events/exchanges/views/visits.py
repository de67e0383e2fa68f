"""Visits of an agreement: themselves, the points of their programme, what follows."""

from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.belonging import Spot
from core.adapters.clock import now
from core.adapters.language import language
from core.kernel.errors import NotFound
from events.access import Permission
from events.asking import BOTH, Asking, spot_of, typed
from events.exchanges.forms.parts import FollowUpForm, PointForm, VisitForm
from events.exchanges.pages import Parts, VisitPage, visit_shown
from events.exchanges.queries.agreements import AgreementRow, get_agreement, list_plans
from events.exchanges.queries.visits import (
    VisitRow,
    get_visit,
    list_event_choices,
    list_follow_ups,
    list_points,
)
from events.exchanges.rules import Direction
from events.exchanges.services import plans as marking
from events.exchanges.services import visits as services
from events.exchanges.services.visits import FollowUpDraft, PointDraft, VisitDraft
from events.exchanges.views.blueprint import (
    answered,
    ask,
    back_to_visit,
    blueprint,
    council,
    gone_on,
    kept,
    may_keep,
    saved,
    this_day,
)
from events.exchanges.views.parts import mark_form, mark_of, mark_title

LONGEST_CHOICE = 90


@blueprint.get("/<int:number>/visits/<uuid:visit_id>/")
@requires(Permission.READ_EXCHANGE)
def visit(number: int, visit_id: UUID) -> ResponseReturnValue:
    body, row = council(), get_agreement(number)
    one = get_visit(row.id, visit_id)
    parts = Parts((), (one,), list_points(row.id), list_follow_ups(row.id))
    page = VisitPage(row, visit_shown(one, parts, this_day(), language()), may_keep(body))
    return render_template("exchanges/visit.html", page=page)


@blueprint.route("/<int:number>/visits/new", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def new_visit(number: int) -> ResponseReturnValue:
    return visit_form(kept(number), {})


@blueprint.route("/<int:number>/visits/<uuid:visit_id>/edit", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def edit_visit(number: int, visit_id: UUID) -> ResponseReturnValue:
    row = kept(number)
    one = get_visit(row.id, visit_id)
    names = ("starts_on", "ends_on", "people", "delegation", "hosts", "note", "revision")
    data: dict[str, Any] = {name: getattr(one, name) for name in names}
    data |= {"direction": one.direction.value, "measure": str(one.measure_id or "")}
    return visit_form(row, data | {"event": str(one.event_number or "")}, visit_id)


def visit_form(
    row: AgreementRow, data: dict[str, Any], visit_id: UUID | None = None
) -> ResponseReturnValue:
    form = VisitForm(typed(), data=data)
    form.offer(measure_choices(row), list_event_choices())

    def save() -> None:
        spot = spot_of(form, row.id, visit_id)
        services.save_visit(spot, visit_of(form), actor=viewer(), now=now())

    asking = ask(gettext("Visit"), url_for(".show", number=row.number), row.title)
    return answered(form, asking, save, lambda: gone_on(row.number, saved(), "visits"))


def measure_choices(row: AgreementRow) -> list[tuple[str, str]]:
    return [
        (str(each.id), f"{each.number} {each.text}".strip()[:LONGEST_CHOICE])
        for plan in list_plans(row.id)
        for each in plan.measures
    ]


def visit_of(form: VisitForm) -> VisitDraft:
    starts_on = form.starts_on.data or this_day()
    return VisitDraft(
        direction=Direction(form.direction.data),
        starts_on=starts_on,
        ends_on=form.ends_on.data or starts_on,
        people=form.people.data or 0,
        delegation=form.delegation.data,
        hosts=form.hosts.data,
        note=form.note.data,
        measure_id=UUID(form.measure.data) if form.measure.data else None,
        event=int(form.event.data) if form.event.data else None,
    )


@blueprint.get("/<int:number>/visits/<uuid:visit_id>/remove")
@requires(Permission.KEEP_EXCHANGE)
def removing_visit(number: int, visit_id: UUID) -> ResponseReturnValue:
    """Ask once more: the programme and what was agreed go too."""
    row, one = kept_visit(number, visit_id)
    parts = Parts((), (one,), list_points(row.id), list_follow_ups(row.id))
    page = VisitPage(row, visit_shown(one, parts, this_day(), language()), may_keep=True)
    return render_template("exchanges/remove.html", page=page)


@blueprint.post("/<int:number>/visits/<uuid:visit_id>/remove")
@requires(Permission.KEEP_EXCHANGE)
def remove_visit(number: int, visit_id: UUID) -> ResponseReturnValue:
    row = kept(number)
    services.remove_visit(Spot(row.id, visit_id), actor=viewer(), now=now())
    return gone_on(number, gettext("The visit is removed."), "visits")


def kept_visit(number: int, visit_id: UUID) -> tuple[AgreementRow, VisitRow]:
    row = kept(number)
    return row, get_visit(row.id, visit_id)


def asking_of(row: AgreementRow, visit_id: UUID, title: str, about: str = "") -> Asking:
    back = url_for(".visit", number=row.number, visit_id=visit_id)
    return ask(title, back, about or row.title)


@blueprint.route("/<int:number>/visits/<uuid:visit_id>/points/new", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def new_point(number: int, visit_id: UUID) -> ResponseReturnValue:
    row, one = kept_visit(number, visit_id)
    return point_form(row, visit_id, PointForm(typed(), data={"day": one.starts_on}))


@blueprint.route("/<int:number>/visits/<uuid:visit_id>/points/<uuid:key>", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def edit_point(number: int, visit_id: UUID, key: UUID) -> ResponseReturnValue:
    row, _visit = kept_visit(number, visit_id)
    point = of_visit(list_points(row.id), visit_id, key)
    names = ("day", "starts_at", "ends_at", "title", "place", "revision")
    form = PointForm(typed(), data={name: getattr(point, name) for name in names})
    return point_form(row, visit_id, form, key)


def of_visit(rows: Any, visit_id: UUID, key: UUID) -> Any:
    """The record of a visit; raises `NotFound`."""
    for each in rows:
        if each.id == key and each.visit_id == visit_id:
            return each
    raise NotFound("no such record of the visit")


def point_form(
    row: AgreementRow, visit_id: UUID, form: PointForm, key: UUID | None = None
) -> ResponseReturnValue:
    def save() -> None:
        if form.day.data is None or form.starts_at.data is None:
            return
        times = (form.starts_at.data, form.title.data, form.ends_at.data, form.place.data)
        spot = spot_of(form, row.id, key, visit_id)
        services.save_point(spot, PointDraft(form.day.data, *times), actor=viewer(), now=now())

    asking = asking_of(row, visit_id, gettext("Point of the programme"))
    return answered(form, asking, save, lambda: back_to_visit(row.number, visit_id, saved()))


@blueprint.post("/<int:number>/visits/<uuid:visit_id>/points/<uuid:key>/remove")
@requires(Permission.KEEP_EXCHANGE)
def remove_point(number: int, visit_id: UUID, key: UUID) -> ResponseReturnValue:
    row = kept(number)
    services.remove_point(Spot(row.id, key, visit_id), actor=viewer(), now=now())
    return back_to_visit(number, visit_id, gettext("The point is removed."))


@blueprint.route("/<int:number>/visits/<uuid:visit_id>/follow-ups/new", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def new_follow_up(number: int, visit_id: UUID) -> ResponseReturnValue:
    row, _visit = kept_visit(number, visit_id)
    return follow_up_form(row, visit_id, FollowUpForm(typed()))


@blueprint.route("/<int:number>/visits/<uuid:visit_id>/follow-ups/<uuid:key>", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def edit_follow_up(number: int, visit_id: UUID, key: UUID) -> ResponseReturnValue:
    row, _visit = kept_visit(number, visit_id)
    one = of_visit(list_follow_ups(row.id), visit_id, key)
    names = ("text", "responsible", "due_on", "revision")
    form = FollowUpForm(typed(), data={name: getattr(one, name) for name in names})
    return follow_up_form(row, visit_id, form, key)


def follow_up_form(
    row: AgreementRow, visit_id: UUID, form: FollowUpForm, key: UUID | None = None
) -> ResponseReturnValue:
    def save() -> None:
        draft = FollowUpDraft(form.text.data, form.responsible.data, form.due_on.data)
        spot = spot_of(form, row.id, key, visit_id)
        services.save_follow_up(spot, draft, actor=viewer(), now=now())

    asking = asking_of(row, visit_id, gettext("What was agreed"))
    return answered(form, asking, save, lambda: back_to_visit(row.number, visit_id, saved()))


@blueprint.route(
    "/<int:number>/visits/<uuid:visit_id>/follow-ups/<uuid:key>/<any(do, drop, reopen):step>",
    methods=BOTH,
)
@requires(Permission.KEEP_EXCHANGE)
def mark_follow_up(number: int, visit_id: UUID, key: UUID, step: str) -> ResponseReturnValue:
    row, _visit = kept_visit(number, visit_id)
    one = of_visit(list_follow_ups(row.id), visit_id, key)
    form = mark_form(step, one.revision)

    def save() -> None:
        spot = Spot(row.id, key, visit_id, form.revision.data or 0)
        marking.mark_follow_up(spot, mark_of(step, form), actor=viewer(), now=now())

    asking = asking_of(row, visit_id, mark_title(step), one.text)
    return answered(form, asking, save, lambda: back_to_visit(number, visit_id, saved()))


@blueprint.post("/<int:number>/visits/<uuid:visit_id>/follow-ups/<uuid:key>/remove")
@requires(Permission.KEEP_EXCHANGE)
def remove_follow_up(number: int, visit_id: UUID, key: UUID) -> ResponseReturnValue:
    row = kept(number)
    services.remove_follow_up(Spot(row.id, key, visit_id), actor=viewer(), now=now())
    return back_to_visit(number, visit_id, gettext("Removed."))
