"""The delegation of an event on the working pages: its list, its paper, what it asks."""

from datetime import UTC, datetime
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from core.access import permits, requires, viewer
from core.adapters.clock import now, today
from core.adapters.journal import list_history
from core.adapters.language import sentence
from core.adapters.vault import vault
from core.kernel.errors import Refused, Stale
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper
from council.membership.queries import BodyRow, get_main_body
from events.access import Permission
from events.missions.delegations import queries, services
from events.missions.delegations.documents import Delegate, DelegationRecord, delegation_paper
from events.missions.delegations.forms import BESIDE_ASKING, AskingForm
from events.missions.delegations.models import Delegation
from events.missions.delegations.pages import DelegationPage, readings_of
from events.missions.delegations.rules.members import Travel
from events.missions.delegations.rules.passports import Asking, asking_refusal, deletion_day
from events.programme.queries import EventHead, get_event
from events.programme.rules import EventState
from events.words import place_in

blueprint = Blueprint("delegations", __name__, url_prefix="/desk/events/<int:number>/delegation")


def may_keep(body: BodyRow) -> bool:
    return permits(viewer(), Permission.KEEP_DELEGATION, body.id)


def kept_event(number: int) -> EventHead:
    """The event, for those who keep its delegation; 403 for others."""
    if not may_keep(get_main_body()):
        abort(403)
    return get_event(number)


def asking_of(event: EventHead, delegation: Delegation | None) -> Asking:
    return Asking(
        has_key=bool(vault()),
        asks=bool(delegation and delegation.asks_passports),
        delete_on=deletion_day(delegation.delete_on if delegation else None, event.ends_on),
        is_off=event.state is EventState.CANCELLED,
    )


def page_of(number: int) -> DelegationPage:
    """For the keepers and for the named readers; 403 for others."""
    body, who = get_main_body(), viewer()
    event = get_event(number)
    delegation = queries.find_delegation(event.id)
    key = delegation.id if delegation else None
    is_keeper, is_reader = may_keep(body), queries.is_reader(key, who.account_id)
    if not is_keeper and not is_reader:
        abort(403)
    members, asking = queries.list_members(key), asking_of(event, delegation)
    return DelegationPage(
        event=event,
        members=members,
        undrawn=queries.count_undrawn(event.id) if is_keeper else 0,
        readers=queries.list_readers(key),
        readings=readings_of(list_history([key]), members) if key and is_keeper else (),
        asking=asking,
        closed=asking_refusal(asking, today(body.zone)),
        may_keep=is_keeper,
        may_read=is_reader,
    )


def shown(number: int, refused: Refused | None = None) -> ResponseReturnValue:
    reasons = [sentence(each) for each in refused.refusals] if refused else []
    text = render_template(
        "delegations/desk/show.html",
        page=page_of(number),
        reasons=reasons,
        zone=get_main_body().zone,
    )
    return text, 409 if refused else 200


def back(number: int) -> ResponseReturnValue:
    return redirect(url_for("delegations.show", number=number), code=303)


@blueprint.get("/")
@requires(Permission.READ_DELEGATION)
def show(number: int) -> ResponseReturnValue:
    return shown(number)


@blueprint.get("/list.<any(html, pdf, docx):form>")
@requires(Permission.KEEP_DELEGATION)
def paper(number: int, form: str) -> ResponseReturnValue:
    """The list of the delegation as an official paper."""
    event = kept_event(number)
    record = record_of(event, get_main_body().name)
    return serve_paper(delegation_paper(record), Format(form), back=url_for(".show", number=number))


def record_of(event: EventHead, body: str) -> DelegationRecord:
    delegation = queries.find_delegation(event.id)
    members = queries.list_members(delegation.id if delegation else None)
    moments = [each.changed_at for each in members]
    return DelegationRecord(
        event=event.name,
        place=place_in("ru", event.type, event.city, (event.country, event.country_name)),
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        body=body,
        members=[
            Delegate(
                each.name,
                each.organisation,
                each.post,
                each.role,
                Travel(each.arrives_on, each.leaves_on),
            )
            for each in members
        ],
        # The last change of what is shown: the same list gives the same bytes.
        made_at=max(moments, default=datetime(event.year, 1, 1, tzinfo=UTC)),
    )


@blueprint.post("/draw")
@requires(Permission.KEEP_DELEGATION)
def draw(number: int) -> ResponseReturnValue:
    event = kept_event(number)
    count = services.draw_members(event.id, actor=viewer(), now=now())
    flash(ngettext("%(num)s person taken in.", "%(num)s people taken in.", count))
    return back(number)


@blueprint.get("/passports/")
@requires(Permission.KEEP_DELEGATION)
def asking(number: int) -> ResponseReturnValue:
    event = kept_event(number)
    delegation = queries.find_delegation(event.id)
    data: dict[str, object] = {"revision": 0}
    if delegation:
        data = {
            "asks_passports": delegation.asks_passports,
            "delete_on": delegation.delete_on,
            "readers": [str(each.account_id) for each in queries.list_readers(delegation.id)],
            "revision": delegation.revision,
        }
    return show_asking(event, AskingForm(data=data))


def show_asking(event: EventHead, form: AskingForm, status: int = 200) -> ResponseReturnValue:
    offer(form)
    standard = deletion_day(None, event.ends_on)
    values = {"event": event, "standard": standard, "has_key": bool(vault())}
    return render_template("delegations/desk/asking.html", form=form, **values), status


def offer(form: AskingForm) -> None:
    form.offer((each.account_id, each.name) for each in queries.list_people())


@blueprint.post("/passports/")
@requires(Permission.KEEP_DELEGATION)
def settle(number: int) -> ResponseReturnValue:
    event, form = kept_event(number), AskingForm(request.form)
    offer(form)
    if not form.validate():
        return show_asking(event, form, 422)
    try:
        services.settle_asking(event.id, form.draft(), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE_ASKING)
        return show_asking(event, form, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return show_asking(event, form, 409)
    flash(gettext("Saved."))
    return back(number)


@blueprint.post("/ask")
@requires(Permission.KEEP_DELEGATION)
def ask(number: int) -> ResponseReturnValue:
    event = kept_event(number)
    try:
        count = services.ask_for_passports(event.id, actor=viewer(), now=now())
    except Refused as refused:
        return shown(number, refused)
    flash(ngettext("%(num)s letter is posted.", "%(num)s letters are posted.", count))
    return back(number)


def member_of(event: EventHead, member_id: UUID) -> queries.MemberRow:
    return queries.get_member_row(event.id, member_id)
