"""A visitor applies to an open meeting, then looks at the own page and may cancel there."""

from flask import Blueprint, abort, make_response, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import language, sentence
from core.kernel.errors import Refused
from core.kernel.zones import local
from core.limits import REGISTRATIONS, TooOften, count
from core.region.calendar import work_calendar
from council.access import Permission
from council.meetings.forms.visitors import ApplicationForm
from council.meetings.pages.visitors import AppliedPage, ApplyPage, VisitPage, address_of
from council.meetings.queries.meetings import MeetingRow, get_meeting_at
from council.meetings.queries.visitors import VisitRow, find_operator, find_visit
from council.meetings.rules import consent
from council.meetings.rules.visitors import last_day_to_apply
from council.meetings.services.visitors import (
    apply_as_visitor,
    cancel_application,
    new_token,
    token_hash,
)
from council.membership.queries import BodyRow, get_body_by_slug, get_main_body, procedure_on
from council.membership.rules import BodyKind

blueprint = Blueprint("visitors", __name__)
LARGEST = 9999
AT = f"/meetings/<int(max={LARGEST}):year>/<int(max={LARGEST}):number>/apply/"
VISIT = "/meetings/visit/<token>/"
SHOWN_ONCE = "visit"
TOO_MANY = "too_many_applications"
RETRY_SECONDS = 3600


def found_meeting(year: int, number: int, slug: str | None) -> tuple[MeetingRow, BodyRow]:
    body = get_body_by_slug(slug) if slug else get_main_body()
    if slug and body.kind is BodyKind.COUNCIL:
        abort(404)
    return get_meeting_at(body.id, year, number), body


def apply_page(meeting: MeetingRow, body: BodyRow) -> ApplyPage:
    day = local(meeting.starts_at, meeting.zone).date()
    today = local(now(), meeting.zone).date()
    last_day = last_day_to_apply(day, procedure_on(body.id, day), work_calendar())
    return ApplyPage.of(meeting, body, find_operator(body.id, today), last_day, today)


def show_form(
    meeting: MeetingRow, body: BodyRow, form: ApplicationForm, status: int = 200
) -> ResponseReturnValue:
    page = apply_page(meeting, body)
    form.token.data = form.token.data or new_token()
    form.consent_version.data = consent.version_in(language())
    text = render_template("meetings/public/apply.html", page=page, form=form)
    response = make_response(text, status)
    response.headers["Cache-Control"] = "no-store"  # the form holds tokens of this browser
    return response


@blueprint.get(AT)
@blueprint.get(f"/council/<slug>{AT}")
@requires(Permission.APPLY_AS_VISITOR)
def apply(year: int, number: int, slug: str | None = None) -> ResponseReturnValue:
    return show_form(*found_meeting(year, number, slug), ApplicationForm())


@blueprint.post(AT)
@blueprint.post(f"/council/<slug>{AT}")
@requires(Permission.APPLY_AS_VISITOR)
def send_application(year: int, number: int, slug: str | None = None) -> ResponseReturnValue:
    meeting, body = found_meeting(year, number, slug)
    form = ApplicationForm(request.form)
    if not form.validate():
        return show_form(meeting, body, form, status=422)
    count(REGISTRATIONS, f"mail {form.email.data}".casefold())
    draft = form.draft(request.remote_addr or "")
    try:
        token = apply_as_visitor(meeting.id, draft, actor=viewer(), now=now())
    except Refused as refused:
        if TOO_MANY in refused.codes:
            raise TooOften(RETRY_SECONDS, *refused.refusals) from None
        form.refuse(refused, sentence, consent_changed="consent")
        form.consent.data = False
        return show_form(meeting, body, form, status=409)
    session[SHOWN_ONCE] = token
    return redirect(f"{address_of(meeting, body).apply}done", code=303)


@blueprint.get(f"{AT}done")
@blueprint.get(f"/council/<slug>{AT}done")
@requires(Permission.APPLY_AS_VISITOR)
def applied(year: int, number: int, slug: str | None = None) -> ResponseReturnValue:
    """The same for everybody who applied, first or again; the address is shown once."""
    meeting, body = found_meeting(year, number, slug)
    address = address_of(meeting, body)
    token = session.pop(SHOWN_ONCE, None)
    if not isinstance(token, str):
        return redirect(address.page, code=303)
    page = AppliedPage(address, f"/meetings/visit/{token}/")
    return private(render_template("meetings/public/applied.html", page=page))


def private(body: str) -> ResponseReturnValue:
    """A page for one person only, whose address opens it: never stored, never told elsewhere.

    The policy "no-referrer" would be too strict: browsers then send `Origin: null` with the form
    that cancels, and a change asked from nowhere is refused.
    """
    response = make_response(body)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def found_visit(token: str) -> VisitRow:
    visit = find_visit(token_hash(token))
    return abort(404) if visit is None else visit


@blueprint.get(VISIT)
@requires(Permission.APPLY_AS_VISITOR)
def show_visit(token: str) -> ResponseReturnValue:
    page = VisitPage.of(found_visit(token), token)
    return private(render_template("meetings/public/visit.html", page=page))


@blueprint.get(f"{VISIT}leave")
@requires(Permission.APPLY_AS_VISITOR)
def confirm_cancel(token: str) -> ResponseReturnValue:
    page = VisitPage.of(found_visit(token), token)
    if not page.may_cancel:
        return redirect(f"/meetings/visit/{token}/", code=303)
    return private(render_template("meetings/public/leave.html", page=page))


@blueprint.post(f"{VISIT}cancel")
@requires(Permission.APPLY_AS_VISITOR)
def cancel(token: str) -> ResponseReturnValue:
    """Pressed twice it does the same once."""
    visit = found_visit(token)
    if VisitPage.of(visit, token).may_cancel:
        cancel_application(visit.id, actor=viewer(), now=now())
    return redirect(f"/meetings/visit/{token}/", code=303)
