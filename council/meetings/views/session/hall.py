"""The session page: beginning, officers, roll, guests, the agenda adopted, the end."""

from dataclasses import dataclass
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.forms import BaseForm
from core.kernel.errors import N_
from council.access import Permission
from council.meetings.forms.session.hall import (
    AgendaVoteForm,
    GuestForm,
    OfficersForm,
    ReasonForm,
    RollForm,
    roll_form,
)
from council.meetings.pages.session.hall import SessionPage
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.people import answers_to
from council.meetings.rules.kinds import MeetingForm, Presence
from council.meetings.rules.roll import Filling, filled
from council.meetings.services import roll as roll_services
from council.meetings.services import session as services
from council.meetings.views.session.ballots import show_ballots
from council.meetings.views.session.blueprint import (
    VOTE_FIELDS,
    attempt,
    blueprint,
    held_meeting,
    to_hall,
)
from council.meetings.views.session.reading import officer_choices, session_page

OFFICER_FIELDS = {"one_person_twice": "secretary", "presiding_no_member": "presiding"}


@dataclass(slots=True)
class HallForms:
    """Every form of the page; the one that was sent holds what was typed."""

    officers: OfficersForm
    roll: RollForm
    guest: GuestForm
    agenda: AgendaVoteForm
    inquorate: ReasonForm
    sent: BaseForm | None = None


def forms_of(meeting: MeetingRow, page: SessionPage, sent: str = "") -> HallForms:
    def given(name: str) -> object:
        return request.form if name == sent else None

    people, officers = officer_choices(meeting)
    forms = HallForms(
        officers=OfficersForm(given("officers"), people=people, prefix="officers-", data=officers),
        roll=roll_form(page.roll, given("roll")),
        guest=GuestForm(given("guest"), away=page.to_substitute, prefix="guest-"),
        agenda=AgendaVoteForm(given("agenda"), prefix="agenda-"),
        inquorate=ReasonForm(given("inquorate"), prefix="inquorate-"),
    )
    forms.sent = getattr(forms, sent) if sent else None
    return forms


def sent_to_hall(meeting_id: UUID, name: str) -> tuple[SessionPage, HallForms]:
    """The page and its forms, of which the named one was sent."""
    meeting = held_meeting(meeting_id)
    page = session_page(meeting, now())
    return page, forms_of(meeting, page, name)


def show_hall(page: SessionPage, forms: HallForms, status: int = 200) -> ResponseReturnValue:
    template = "meetings/session/show.html" if page.has_begun else "meetings/session/begin.html"
    sent = {
        "form": forms.sent,
        "forms": forms,
        "ticks": tuple(Presence),
        "fillings": tuple(Filling),
    }
    return render_template(template, page=page, **sent), status


@blueprint.get("/")
@requires(Permission.HOLD_SESSION)
def show(meeting_id: UUID) -> ResponseReturnValue:
    meeting = held_meeting(meeting_id)
    if meeting.form is MeetingForm.ABSENTEE:
        return show_ballots(meeting)
    page = session_page(meeting, now())
    return show_hall(page, forms_of(meeting, page))


@blueprint.post("/begin")
@requires(Permission.HOLD_SESSION)
def begin(meeting_id: UUID) -> ResponseReturnValue:
    page, forms = sent_to_hall(meeting_id, "officers")
    form = forms.officers

    def act() -> None:
        roll_services.begin_session(
            meeting_id,
            presiding_id=form.presiding_id,
            secretary_id=form.secretary_id,
            actor=viewer(),
            now=now(),
        )

    if not attempt(form, act, **OFFICER_FIELDS):
        return show_hall(page, forms, 409 if form.form_errors else 422)
    return to_hall(meeting_id, "roll", N_("The session has begun. Call the roll."))


@blueprint.post("/officers")
@requires(Permission.HOLD_SESSION)
def name_officers(meeting_id: UUID) -> ResponseReturnValue:
    page, forms = sent_to_hall(meeting_id, "officers")
    form = forms.officers

    def act() -> None:
        roll_services.name_officers(
            meeting_id,
            presiding_id=form.presiding_id or meeting_id,
            secretary_id=form.secretary_id or meeting_id,
            actor=viewer(),
            now=now(),
        )

    if not attempt(form, act, **OFFICER_FIELDS):
        return show_hall(page, forms, 422)
    return to_hall(meeting_id, "officers", N_("It is put on record who presides."))


@blueprint.post("/roll")
@requires(Permission.HOLD_SESSION)
def call_roll(meeting_id: UUID) -> ResponseReturnValue:
    page, forms = sent_to_hall(meeting_id, "roll")

    def act() -> None:
        lines = {**forms.roll.lines(), **filled_lines(page, forms.roll)}
        roll_services.call_roll(meeting_id, lines, actor=viewer(), now=now())

    if not attempt(forms.roll, act):
        return show_hall(page, forms, 422)
    return to_hall(meeting_id, "roll", N_("The roll is saved."))


def filled_lines(page: SessionPage, form: RollForm) -> dict[UUID, roll_services.Line]:
    """What a button adds to the roll that says it of many members at once."""
    asked = request.form.get("fill", "")
    if asked not in set(Filling):
        return {}
    answers = {who: row.answer for who, row in answers_to(page.meeting.id).items()}
    found = filled(Filling(asked), form.unmarked(), answers, page.meeting.form)
    return {who: roll_services.Line(presence) for who, presence in found.items()}


@blueprint.post("/agenda-vote")
@requires(Permission.HOLD_SESSION)
def adopt_agenda(meeting_id: UUID) -> ResponseReturnValue:
    page, forms = sent_to_hall(meeting_id, "agenda")
    form = forms.agenda

    def act() -> None:
        services.adopt_agenda(
            meeting_id, form.counts, presiding_choice=form.presiding, actor=viewer(), now=now()
        )

    if not attempt(form, act, **VOTE_FIELDS):
        return show_hall(page, forms, 422)
    return to_hall(meeting_id, "items", N_("The agenda is adopted."))


@blueprint.post("/close")
@requires(Permission.HOLD_SESSION)
def close(meeting_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    services.close_session(meeting_id, actor=viewer(), now=now())
    return to_hall(meeting_id, "end", N_("The meeting is held. Its minutes can be drafted now."))


@blueprint.post("/inquorate")
@requires(Permission.HOLD_SESSION)
def declare_inquorate(meeting_id: UUID) -> ResponseReturnValue:
    page, forms = sent_to_hall(meeting_id, "inquorate")
    form = forms.inquorate

    def act() -> None:
        services.declare_inquorate(meeting_id, reason=form.reason.data, actor=viewer(), now=now())

    if not attempt(form, act):
        return show_hall(page, forms, 409)
    return to_hall(meeting_id, "end", N_("The meeting did not take place: there was no quorum."))
