"""Runs on the working pages: started, watched, cancelled.

The page of a live run asks again by itself; a script asks more gently for the figures alone.
"""

from uuid import UUID

from flask import flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import label
from core.kernel.errors import Refused, Stale
from events.access import Permission
from events.keeping import by
from events.negotiations import services
from events.negotiations.pages.schedules import RunPage
from events.negotiations.queries.heads import get_run_row, scheduler_seen_at
from events.negotiations.views.blueprint import blueprint, head_of, revision
from events.negotiations.views.schedules import show_schedule
from events.negotiations.work import work_on

RUN = "/runs/<uuid:run_id>/"
MOST_HERE = 10  # seconds that a request may search when no scheduler runs
REFRESH = 2


def load(run_id: UUID) -> RunPage:
    run = get_run_row(run_id)
    return RunPage.of(head_of(run.schedule_id), run, scheduler_seen_at(), now())


@blueprint.post("/<uuid:schedule_id>/runs/")
@requires(Permission.KEEP_NEGOTIATIONS)
def run(schedule_id: UUID) -> ResponseReturnValue:
    """Ask for a run; without a scheduler a short one is done at once, in this request."""
    head_of(schedule_id)
    text = request.form.get("seconds", "")
    seconds = int(text) if text in {"2", "10", "60"} else 0
    try:
        run_id = services.start_run(schedule_id, seconds, revision=revision(), **by())
    except (Refused, Stale) as refused:
        return show_schedule(schedule_id, refused)
    return redirect(url_for(".watch", run_id=run_id), code=303)


@blueprint.get(RUN)
@requires(Permission.KEEP_NEGOTIATIONS)
def watch(run_id: UUID) -> ResponseReturnValue:
    page = load(run_id)
    response = make_response(render_template("negotiations/desk/run.html", page=page))
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get(f"{RUN}progress.json")
@requires(Permission.KEEP_NEGOTIATIONS)
def progress(run_id: UUID) -> ResponseReturnValue:
    """What the script of the page shows between two loads of it."""
    page = load(run_id)
    response = jsonify(
        is_live=page.is_live,
        percent=page.run.percent,
        phase=label(page.run.phase),
        placed=page.run.placed,
        possible=page.run.possible,
        breaks=page.run.breaks,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post(f"{RUN}here")
@requires(Permission.KEEP_NEGOTIATIONS)
def work_here(run_id: UUID) -> ResponseReturnValue:
    """Do the run in this request, ten seconds at most: for sites whose scheduler stands still."""
    if load(run_id).is_unattended:
        work_on(run_id, now, most_seconds=MOST_HERE)
    return redirect(url_for(".watch", run_id=run_id), code=303)


@blueprint.post(f"{RUN}cancel")
@requires(Permission.KEEP_NEGOTIATIONS)
def cancel(run_id: UUID) -> ResponseReturnValue:
    page = load(run_id)
    services.cancel_run(run_id, actor=viewer(), now=now())
    flash(gettext("The run is cancelled; the timetable stays as it was."))
    return redirect(url_for(".show", schedule_id=page.head.id), code=303)
