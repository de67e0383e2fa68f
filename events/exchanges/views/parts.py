"""Plans of an agreement and their measures: saved, marked, removed."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.belonging import Spot
from core.adapters.clock import now
from core.kernel.errors import NotFound
from events.access import Permission
from events.asking import BOTH, spot_of, typed
from events.exchanges.forms.parts import DoneForm, DropForm, MeasureForm, PlanForm
from events.exchanges.queries.agreements import AgreementRow, MeasureRow, get_plan
from events.exchanges.rules import MarkAction
from events.exchanges.services import plans as services
from events.exchanges.services import visits as removing
from events.exchanges.services.plans import MarkDraft, MeasureDraft, PlanDraft
from events.exchanges.views.blueprint import (
    answered,
    ask,
    blueprint,
    gone_on,
    kept,
    saved,
    this_day,
)

PLANS = "plans"


@blueprint.route("/<int:number>/plans/new", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def new_plan(number: int) -> ResponseReturnValue:
    row, year = kept(number), this_day().year
    return plan_form(row, PlanForm(typed(), data={"first_year": year, "last_year": year}))


@blueprint.route("/<int:number>/plans/<uuid:plan_id>", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def edit_plan(number: int, plan_id: UUID) -> ResponseReturnValue:
    row = kept(number)
    plan = get_plan(row.id, plan_id)
    names = ("title", "first_year", "last_year", "revision")
    form = PlanForm(typed(), data={name: getattr(plan, name) for name in names})
    return plan_form(row, form, plan_id)


def plan_form(
    row: AgreementRow, form: PlanForm, plan_id: UUID | None = None
) -> ResponseReturnValue:
    def save() -> None:
        draft = PlanDraft(form.title.data, form.first_year.data or 0, form.last_year.data or 0)
        services.save_plan(spot_of(form, row.id, plan_id), draft, actor=viewer(), now=now())

    asking = ask(gettext("Plan of measures"), back_of(row), row.title)
    return answered(form, asking, save, lambda: gone_on(row.number, saved(), PLANS))


def back_of(row: AgreementRow) -> str:
    return url_for(".show", number=row.number, _anchor=PLANS)


@blueprint.route("/<int:number>/plans/<uuid:plan_id>/measures/new", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def new_measure(number: int, plan_id: UUID) -> ResponseReturnValue:
    row = kept(number)
    get_plan(row.id, plan_id)
    return measure_form(row, plan_id, MeasureForm(typed()))


@blueprint.route("/<int:number>/plans/<uuid:plan_id>/measures/<uuid:measure_id>", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def edit_measure(number: int, plan_id: UUID, measure_id: UUID) -> ResponseReturnValue:
    row = kept(number)
    measure = get_measure(row, plan_id, measure_id)
    names = ("number", "text", "due_on", "responsible", "revision")
    form = MeasureForm(typed(), data={name: getattr(measure, name) for name in names})
    return measure_form(row, plan_id, form, measure_id)


def get_measure(row: AgreementRow, plan_id: UUID, measure_id: UUID) -> MeasureRow:
    """Raises `NotFound`."""
    for each in get_plan(row.id, plan_id).measures:
        if each.id == measure_id:
            return each
    raise NotFound("no such measure")


def measure_form(
    row: AgreementRow, plan_id: UUID, form: MeasureForm, measure_id: UUID | None = None
) -> ResponseReturnValue:
    def save() -> None:
        due_on = form.due_on.data or this_day()
        draft = MeasureDraft(form.text.data, due_on, form.number.data, form.responsible.data)
        spot = spot_of(form, row.id, measure_id, plan_id)
        services.save_measure(spot, draft, actor=viewer(), now=now())

    asking = ask(gettext("Measure of the plan"), back_of(row), row.title)
    return answered(form, asking, save, lambda: gone_on(row.number, saved(), PLANS))


@blueprint.route(
    "/<int:number>/plans/<uuid:plan_id>/measures/<uuid:measure_id>/<any(do, drop, reopen):step>",
    methods=BOTH,
)
@requires(Permission.KEEP_EXCHANGE)
def mark_measure(number: int, plan_id: UUID, measure_id: UUID, step: str) -> ResponseReturnValue:
    """Done on a day, dropped for a reason, open again."""
    row = kept(number)
    measure = get_measure(row, plan_id, measure_id)
    form = mark_form(step, measure.revision)

    def save() -> None:
        spot = Spot(row.id, measure_id, plan_id, form.revision.data or 0)
        services.mark_measure(spot, mark_of(step, form), actor=viewer(), now=now())

    asking = ask(mark_title(step), back_of(row), measure.text)
    return answered(form, asking, save, lambda: gone_on(number, saved(), PLANS))


def mark_form(step: str, revision: int) -> DoneForm | DropForm:
    if step == MarkAction.DO:
        return DoneForm(typed(), data={"revision": revision, "day": this_day()})
    return DropForm(typed(), data={"revision": revision})


def mark_of(step: str, form: DoneForm | DropForm) -> MarkDraft:
    day = form.day.data if isinstance(form, DoneForm) else None
    return MarkDraft(MarkAction(step), day, form.note.data)


def mark_title(step: str) -> str:
    return {
        MarkAction.DO: gettext("Mark as done"),
        MarkAction.DROP: gettext("No longer to be done"),
        MarkAction.REOPEN: gettext("To be done after all"),
    }[MarkAction(step)]


@blueprint.post("/<int:number>/plans/<uuid:plan_id>/measures/<uuid:measure_id>/remove")
@requires(Permission.KEEP_EXCHANGE)
def remove_measure(number: int, plan_id: UUID, measure_id: UUID) -> ResponseReturnValue:
    row = kept(number)
    removing.remove_measure(Spot(row.id, measure_id, plan_id), actor=viewer(), now=now())
    return gone_on(number, gettext("The measure is removed."), PLANS)
