"""Schedules on the working pages: the list, one of them, its frame, halls and interpreters."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.adapters.language import sentence
from core.audit.history import show_history
from core.kernel.errors import Refused, Stale
from events.access import Permission
from events.keeping import by
from events.negotiations import services
from events.negotiations.forms.frames import FrameForm, HallForm, VoiceForm, filled_days
from events.negotiations.pages.schedules import SchedulePage, SchedulesPage
from events.negotiations.queries.displacing import days_of_schedule
from events.negotiations.queries.grid import count_waiting
from events.negotiations.queries.heads import (
    Head,
    find_last_run,
    list_events_without,
    list_schedules,
)
from events.negotiations.queries.loading import list_days, list_voices
from events.negotiations.queries.standing import facts_of_schedule
from events.negotiations.rules.life import ScheduleAction
from events.negotiations.views.blueprint import (
    blueprint,
    head_of,
    keeping,
    reasons_of,
    refused_page,
    revision,
)

ONE = "/<uuid:schedule_id>/"
BESIDE = {"minutes": "minutes", "pause": "pause"}
STEPS = {
    ScheduleAction.ASK_WISHES: services.ask_wishes,
    ScheduleAction.CLOSE_WISHES: services.close_wishes,
    ScheduleAction.PUBLISH: services.publish_schedule,
}


@blueprint.get("/")
@requires(Permission.KEEP_NEGOTIATIONS)
def index() -> ResponseReturnValue:
    keeping()
    page = SchedulesPage(list_schedules(), list_events_without())
    return render_template("negotiations/desk/index.html", page=page)


@blueprint.post("/events/<uuid:event_id>/")
@requires(Permission.KEEP_NEGOTIATIONS)
def start(event_id: UUID) -> ResponseReturnValue:
    keeping()
    try:
        schedule_id = services.begin_schedule(event_id, **by())
    except Refused as refused:
        page = SchedulesPage(list_schedules(), list_events_without())
        reasons = reasons_of(refused)
        return render_template("negotiations/desk/index.html", page=page, reasons=reasons), 409
    return redirect(url_for(".show", schedule_id=schedule_id), code=303)


@blueprint.get(ONE)
@requires(Permission.KEEP_NEGOTIATIONS)
def show(schedule_id: UUID) -> ResponseReturnValue:
    return show_schedule(schedule_id)


@blueprint.get(f"{ONE}history")
@requires(Permission.KEEP_NEGOTIATIONS)
def history(schedule_id: UUID) -> ResponseReturnValue:
    head, back = head_of(schedule_id), url_for(".show", schedule_id=schedule_id)
    return show_history([schedule_id], name=head.event, back=back, zone=keeping().zone)


def show_schedule(schedule_id: UUID, refused: Refused | Stale | None = None) -> ResponseReturnValue:
    head = head_of(schedule_id)
    page = SchedulePage.of(
        head,
        facts_of_schedule(schedule_id),
        count_waiting(schedule_id),
        find_last_run(schedule_id),
        days_of_schedule(schedule_id),
    )
    reasons = reasons_of(refused) if refused else []
    text = render_template("negotiations/desk/show.html", page=page, reasons=reasons)
    return text, 409 if refused else 200


@blueprint.post(f"{ONE}steps/<any(ask_wishes, close_wishes, publish):action>")
@requires(Permission.KEEP_NEGOTIATIONS)
def step(schedule_id: UUID, action: str) -> ResponseReturnValue:
    head_of(schedule_id)
    try:
        STEPS[ScheduleAction(action)](schedule_id, revision=revision(), **by())
    except (Refused, Stale) as refused:
        return show_schedule(schedule_id, refused)
    flash(
        {
            "ask_wishes": gettext("Everybody with an e-mail address is asked for wishes."),
            "close_wishes": gettext("Wishes are closed. Start a run."),
            "publish": gettext("The schedule is published, participants have their timetables."),
        }[action]
    )
    return redirect(url_for(".show", schedule_id=schedule_id), code=303)


@blueprint.post(f"{ONE}clear")
@requires(Permission.KEEP_NEGOTIATIONS)
def clear(schedule_id: UUID) -> ResponseReturnValue:
    head_of(schedule_id)
    try:
        services.clear_timetable(schedule_id, revision=revision(), **by())
    except (Refused, Stale) as refused:
        return show_schedule(schedule_id, refused)
    flash(gettext("The timetable is empty."))
    return redirect(url_for(".show", schedule_id=schedule_id), code=303)


@blueprint.get(f"{ONE}frame/")
@requires(Permission.KEEP_NEGOTIATIONS)
def frame(schedule_id: UUID) -> ResponseReturnValue:
    head = head_of(schedule_id)
    names = ("minutes", "pause", "most", "takes_one_sided", "heeds_met", "wishes_until")
    data = {name: getattr(head, name) for name in (*names, "revision")}
    return show_frame(head, FrameForm(data=data | {"days": filled_days(list_days(schedule_id))}))


def show_frame(head: Head, form: FrameForm, status: int = 200) -> ResponseReturnValue:
    form.widen()
    return render_template("negotiations/desk/frame.html", head=head, form=form), status


@blueprint.post(f"{ONE}frame/")
@requires(Permission.KEEP_NEGOTIATIONS)
def save_frame(schedule_id: UUID) -> ResponseReturnValue:
    head, form = head_of(schedule_id), FrameForm(request.form)
    if not form.validate():
        return show_frame(head, form, 422)
    try:
        services.frame_schedule(schedule_id, form.draft(), **by())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return show_frame(head, form, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return show_frame(head, form, 409)
    flash(gettext("Days and rules are saved."))
    return redirect(url_for(".show", schedule_id=schedule_id), code=303)


@blueprint.get(f"{ONE}places/")
@requires(Permission.KEEP_NEGOTIATIONS)
def places(schedule_id: UUID) -> ResponseReturnValue:
    return show_places(head_of(schedule_id))


def show_places(
    head: Head,
    hall: HallForm | None = None,
    voice: VoiceForm | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    text = render_template(
        "negotiations/desk/places.html",
        head=head,
        voices=list_voices(head.id),
        hall=hall or HallForm(),
        voice=voice or VoiceForm(),
    )
    return text, status


@blueprint.post(f"{ONE}places/halls/")
@requires(Permission.KEEP_NEGOTIATIONS)
def save_hall(schedule_id: UUID) -> ResponseReturnValue:
    head, form = head_of(schedule_id), HallForm(request.form)
    if not form.validate():
        return show_places(head, hall=form, status=422)
    try:
        services.keep_hall(schedule_id, form.draft(), **by())
    except Refused as refused:
        form.refuse(refused, sentence, hall_is_used="tables")
        return show_places(head, hall=form, status=409)
    return redirect(url_for(".places", schedule_id=schedule_id), code=303)


@blueprint.post(f"{ONE}places/interpreters/")
@requires(Permission.KEEP_NEGOTIATIONS)
def save_voice(schedule_id: UUID) -> ResponseReturnValue:
    head, form = head_of(schedule_id), VoiceForm(request.form)
    if not form.validate():
        return show_places(head, voice=form, status=422)
    try:
        services.add_interpreters(schedule_id, form.draft(), **by())
    except Refused as refused:
        form.refuse(refused, sentence)
        return show_places(head, voice=form, status=409)
    return redirect(url_for(".places", schedule_id=schedule_id), code=303)


@blueprint.post(f"{ONE}places/<any(halls, interpreters):kind>/<int:number>/remove")
@requires(Permission.KEEP_NEGOTIATIONS)
def remove_place(schedule_id: UUID, kind: str, number: int) -> ResponseReturnValue:
    head = head_of(schedule_id)
    remove = services.remove_hall if kind == "halls" else services.remove_interpreter
    back = url_for(".places", schedule_id=schedule_id)
    try:
        remove(schedule_id, number, **by())
    except Refused as refused:
        return refused_page(head, refused, back)
    return redirect(back, code=303)
