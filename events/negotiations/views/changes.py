"""Changes of the timetable: by hand, by locks, by somebody's absence or a lost hall.

Before publication a change is made at once. After it the first request shows what it would move;
the second, with the same change and the reason, makes it and tells those concerned.
"""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.kernel.errors import NotFound, Refused, Stale
from events.access import Permission
from events.keeping import by
from events.missions.rules.timetable.problem import Pair
from events.negotiations import services
from events.negotiations.forms.changes import change_in, fields_of, pair_in
from events.negotiations.pages.schedules import PreviewPage
from events.negotiations.queries.heads import Head
from events.negotiations.queries.loading import list_voices, load
from events.negotiations.rules.changes import Change, Move, Swap, TakeOut
from events.negotiations.services import Edit
from events.negotiations.views.blueprint import (
    blueprint,
    head_of,
    refused_page,
    revision,
)
from events.negotiations.views.grids import show_pair

LONGEST_REASON = 500
ONE = "/<uuid:schedule_id>/"


@blueprint.post(f"{ONE}change")
@requires(Permission.KEEP_NEGOTIATIONS)
def change(schedule_id: UUID) -> ResponseReturnValue:
    head = head_of(schedule_id)
    back = url_for(".grid", schedule_id=schedule_id)
    try:
        wanted = change_in(request.form)
    except Refused as refused:
        return refused_page(head, refused, back)
    is_seen = bool(request.form.get("seen"))
    if head.is_published and not is_seen:
        return preview(head, wanted)
    edit = Edit(wanted, revision(), reason_sent(), is_seen=is_seen)
    try:
        done = services.change_timetable(schedule_id, edit, **by())
    except Refused as refused:
        return refusal_of(head, wanted, refused)
    except Stale as stale:
        return refused_page(head, stale, back)
    if head.is_published:
        flash(gettext("The change is published; those whose meeting changed are told."))
    elif lost := sum(shift.after is None for shift in done.shifts if shift.before):
        flash(gettext("Done. Meetings without a time now: %(count)s.", count=lost))
    else:
        flash(gettext("Done."))
    return redirect(back, code=303)


def reason_sent() -> str:
    return request.form.get("reason", "").replace("\x00", "")[:LONGEST_REASON].strip()


def preview(head: Head, wanted: Change) -> ResponseReturnValue:
    """What the change would move; nothing is stored."""
    try:
        seen = services.preview_change(head.id, wanted)
    except Refused as refused:
        return refusal_of(head, wanted, refused)
    back = url_for(".grid", schedule_id=head.id)
    page = PreviewPage.of(head, seen.loaded.materials, seen.adjustment, fields_of(wanted), back)
    return render_template("negotiations/desk/preview.html", page=page)


def refusal_of(head: Head, wanted: Change, refused: Refused) -> ResponseReturnValue:
    """The page of the pair with the reasons, where the change was about one."""
    if isinstance(wanted, Move | Swap | TakeOut) and is_known(head, wanted.pair):
        return show_pair(head, wanted.pair, refused)
    return refused_page(head, refused, url_for(".grid", schedule_id=head.id))


def is_known(head: Head, pair: Pair) -> bool:
    sides = {one.number: one.side for one in load(head.id).materials.people}
    return [sides.get(number) for number in pair] == ["exporter", "buyer"]


@blueprint.post(f"{ONE}meetings/<uuid:meeting_id>/<any(lock, unlock):action>")
@requires(Permission.KEEP_NEGOTIATIONS)
def lock(schedule_id: UUID, meeting_id: UUID, action: str) -> ResponseReturnValue:
    head = head_of(schedule_id)
    back = url_for(".grid", schedule_id=schedule_id)
    if meeting_id not in load(schedule_id).meetings.values():
        raise NotFound("no such meeting of this schedule")
    try:
        services.lock_meeting(meeting_id, is_locked=action == "lock", revision=revision(), **by())
    except (Refused, Stale) as refused:
        return refused_page(head, refused, back)
    flash(gettext("The meeting is locked.") if action == "lock" else gettext("The lock is off."))
    return redirect(back, code=303)


@blueprint.post(f"{ONE}let-in")
@requires(Permission.KEEP_NEGOTIATIONS)
def let_in(schedule_id: UUID) -> ResponseReturnValue:
    head = head_of(schedule_id)
    back = url_for(".waiting", schedule_id=schedule_id)
    try:
        services.let_in_again(schedule_id, pair_in(request.form), revision=revision(), **by())
    except (Refused, Stale) as refused:
        return refused_page(head, refused, back)
    flash(gettext("The pair waits for a time again."))
    return redirect(back, code=303)


@blueprint.get(f"{ONE}places/<any(halls, interpreters):kind>/<int:number>/")
@requires(Permission.KEEP_NEGOTIATIONS)
def closing(schedule_id: UUID, kind: str, number: int) -> ResponseReturnValue:
    """When a hall is closed or an interpreter away; the form is a change like any other."""
    head = head_of(schedule_id)
    found = {one.number: (one.name, one.closed) for one in head.rooms}
    if kind == "interpreters":
        found = {one.number: (one.name, one.absences) for one in list_voices(schedule_id)}
    if number not in found:
        raise NotFound("no such hall or interpreter")
    return render_template(
        "negotiations/desk/away.html",
        head=head,
        title=found[number][0],
        kind="closing" if kind == "halls" else "voice",
        number=number,
        away=found[number][1],
        back=url_for(".places", schedule_id=schedule_id),
    )
