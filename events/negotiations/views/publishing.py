"""What was published: the editions, and the whole schedule as a paper."""

from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper
from events.access import Permission
from events.missions.rules.timetable.problem import Side
from events.negotiations.documents.schedules import ScheduleRecord, schedule_paper
from events.negotiations.queries.editions import get_edition, list_editions
from events.negotiations.queries.grid import list_meetings
from events.negotiations.queries.people import list_names
from events.negotiations.views.blueprint import blueprint, head_of, keeping

ONE = "/<uuid:schedule_id>/"


@blueprint.get(f"{ONE}editions/")
@requires(Permission.KEEP_NEGOTIATIONS)
def editions(schedule_id: UUID) -> ResponseReturnValue:
    head = head_of(schedule_id)
    return render_template(
        "negotiations/desk/editions.html", head=head, editions=list_editions(schedule_id)
    )


@blueprint.get(f"{ONE}editions/<int:number>/")
@requires(Permission.KEEP_NEGOTIATIONS)
def edition(schedule_id: UUID, number: int) -> ResponseReturnValue:
    head = head_of(schedule_id)
    line, meetings = get_edition(schedule_id, number)
    return render_template(
        "negotiations/desk/edition.html", head=head, edition=line, meetings=meetings
    )


@blueprint.get(f"{ONE}schedule-<any(exporter, buyer):side>.<any(html, pdf, docx):form>")
@requires(Permission.KEEP_NEGOTIATIONS)
def paper(schedule_id: UUID, side: str, form: str) -> ResponseReturnValue:
    """The whole grid of one side on landscape paper, a day after the other."""
    head, body = head_of(schedule_id), keeping()
    record = ScheduleRecord(
        body=body.name,
        event=head.event,
        city=head.city,
        zone=head.zone,
        edition=head.edition,
        made_at=head.changed_at,
        side=Side(side),
        slots=head.slots,
        halls=tuple((room.number, room.name) for room in head.rooms),
        people=tuple(
            (one.number, one.name)
            for one in list_names(schedule_id, Side(side))
            if not one.is_withdrawn
        ),
        meetings=tuple(
            (one.slot, one.first, one.second, one.first_name, one.second_name, one.hall, one.table)
            for one in list_meetings(schedule_id)
        ),
    )
    back = url_for(".show", schedule_id=schedule_id)
    return serve_paper(schedule_paper(record), Format(form), back=back)
