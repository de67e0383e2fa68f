"""Setting and changing a meeting, opening its agenda, approving the plan of a year."""

from dataclasses import replace
from uuid import UUID, uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.adapters.forms import BaseForm
from core.adapters.language import sentence
from core.kernel.errors import N_, Refused
from core.kernel.unreadable import Unreadable
from council.access import Permission
from council.meetings.forms.answering import TellingForm
from council.meetings.forms.planning import MeetingForm, PlanForm, values_of
from council.meetings.pages.answering import Difference, TellingPage
from council.meetings.pages.planning import MeetingFormPage, approval_of
from council.meetings.queries.meetings import MeetingRow, find_plan, last_number, last_place
from council.meetings.rules.drafts import Telling
from council.meetings.rules.kinds import MeetingForm as FormOf
from council.meetings.rules.kinds import MeetingKind
from council.meetings.services import planning
from council.meetings.views.blueprint import (
    blueprint,
    chosen_body,
    done,
    given_id,
    given_revision,
    seen_meeting,
)
from council.meetings.views.reading import chosen_year
from council.membership.queries import (
    BodyRow,
    find_officer,
    get_body,
    list_members,
    procedure_on,
)
from council.membership.rules import Office

TELL_FIELD = "tell"
BESIDE = {
    "no_place": "place",
    "absentee_forbidden": "form",
    "no_initiator": "initiator",
    "not_an_initiator": "initiator",
    "no_orderer": "absentee_by",
    "not_an_orderer": "absentee_by",
    "bad_link": "video_link",
    "no_term": "ballots_until",
    "term_too_short": "ballots_until",
    "term_too_long": "ballots_until",
    "meeting_past": "day",
    "meeting_far": "day",
    "number_taken": "number",
    "number_fixed": "number",
    "seats_taken": "guest_seats",
    "imaginary_time": "time",
    "ambiguous_time": "time",
    "future_approval": "approved_on",
}


@blueprint.get("/new")
@requires(Permission.KEEP_MEETING)
def new() -> ResponseReturnValue:
    body = chosen_body(Permission.KEEP_MEETING)
    chair = find_officer(body.id, Office.CHAIR, today(body.zone))
    form = MeetingForm(
        data={
            "kind": MeetingKind.REGULAR.value,
            "form": FormOf.IN_PERSON.value,
            "city": body.city,
            "place": body.default_place or last_place(body.id),
            "is_open": True,
            "guest_seats": procedure_on(body.id, today(body.zone)).guest_seats,
            "presiding": str(chair.person_id) if chair else "",
        },
        people=list_members(body.id, today(body.zone)),
    )
    return show_form(body, None, form, key=uuid4())


@blueprint.post("/new")
@requires(Permission.KEEP_MEETING)
def create() -> ResponseReturnValue:
    body = chosen_body(Permission.KEEP_MEETING)
    key = given_id("key")
    form = MeetingForm(request.form, people=list_members(body.id, today(body.zone)))
    if form.validate():
        try:
            draft = form.draft(body.zone)
            made = planning.create_meeting(body.id, draft, key=key, actor=viewer(), now=now())
            flash(gettext("The meeting is in the plan."))
            return redirect(url_for(".show", meeting_id=made.id), code=303)
        except (Refused, Unreadable) as error:
            refuse(form, error)
    return show_form(body, None, form, key=key, status=422)


@blueprint.route("/<uuid:meeting_id>/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def edit(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    body = get_body(meeting.body_id)
    people = list_members(body.id, today(body.zone))
    if request.method == "GET":
        return show_form(body, meeting, MeetingForm(data=values_of(meeting), people=people))
    form = MeetingForm(request.form, people=people)
    if form.validate():
        try:
            draft = replace(form.draft(meeting.zone), telling=typed_telling())
            planning.change_meeting(
                meeting_id, draft, revision=given_revision(), actor=viewer(), now=now()
            )
            return done(N_("The changes are saved."), ".show", meeting_id=meeting_id)
        except (Refused, Unreadable) as error:
            if isinstance(error, Refused) and error.codes == (planning.ASK,):
                return ask_about_telling(meeting, form)
            refuse(form, error)
    return show_form(body, meeting, form, status=422)


def typed_telling() -> Telling | None:
    """What the page that asks was answered; None before it was."""
    form = TellingForm(request.form)
    return form.telling() if TELL_FIELD in request.form and form.validate() else None


def ask_about_telling(meeting: MeetingRow, form: MeetingForm) -> ResponseReturnValue:
    """Old and new side by side; what was typed comes along and is sent again."""
    asked = TellingForm(request.form if TELL_FIELD in request.form else None)
    if TELL_FIELD in request.form:
        asked.validate()
    names = {field.name for field in asked} | {"csrf_token"}
    typed = tuple((name, text) for name, text in request.form.items() if name not in names)
    page = TellingPage(meeting, differences_of(meeting, form), typed)
    status = 422 if asked.errors else 200
    return render_template("meetings/telling.html", page=page, form=asked), status


def differences_of(meeting: MeetingRow, form: MeetingForm) -> tuple[Difference, ...]:
    pairs = ((form.city, meeting.city), (form.place, meeting.place))
    shown = (*pairs, (form.video_link, meeting.video_link))
    return tuple(
        Difference(str(field.label.text), old, field.data)
        for field, old in shown
        if field.data != old
    )


def show_form(
    body: BodyRow,
    meeting: MeetingRow | None,
    form: MeetingForm,
    *,
    key: UUID | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    year = today(body.zone).year
    plan = find_plan(body.id, meeting.year if meeting else year)
    page = MeetingFormPage(
        body=body,
        meeting=meeting,
        key=key,
        next_number=last_number(body.id, year) + 1,
        absentee_days=procedure_on(body.id, today(body.zone)).absentee_days,
        is_fixed=meeting is not None and meeting.notice_sent_at is not None,
        plan_approved=approval_of(plan) is not None,
    )
    return render_template("meetings/form.html", page=page, form=form), status


def refuse(form: BaseForm, error: Refused | Unreadable) -> None:
    """Put the reasons beside their fields, as far as the form has them."""
    refused = error if isinstance(error, Refused) else Refused(error.refusal)
    fields = {code: name for code, name in BESIDE.items() if name in form}
    form.refuse(refused, sentence, **fields)


@blueprint.post("/<uuid:meeting_id>/open-agenda")
@requires(Permission.KEEP_MEETING)
def open_agenda(meeting_id: UUID) -> ResponseReturnValue:
    seen_meeting(meeting_id, Permission.KEEP_MEETING)
    planning.open_agenda(meeting_id, revision=given_revision(), actor=viewer(), now=now())
    return done(N_("Proposals for the agenda are collected now."), ".agenda", meeting_id=meeting_id)


@blueprint.route("/plan/approve", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def approve_plan() -> ResponseReturnValue:
    body = chosen_body(Permission.KEEP_MEETING)
    year = chosen_year(today(body.zone).year)
    approved = approval_of(find_plan(body.id, year))
    form = PlanForm(request.form, obj=approved)
    if request.method == "POST" and form.validate():
        try:
            planning.approve_plan(body.id, year, form.approval(), actor=viewer(), now=now())
            text = N_("The approval of the plan is recorded.")
            return done(text, ".index", year=year, body=body.slug)
        except Refused as refused:
            refuse(form, refused)
    status = 200 if request.method == "GET" else 422
    return render_template("meetings/plan_approval.html", body=body, year=year, form=form), status
