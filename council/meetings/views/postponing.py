"""When a meeting does not go as set: one page asks for the reason, then a service does it.

Another time is shown beside the old one first, with the letters that follow, and confirmed.
"""

from datetime import date, datetime, time
from typing import cast
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.kernel.errors import N_, Refused
from core.kernel.unreadable import Unreadable
from core.kernel.zones import utc
from council.access import Permission
from council.meetings.forms.planning import NewTimeForm, PostponeForm, ReasonForm, moment_of
from council.meetings.pages.moving import MovingPage
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.moving import count_concerned
from council.meetings.services import postponing
from council.meetings.services.postponing import NewTime, Postponement
from council.meetings.views.blueprint import blueprint, done, given_revision, seen_meeting
from council.meetings.views.planning import refuse

STEP_FIELD = "step"
CONFIRMED, AGAIN = "confirmed", "again"


@blueprint.route("/<uuid:meeting_id>/postpone", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def postpone(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    form = PostponeForm(request.form, data={"place": meeting.place})
    if is_sent() and form.validate():
        try:
            starts_at = moment_of(form, meeting.zone)
            new_time = new_time_of(form, starts_at) if starts_at else None
            put_off = Postponement(form.reason.data, new_time)
            revision, moment = given_revision(), now()
            if not is_confirmed():
                postponing.check_postponement(meeting_id, put_off, revision=revision, now=moment)
                return shown(meeting, "postpone", put_off)
            postponing.postpone_meeting(
                meeting_id, put_off, revision=revision, actor=viewer(), now=moment
            )
            return done(N_("The meeting is postponed."), ".show", meeting_id=meeting_id)
        except (Refused, Unreadable) as error:
            refuse(form, error)
    return asked("postpone", meeting, form)


@blueprint.route("/<uuid:meeting_id>/reschedule", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def reschedule(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    form = NewTimeForm(request.form, data={"place": meeting.place})
    if is_sent() and form.validate():
        try:
            day, at = cast("tuple[date, time]", (form.day.data, form.time.data))
            new_time = new_time_of(form, utc(day, at, meeting.zone))
            revision, moment = given_revision(), now()
            if not is_confirmed():
                postponing.check_rescheduling(meeting_id, new_time, revision=revision, now=moment)
                put_off = Postponement(meeting.state_reason, new_time)
                return shown(meeting, "reschedule", put_off)
            postponing.reschedule_meeting(
                meeting_id, new_time, revision=revision, actor=viewer(), now=moment
            )
            return done(N_("The new date is set."), ".show", meeting_id=meeting_id)
        except (Refused, Unreadable) as error:
            refuse(form, error)
    return asked("reschedule", meeting, form)


def is_sent() -> bool:
    """Whether something is to be done: the way back from the second page only shows the form."""
    return request.method == "POST" and request.form.get(STEP_FIELD) != AGAIN


def is_confirmed() -> bool:
    return request.form.get(STEP_FIELD) == CONFIRMED


def shown(meeting: MeetingRow, way: str, put_off: Postponement) -> ResponseReturnValue:
    """Old and new side by side, and what follows; nothing is changed or sent yet."""
    new_time = put_off.new_time
    page = MovingPage(
        meeting=meeting,
        way=way,
        reason=put_off.reason,
        starts_at=new_time.starts_at if new_time else None,
        place=new_time.place if new_time else "",
        ballots_until=new_time.ballots_until if new_time else None,
        concerned=count_concerned(meeting.id),
        typed=tuple(
            (name, text)
            for name, text in request.form.items()
            if name not in {STEP_FIELD, "csrf_token"}
        ),
    )
    return render_template("meetings/moving.html", page=page)


@blueprint.route("/<uuid:meeting_id>/cancel", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def cancel(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        postponing.cancel_meeting(
            meeting_id, form.reason.data, revision=given_revision(), actor=viewer(), now=now()
        )
        return done(N_("The meeting is cancelled."), ".show", meeting_id=meeting_id)
    return asked("cancel", meeting, form)


@blueprint.route("/<uuid:meeting_id>/inquorate", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def inquorate(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        postponing.declare_inquorate(
            meeting_id, form.reason.data, revision=given_revision(), actor=viewer(), now=now()
        )
        return done(N_("It is recorded that there was no quorum."), ".show", meeting_id=meeting_id)
    return asked("inquorate", meeting, form)


def new_time_of(form: NewTimeForm | PostponeForm, starts_at: datetime) -> NewTime:
    return NewTime(starts_at, form.place.data, form.ballots_until.data)


def asked(
    template: str, meeting: MeetingRow, form: ReasonForm | NewTimeForm
) -> ResponseReturnValue:
    status = 422 if is_sent() else 200
    page = render_template(f"meetings/{template}.html", meeting=meeting, form=form)
    return page, status
