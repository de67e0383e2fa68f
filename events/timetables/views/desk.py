"""Timetables and results on the working pages: everybody's, one participant's, papers, results."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now, today
from core.papers.packs import Pack, PackPaper
from core.papers.rules.formats import Format
from core.papers.serving import serve_pack, serve_paper
from events.access import Permission
from events.keeping import body_for
from events.missions.rules.timetable.problem import Side
from events.negotiations.rules.languages import letters_in
from events.timetables import queries, services
from events.timetables.documents import timetable_paper
from events.timetables.pages import (
    ResultPage,
    ResultsPage,
    TimetablesPage,
    appointments_of,
    by_day,
)
from events.timetables.queries import Frame, MeetingLine
from events.timetables.rules import tally_of
from events.timetables.views.records import (
    filled,
    published,
    record_of,
    result_page,
    sent_form,
    show_form,
    timetable_page,
)

blueprint = Blueprint("timetables", __name__, url_prefix="/desk/negotiations/<uuid:schedule_id>")
ONE = "/timetables/<int:number>"
RESULT = "/meetings/<uuid:meeting_id>/result/"


def kept(schedule_id: UUID) -> Frame:
    """The published schedule, for those who keep events; 403 for others."""
    body_for(Permission.KEEP_EVENT)
    return published(schedule_id)


@blueprint.get("/timetables/")
@requires(Permission.KEEP_EVENT)
def index(schedule_id: UUID) -> ResponseReturnValue:
    frame = kept(schedule_id)
    people, lines = queries.list_participants(schedule_id), queries.list_lines(schedule_id)
    page = TimetablesPage.of(frame, people, lines, now())
    return render_template("timetables/desk/index.html", page=page)


@blueprint.get("/timetables.pdf")
@requires(Permission.KEEP_EVENT)
def pack(schedule_id: UUID) -> ResponseReturnValue:
    """The timetables of all who have meetings, as one file to print."""
    frame = kept(schedule_id)
    own: dict[UUID, list[MeetingLine]] = {}
    for line in queries.list_lines(schedule_id):
        own.setdefault(line.first_id, []).append(line)
        own.setdefault(line.second_id, []).append(line)
    parts = tuple(
        PackPaper(who.name, timetable_paper(record_of(frame, who, tuple(own[who.id]), spoken)))
        for who in queries.list_participants(schedule_id)
        if who.id in own
        for spoken in (letters_in(who.languages) if who.side is Side.BUYER else "ru",)
    )
    title = gettext("Timetables of negotiations: %(event)s", event=frame.event)
    return serve_pack(Pack(title, "ru", frame.changed_at, parts))


@blueprint.get(f"{ONE}/")
@requires(Permission.KEEP_EVENT)
def show(schedule_id: UUID, number: int) -> ResponseReturnValue:
    frame = kept(schedule_id)
    page = timetable_page(frame, queries.get_participant(schedule_id, number))
    return render_template("timetables/desk/show.html", page=page)


@blueprint.get(f"{ONE}.<any(html, pdf):form>")
@requires(Permission.KEEP_EVENT)
def paper(schedule_id: UUID, number: int, form: str) -> ResponseReturnValue:
    frame, who = kept(schedule_id), queries.get_participant(schedule_id, number)
    spoken = letters_in(who.languages) if who.side is Side.BUYER else "ru"
    record = record_of(frame, who, queries.list_lines(schedule_id, who.id), spoken)
    back = url_for(".show", schedule_id=schedule_id, number=number)
    return serve_paper(timetable_paper(record), Format(form), back=back)


@blueprint.get("/results/")
@requires(Permission.KEEP_EVENT)
def results(schedule_id: UUID) -> ResponseReturnValue:
    """The meetings of a day in their order with what came of them: today's, unless asked."""
    frame, lines = kept(schedule_id), queries.list_lines(schedule_id)
    days = dict(by_day(appointments_of(frame, lines, Side.EXPORTER, now())))
    asked = request.args.get("day", today(frame.zone).isoformat())
    day = next((each for each in days if each.isoformat() == asked), min(days, default=None))
    tally = tally_of((one.grade, one.next_step) for one in lines)
    page = ResultsPage(frame, tuple(days), day, days[day] if day else (), tally)
    return render_template("timetables/desk/results.html", page=page)


def kept_result(schedule_id: UUID, meeting_id: UUID, moment: datetime) -> ResultPage:
    """The form of a meeting; from it one goes back to the results of its day."""
    page = result_page(kept(schedule_id), meeting_id, "", moment, is_staff=True)
    day = page.appointment.slot.day.isoformat()
    return replace(page, back=url_for(".results", schedule_id=schedule_id, day=day))


@blueprint.get(RESULT)
@requires(Permission.KEEP_EVENT)
def result(schedule_id: UUID, meeting_id: UUID) -> ResponseReturnValue:
    page = kept_result(schedule_id, meeting_id, now())
    return show_form(page, filled(page.appointment.line))


@blueprint.post(RESULT)
@requires(Permission.KEEP_EVENT)
def save(schedule_id: UUID, meeting_id: UUID) -> ResponseReturnValue:
    moment = now()
    page = kept_result(schedule_id, meeting_id, moment)
    form, status = sent_form(
        lambda draft: services.record_result(meeting_id, draft, actor=viewer(), now=moment)
    )
    if status != 303:  # noqa: PLR2004 - saved
        return show_form(page, form, status)
    flash(gettext("The result of the meeting is saved."))
    return redirect(page.back, code=303)
