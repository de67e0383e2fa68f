"""What the personal and the working pages share: the record of a paper, the form of a result."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.adapters.clock import now
from core.adapters.language import language
from core.kernel.errors import NotFound
from council.membership.queries import get_main_body
from events.asking import STALE, sent
from events.missions.rules.timetable.problem import Side
from events.missions.views.answers import private
from events.timetables import queries
from events.timetables.documents import Meeting, TimetableRecord
from events.timetables.forms import BESIDE, ResultForm
from events.timetables.pages import (
    ResultPage,
    TimetablePage,
    appointment_of,
    appointments_of,
    by_day,
)
from events.timetables.queries import Frame, MeetingLine, Participant
from events.timetables.services import ResultDraft
from events.words import country_in, name_in

MOST_TYPED = ("grade", "next_step", "step_on", "note", "revision")


def published(schedule_id: UUID) -> Frame:
    """Before the publication nobody has a timetable; raises `NotFound`."""
    frame = queries.get_frame(schedule_id)
    if not frame.is_published:
        raise NotFound("the schedule is not published yet")
    return frame


def timetable_page(frame: Frame, who: Participant, path: str = "") -> TimetablePage:
    lines = queries.list_lines(frame.id, who.id)
    frame = replace(frame, event=name_in(language(), frame.event, frame.event_english))
    days = by_day(appointments_of(frame, lines, who.side, now()))
    return TimetablePage(frame, who, days, path, queries.find_end(frame))


def record_of(
    frame: Frame, who: Participant, lines: tuple[MeetingLine, ...], spoken: str
) -> TimetableRecord:
    found = appointments_of(frame, lines, who.side, now(), spoken)
    country = country_in(spoken, frame.country_code, frame.country)
    end = queries.find_end(frame)
    return TimetableRecord(
        participant_id=who.id,
        name=who.name,
        event=name_in(spoken, frame.event, frame.event_english),
        place=", ".join(filter(None, (frame.city, country))),
        zone=frame.zone,
        body=get_main_body().name,
        edition=frame.edition,
        changed_at=max(frame.changed_at, end.at) if end else frame.changed_at,
        meetings=[
            Meeting(
                one.line.id,
                one.slot,
                one.partner,
                one.country,
                one.hall,
                one.line.table,
                one.interpreter,
            )
            for one in found
        ],
        language=spoken,
        has_ended=end is not None,
    )


def result_page(
    frame: Frame, meeting_id: UUID, back: str, moment: datetime, *, is_staff: bool
) -> ResultPage:
    """Raises `NotFound` for a meeting without a time."""
    line = queries.get_line(frame.id, meeting_id)
    if line.slot is None or line.slot >= len(frame.slots):
        raise NotFound("the meeting has no time")
    return ResultPage(frame, appointment_of(frame, line, Side.EXPORTER, moment), back, is_staff)


def filled(line: MeetingLine) -> ResultForm:
    """The form with what stands there already."""
    if line.grade is None:
        return ResultForm()
    return ResultForm(data={name: getattr(line, name) for name in MOST_TYPED})


def show_form(page: ResultPage, form: ResultForm, status: int = 200) -> ResponseReturnValue:
    layout = "desk" if page.is_staff else "public"
    text = render_template(f"timetables/{layout}/result.html", page=page, form=form)
    return (text, status) if page.is_staff else private(text, status)


def sent_form(save: Callable[[ResultDraft], None]) -> tuple[ResultForm, int]:
    """The form as it was sent and the status of the answer; 303 when it was saved."""
    form = ResultForm(request.form)
    return form, sent(form, lambda: save(form.draft()), BESIDE, refused=STALE)
