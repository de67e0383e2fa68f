"""Other days for a whole schedule: typed, looked at, made; of a published one everybody is told."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale
from events.access import Permission
from events.keeping import by
from events.negotiations import services
from events.negotiations.forms.frames import OtherDaysForm, filled_days
from events.negotiations.pages.schedules import OtherDaysPage
from events.negotiations.queries.displacing import ScheduleDays, days_of_schedule
from events.negotiations.queries.heads import Head
from events.negotiations.views.blueprint import blueprint, head_of

AT = "/<uuid:schedule_id>/days/"
CARRIED = ("days-", "reason", "revision")


@blueprint.get(AT)
@requires(Permission.KEEP_NEGOTIATIONS)
def days(schedule_id: UUID) -> ResponseReturnValue:
    """The form, filled with the days moved along with the event."""
    head, held = head_of(schedule_id), days_of_schedule(schedule_id)
    moves = held.moves if held.is_displaced else ()
    data = {
        "days": filled_days(held.proposed),
        "revision": head.revision,
        "reason": moves[-1].reason if moves else "",
    }
    return show_days(head, OtherDaysForm(data=data), held=held)


def show_days(
    head: Head, form: OtherDaysForm, status: int = 200, held: ScheduleDays | None = None
) -> ResponseReturnValue:
    form.widen()
    held = held or days_of_schedule(head.id)
    text = render_template("negotiations/desk/days.html", head=head, form=form, held=held)
    return text, status


@blueprint.post(AT)
@requires(Permission.KEEP_NEGOTIATIONS)
def move(schedule_id: UUID) -> ResponseReturnValue:
    """First what the days change; sent from there, it is done."""
    head, form = head_of(schedule_id), OtherDaysForm(request.form)
    if not form.validate():
        return show_days(head, form, 422)
    is_seen = bool(request.form.get("seen"))
    draft = form.draft(is_seen=is_seen)
    try:
        if not is_seen:
            return preview(head, draft)
        services.move_schedule(schedule_id, draft, **by())
    except Refused as refused:
        form.refuse(refused, sentence)
        return show_days(head, form, 409 if is_seen else 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        form.take_revision(head_of(schedule_id).revision)
        return show_days(head, form, 409)
    flash(
        gettext("The schedule is published on its new days; everybody has the new timetable.")
        if head.is_published
        else gettext("The negotiations have other days.")
    )
    return redirect(url_for(".show", schedule_id=schedule_id), code=303)


def preview(head: Head, draft: services.DaysDraft) -> ResponseReturnValue:
    """Nothing is stored."""
    loaded, moved = services.preview_days(head.id, draft)
    fields = ((k, v) for k, v in request.form.items() if k.startswith(CARRIED) and v)
    page = OtherDaysPage.of(head, loaded.materials, moved, fields)
    return render_template("negotiations/desk/days_preview.html", page=page)
