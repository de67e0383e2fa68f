"""The facts about the region, and the way from an empty site to a council."""

from types import SimpleNamespace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.journal import list_history
from core.importing.sections import REGION
from core.kernel.errors import Stale
from core.region.models import Region
from core.region.queries import find_region_record
from council.access import Permission
from council.membership.forms.region import RegionForm
from council.membership.pages.history import known_only
from council.membership.pages.region import RegionPage
from council.membership.queries.bodies import find_main_body
from council.membership.rules.extra_days import extra_days_text, read_extra_days
from council.membership.services import region as services
from council.membership.views.blueprint import conflict_of, demand_in_council, desk

PLAIN = (
    "name",
    "council_name",
    "capital",
    "zone",
    "highest_official_title",
    "standard_start_year",
    "contact",
)


def as_typed(record: Region | None) -> SimpleNamespace | None:
    """The record with its days as a text."""
    if record is None:
        return None
    plain = {name: getattr(record, name) for name in (*PLAIN, "revision")}
    return SimpleNamespace(**plain, extra_days=extra_days_text(record.extra_days))


def values_of(form: RegionForm) -> dict[str, Any]:
    values = {name: form[name].data for name in PLAIN}
    return {**values, "extra_days": read_extra_days(form.extra_days.data or "")}


def show_form(
    form: RegionForm, status: int = 200, conflict: tuple[Any, ...] = ()
) -> ResponseReturnValue:
    page = RegionPage(
        has_council=find_main_body() is not None,
        history=known_only(list_history([REGION], limit=50)),
        conflict=conflict,
    )
    return render_template("membership/region.html", form=form, page=page), status


@desk.get("/region")
@requires(Permission.KEEP_MEMBERSHIP)
def region() -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    return show_form(RegionForm(obj=as_typed(find_region_record())))


@desk.post("/region")
@requires(Permission.KEEP_MEMBERSHIP)
def save_region() -> ResponseReturnValue:
    demand_in_council(Permission.KEEP_MEMBERSHIP)
    form = RegionForm(request.form)
    if not form.validate():
        return show_form(form, status=422)
    try:
        services.save_region(
            values_of(form), revision=form.revision.data, actor=viewer(), now=now()
        )
    except Stale:
        return show_form(form, 409, conflict_of(form, as_typed(find_region_record())))
    flash(gettext("The facts about the region were saved."))
    return redirect(url_for(".index"), code=303)
