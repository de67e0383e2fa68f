"""A company's own page: its answers, sending, confirming, giving up. The address is the key."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.adapters.derived import token_hash
from core.adapters.language import in_both_languages, sentence, under_language
from core.kernel.errors import Refused
from core.limits import limit_forms
from council.membership.queries import get_main_body
from events.access import Permission
from events.missions import services
from events.missions.delegations.queries import find_member_of
from events.missions.delegations.services import traveller_path
from events.missions.forms.applications import VALUES, ApplicationForm
from events.missions.pages.public import Beside, OwnPage
from events.missions.queries.applications import (
    ApplicationRow,
    count_waiting_before,
    get_row_by_token,
    list_consents,
    list_files,
)
from events.missions.queries.calls import get_call_row
from events.missions.queries.timetables import find_timetable
from events.missions.rules.applications import MissionApplicationState
from events.missions.rules.consents import Purpose
from events.missions.views.answers import (
    BESIDE,
    apply_page,
    draft_of,
    is_for_later,
    is_taken,
    private,
    show_form,
)
from events.programme.queries import find_turn

blueprint = Blueprint("applications", __name__)
limit_forms(blueprint)
AT = "/events/application/<token>"


def found(token: str) -> ApplicationRow:
    return get_row_by_token(token_hash(token))


def own_page(token: str) -> OwnPage:
    row = found(token)
    call = get_call_row(row.call_id)
    waits = row.state is MissionApplicationState.WAITING
    return OwnPage.of(
        call,
        row,
        under_language(f"/events/application/{token}/"),
        today(get_main_body().zone),
        Beside(
            list_files(row.id),
            list_consents(row.id),
            count_waiting_before(row) + 1 if waits else None,
            journey_of(row),
            timetable_of(row),
            find_turn(call.event_id),
        ),
    )


def timetable_of(row: ApplicationRow) -> str:
    """The secret page of the company's negotiations, once there is one."""
    path = find_timetable(row.id) if row.state is MissionApplicationState.CHOSEN else ""
    return under_language(path) if path else ""


def journey_of(row: ApplicationRow) -> str:
    """The secret page of whoever is in the delegation by this application."""
    if row.state is not MissionApplicationState.CHOSEN:
        return ""
    member_id = find_member_of(row.id)
    return traveller_path(member_id) if member_id else ""


def shown(template: str, page: OwnPage, status: int = 200, **values: object) -> ResponseReturnValue:
    return private(render_template(f"missions/public/{template}.html", page=page, **values), status)


@in_both_languages(blueprint, f"{AT}/")
@requires(Permission.APPLY_TO_CALL)
def show(token: str) -> ResponseReturnValue:
    return shown("own", own_page(token))


@in_both_languages(blueprint, f"{AT}/check/")
@requires(Permission.APPLY_TO_CALL)
def check(token: str) -> ResponseReturnValue:
    page = own_page(token)
    return shown("check", page) if page.may_edit else redirect(page.path, code=303)


@in_both_languages(blueprint, f"{AT}/edit/")
@requires(Permission.APPLY_TO_CALL)
def edit(token: str) -> ResponseReturnValue:
    page = own_page(token)
    if not page.may_edit:
        return redirect(page.path, code=303)
    row = page.application
    data = {name: getattr(row, name) for name in VALUES}
    data |= {each.purpose.value: True for each in page.consents}
    answered = dict(row.answers)
    data["answers"] = [answered.get(question, "") for question in page.call.questions]
    return show_form(apply_page(page.call, page.path, page.files), ApplicationForm(data=data))


@in_both_languages(blueprint, f"{AT}/edit/", "POST")
@requires(Permission.APPLY_TO_CALL)
def change(token: str) -> ResponseReturnValue:
    page, form = own_page(token), ApplicationForm(request.form)
    form.ask(page.call.questions)
    form.offer_removal([(each.id, each.name) for each in page.files])
    again = apply_page(page.call, page.path, page.files)
    if not is_taken(form, with_pace=False):
        return show_form(again, form, status=422)
    try:
        draft = draft_of(form, page.call)
        services.change_application(page.application.id, draft, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_form(again, form, status=409)
    return redirect(page.path if is_for_later() else f"{page.path}check/", code=303)


@in_both_languages(blueprint, f"{AT}/send", "POST")
@requires(Permission.APPLY_TO_CALL)
def send(token: str) -> ResponseReturnValue:
    try:
        services.send_application(found(token).id, actor=viewer(), now=now())
    except Refused as refused:
        return refusal_on(token, refused)
    return redirect(own_page(token).path, code=303)


def refusal_on(token: str, refused: Refused) -> ResponseReturnValue:
    """The own page with the reasons why nothing was changed."""
    reasons = [sentence(each) for each in refused.refusals]
    return shown("own", own_page(token), 409, reasons=reasons)


@in_both_languages(blueprint, f"{AT}/confirm/<code>/")
@requires(Permission.APPLY_TO_CALL)
def ask_confirmation(token: str, code: str) -> ResponseReturnValue:
    """A page with a button: programs that look into letters open every link."""
    page = own_page(token)
    if page.application.state is not MissionApplicationState.UNCONFIRMED:
        return redirect(page.path, code=303)
    return shown("confirm", page, code=code)


@in_both_languages(blueprint, f"{AT}/confirm/<code>/", "POST")
@requires(Permission.APPLY_TO_CALL)
def confirm(token: str, code: str) -> ResponseReturnValue:
    row = found(token)
    try:
        services.confirm_application(row.id, code, actor=viewer(), now=now())
    except Refused as refused:
        return refusal_on(token, refused)
    return redirect(own_page(token).path, code=303)


@in_both_languages(blueprint, f"{AT}/consents/<purpose>/withdraw", "POST")
@requires(Permission.APPLY_TO_CALL)
def withdraw_consent(token: str, purpose: str) -> ResponseReturnValue:
    """One use of the data ends; pressed twice it does the same once."""
    page = own_page(token)
    if purpose not in {each.value for each in Purpose}:
        abort(404)
    services.withdraw_purpose(page.application.id, Purpose(purpose), actor=viewer(), now=now())
    flash(gettext("The consent is withdrawn, with effect from now."))
    return redirect(page.path, code=303)


@in_both_languages(blueprint, f"{AT}/leave/")
@requires(Permission.APPLY_TO_CALL)
def ask_leave(token: str) -> ResponseReturnValue:
    page = own_page(token)
    return shown("leave", page) if page.may_withdraw else redirect(page.path, code=303)


@in_both_languages(blueprint, f"{AT}/withdraw", "POST")
@requires(Permission.APPLY_TO_CALL)
def withdraw(token: str) -> ResponseReturnValue:
    """Pressed twice it does the same once."""
    page = own_page(token)
    if page.may_withdraw:
        services.withdraw_application(page.application.id, actor=viewer(), now=now())
        flash(gettext("The application is withdrawn, your personal data are deleted."))
    return redirect(page.path, code=303)
