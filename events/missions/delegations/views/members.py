"""Members of a delegation on the working pages: added, changed, taken out; what was done."""

from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.audit.history import show_history
from core.kernel.errors import Refused, Stale
from events.access import Permission
from events.missions.delegations import queries, services
from events.missions.delegations.forms import BESIDE_MEMBER, MemberForm
from events.missions.delegations.pages import MemberPage
from events.missions.delegations.views.desk import back, blueprint, kept_event, member_of

TYPED = (
    *("surname", "given", "patronymic", "organisation", "post", "role", "email", "phone"),
    *("arrives_on", "leaves_on", "revision"),
)


def show_form(page: MemberPage, form: MemberForm, status: int = 200) -> ResponseReturnValue:
    return render_template("delegations/desk/member.html", page=page, form=form), status


def page_of(number: int, member_id: UUID) -> tuple[MemberPage, MemberForm]:
    event = kept_event(number)
    row = member_of(event, member_id)
    path = services.traveller_path(row.id)
    page = MemberPage(event, row.id, row.name.full, path)
    return page, MemberForm(data={name: getattr(row, name) for name in TYPED})


@blueprint.get("/members/new/")
@requires(Permission.KEEP_DELEGATION)
def new_member(number: int) -> ResponseReturnValue:
    return show_form(MemberPage(kept_event(number)), MemberForm(role="member"))


@blueprint.post("/members/new/")
@requires(Permission.KEEP_DELEGATION)
def add_member(number: int) -> ResponseReturnValue:
    event, form = kept_event(number), MemberForm(request.form)
    if not form.validate():
        return show_form(MemberPage(event), form, 422)
    try:
        services.add_member(event.id, form.key.key, form.draft(), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE_MEMBER)
        return show_form(MemberPage(event), form, 422)
    flash(gettext("The person is added."))
    return back(number)


@blueprint.get("/members/<uuid:member_id>/")
@requires(Permission.KEEP_DELEGATION)
def member(number: int, member_id: UUID) -> ResponseReturnValue:
    return show_form(*page_of(number, member_id))


@blueprint.post("/members/<uuid:member_id>/")
@requires(Permission.KEEP_DELEGATION)
def save_member(number: int, member_id: UUID) -> ResponseReturnValue:
    (page, _), form = page_of(number, member_id), MemberForm(request.form)
    if not form.validate():
        return show_form(page, form, 422)
    try:
        services.change_member(page.event.id, member_id, form.draft(), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE_MEMBER)
        return show_form(page, form, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return show_form(page, form, 409)
    flash(gettext("Saved."))
    return back(number)


@blueprint.get("/members/<uuid:member_id>/remove/")
@requires(Permission.KEEP_DELEGATION)
def ask_removal(number: int, member_id: UUID) -> ResponseReturnValue:
    page, _ = page_of(number, member_id)
    cancel = url_for(".member", number=number, member_id=member_id)
    return render_template("delegations/desk/remove.html", page=page, cancel=cancel)


@blueprint.post("/members/<uuid:member_id>/remove/")
@requires(Permission.KEEP_DELEGATION)
def remove_member(number: int, member_id: UUID) -> ResponseReturnValue:
    page, _ = page_of(number, member_id)
    services.remove_member(page.event.id, member_id, actor=viewer(), now=now())
    flash(gettext("The person is no longer in the delegation."))
    return back(number)


@blueprint.get("/history")
@requires(Permission.KEEP_DELEGATION)
def history(number: int) -> ResponseReturnValue:
    """What was done with the list, its members and their passports; never what stands in one."""
    event = kept_event(number)
    found = queries.find_delegation(event.id)
    subjects = [found.id] if found else []
    name, way = gettext("Delegation"), url_for(".show", number=number)
    return show_history(subjects, name=name, back=way, zone=event.zone)
