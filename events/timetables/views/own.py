"""A participant's own timetable: page, paper, calendar, results. The address is the key.

Of a schedule that is not published nothing is found. Results are entered by exporters alone.
"""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.derived import token_hash
from core.adapters.feeds import feed_answer
from core.adapters.language import in_both_languages, language, under_language
from core.kernel.errors import NotFound
from core.limits import limit_forms
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper
from events.access import Permission
from events.missions.rules.timetable.problem import Side
from events.missions.views.answers import private
from events.timetables import queries, services
from events.timetables.documents import feed_of, timetable_paper
from events.timetables.pages import ResultPage
from events.timetables.queries import Frame, Participant
from events.timetables.views.records import (
    filled,
    published,
    record_of,
    result_page,
    sent_form,
    show_form,
    timetable_page,
)

blueprint = Blueprint("timetable", __name__)
limit_forms(blueprint)
AT = "/events/negotiations/<token>"
MEETING = f"{AT}/meetings/<uuid:meeting_id>/"


def found(token: str) -> tuple[Frame, Participant]:
    who = queries.get_participant_by_token(token_hash(token))
    return published(who.schedule_id), who


def path_of(token: str) -> str:
    return under_language(f"/events/negotiations/{token}/timetable/")


@in_both_languages(blueprint, f"{AT}/timetable/")
@requires(Permission.APPLY_TO_CALL)
def show(token: str) -> ResponseReturnValue:
    page = timetable_page(*found(token), path_of(token))
    return private(render_template("timetables/public/show.html", page=page))


@in_both_languages(blueprint, f"{AT}/timetable.<any(html, pdf):form>")
@requires(Permission.APPLY_TO_CALL)
def paper(token: str, form: str) -> ResponseReturnValue:
    """In the language of the page, since a buyer from abroad takes it along."""
    frame, who = found(token)
    record = record_of(frame, who, queries.list_lines(frame.id, who.id), language())
    return serve_paper(timetable_paper(record), Format(form), back=path_of(token))


@in_both_languages(blueprint, f"{AT}/timetable.ics")
@requires(Permission.APPLY_TO_CALL)
def calendar(token: str) -> ResponseReturnValue:
    """To subscribe to; changes whenever the timetable does."""
    frame, who = found(token)
    record = record_of(frame, who, queries.list_lines(frame.id, who.id), language())
    version = sha256(repr(record).encode()).hexdigest()
    url = current_app.config["SETTINGS"].base_url + path_of(token)
    return feed_answer(version, lambda: feed_of(record, url), name="timetable", is_private=True)


def own_meeting(token: str, meeting_id: UUID, moment: datetime) -> tuple[Participant, ResultPage]:
    """A meeting of this exporter; raises `NotFound` for all others."""
    frame, who = found(token)
    page = result_page(frame, meeting_id, path_of(token), moment, is_staff=False)
    if who.side is not Side.EXPORTER or page.appointment.line.first_id != who.id:
        raise NotFound("no such meeting of this exporter")
    return who, page


@in_both_languages(blueprint, MEETING)
@requires(Permission.APPLY_TO_CALL)
def meeting(token: str, meeting_id: UUID) -> ResponseReturnValue:
    _, page = own_meeting(token, meeting_id, now())
    return show_form(page, filled(page.appointment.line))


@in_both_languages(blueprint, MEETING, "POST")
@requires(Permission.APPLY_TO_CALL)
def save(token: str, meeting_id: UUID) -> ResponseReturnValue:
    moment = now()
    who, page = own_meeting(token, meeting_id, moment)
    form, status = sent_form(
        lambda draft: services.record_own_result(
            who.id, meeting_id, draft, actor=viewer(), now=moment
        )
    )
    if status != 303:  # noqa: PLR2004 - saved
        return show_form(page, form, status)
    flash(gettext("The result of the meeting is saved."))
    return redirect(path_of(token), code=303)
