"""Pages that only show: the plan of a year and a meeting."""

from datetime import date
from uuid import UUID

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from core.access import permits, requires, viewer
from core.adapters.clock import now, today
from core.region.calendar import region, work_calendar
from council.access import Permission
from council.meetings.forms.agenda import AnswerForm
from council.meetings.pages.agenda import Sources, entries_of
from council.meetings.pages.deadlines import Counting, MinutesDays, day_of, deadlines_of, first_day
from council.meetings.pages.meeting import (
    DissentWay,
    MeetingPage,
    Ways,
    interim_problem,
    refusals_of,
    step_of,
)
from council.meetings.pages.notice import expected_of, may_answer, member_answers
from council.meetings.pages.planning import PlanPage, approval_of, count_of, proposals_of, rows_of
from council.meetings.queries.agenda import ItemRow, lines_of, list_items
from council.meetings.queries.editions import list_editions
from council.meetings.queries.materials import list_files, list_speakers
from council.meetings.queries.meetings import (
    MeetingRow,
    find_plan,
    list_meetings,
    list_reschedulings,
    list_years,
    moved_from,
)
from council.meetings.queries.people import answers_to, names_of
from council.meetings.queries.session.hall import get_hall
from council.meetings.rules.agenda import told
from council.meetings.rules.items import OPEN_AGENDA
from council.meetings.rules.kinds import ItemState, MeetingForm, MeetingState
from council.meetings.rules.session import TOOK_PLACE
from council.meetings.rules.states import HELD_STATES, SIGNED_STATES, MeetingFacts
from council.meetings.services.dissents import last_day_of
from council.meetings.views.blueprint import blueprint, chosen_body, may_keep, seen_meeting
from council.membership.queries import BodyRow, list_bodies, list_composition, procedure_on
from council.minutes.queries.editions import list_editions as minutes_editions
from council.minutes.queries.published import EVER_PUBLIC
from council.minutes.rules.states import SIGNED_FOR_EVER
from council.reminders.delays import delays_about

FIRST_YEAR, LAST_YEAR = 2000, 2199
POLLED = frozenset({MeetingState.NOTIFIED, MeetingState.IN_SESSION})


@blueprint.get("/")
@requires(Permission.READ_MEETING)
def index() -> ResponseReturnValue:
    body = chosen_body(Permission.READ_MEETING)
    this_year = today(body.zone).year
    year = chosen_year(this_year)
    return render_template("meetings/plan.html", page=plan_page(body, year, this_year))


def chosen_year(this_year: int) -> int:
    text = request.args.get("year", str(this_year))
    known = {str(year): year for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    if text in known:
        return known[text]
    raise NotFound


def plan_page(body: BodyRow, year: int, this_year: int) -> PlanPage:
    meetings = list_meetings(body.id, year)
    counting = counting_on(body.id, min(today(body.zone), date(year, 12, 31)))
    row = region()
    first_year = row.standard_start_year if row else year
    count = count_of(meetings, year=year, first_year=first_year, counting=counting, zone=body.zone)
    moved = moved_from([meeting.id for meeting in meetings])
    years = {*list_years(body.id), this_year, this_year + 1}
    readable = [b for b in list_bodies() if permits(viewer(), Permission.READ_MEETING, b.id)]
    return PlanPage(
        body=body,
        bodies=tuple(readable),
        year=year,
        years=tuple(sorted(years, reverse=True)),
        rows=rows_of(meetings, count, counting, moved),
        count=count,
        is_first_year=year == first_year,
        approval=approval_of(find_plan(body.id, year)),
        may_keep=permits(viewer(), Permission.KEEP_MEETING, body.id),
        needs_approval=counting.procedure.year_plan,
        proposals=proposals_of(meetings, counting, body.zone),
    )


def counting_on(body_id: UUID, day: date) -> Counting:
    return Counting(procedure_on(body_id, day), work_calendar(), now())


@blueprint.get("/<uuid:meeting_id>/")
@requires(Permission.READ_MEETING)
def show(meeting_id: UUID) -> ResponseReturnValue:
    return show_meeting(seen_meeting(meeting_id), None)


def show_meeting(
    meeting: MeetingRow, form: AnswerForm | None, status: int = 200
) -> ResponseReturnValue:
    page = meeting_page(meeting)
    if form is None and page.own_answer:
        given = page.own_answer
        form = AnswerForm(data={"answer": given.answer.value, "comment": given.comment})
    delays = delays_about(meeting.id, meeting.body_id, meeting.zone)
    template = render_template(
        "meetings/show.html", page=page, form=form or AnswerForm(), delays=delays
    )
    return template, status


def meeting_page(meeting: MeetingRow) -> MeetingPage:
    counting = counting_on(meeting.body_id, first_day(meeting))
    items = list_items(meeting.id)
    proposed = sum(item.state is ItemState.PROPOSED for item in items)
    has_begun = counting.now >= meeting.starts_at
    facts = MeetingFacts(lines=lines_of(items), undecided=proposed, is_past=has_begun)
    refusals = refusals_of(meeting, facts)
    names = names_of([meeting.presiding_id, meeting.secretary_id])
    members = list_composition(meeting.body_id, first_day(meeting))
    answers = answers_to(meeting.id)
    given = member_answers(members, answers)
    who = viewer()
    return MeetingPage(
        meeting=meeting,
        presiding=names.get(meeting.presiding_id, ""),
        secretary=names.get(meeting.secretary_id, ""),
        entries=entries_of(meeting, sources_of(meeting, items)),
        proposal_count=proposed,
        terms=deadlines_of(meeting, counting, minutes_days(meeting)),
        moves=list_reschedulings(meeting.id),
        editions=list_editions(meeting.id),
        expected=expected_of(given, counting.procedure),
        own_answer=answers.get(who.person_id) if who.person_id else None,
        may_keep=may_keep(meeting),
        may_propose=meeting.state in OPEN_AGENDA
        and permits(who, Permission.PROPOSE_ITEM, meeting.body_id),
        may_answer=may_answer(meeting, who, members, has_begun=has_begun),
        step=step_of(meeting, refusals),
        refusals=told(refusals, facts.lines) if refusals else (),
        interim=interim_problem(meeting, items),
        ways=ways_of(meeting),
    )


def sources_of(meeting: MeetingRow, items: tuple[ItemRow, ...] | None = None) -> Sources:
    """The agenda of a meeting: three statements, however many items it has."""
    found = list_items(meeting.id) if items is None else items
    return Sources(found, list_speakers(meeting.id), list_files(meeting.id))


def minutes_days(meeting: MeetingRow) -> MinutesDays:
    """When the first edition of the minutes was signed and published."""
    if meeting.state not in HELD_STATES:
        return MinutesDays()
    signed = [each for each in minutes_editions(meeting.id) if each.state in SIGNED_FOR_EVER]
    public = [each for each in signed if each.state in EVER_PUBLIC]
    return MinutesDays(
        day_of(meeting, signed[-1].signed_at if signed else None),
        day_of(meeting, public[-1].published_at if public else None),
    )


def ways_of(meeting: MeetingRow) -> Ways:
    """Where else the viewer can go from the page of the meeting."""
    keeps = may_keep(meeting)
    votes = permits(viewer(), Permission.CAST_BALLOT, meeting.body_id)
    is_polled = meeting.form is MeetingForm.ABSENTEE and meeting.state in POLLED
    with_minutes = SIGNED_STATES | HELD_STATES if keeps else SIGNED_STATES
    return Ways(
        session=address_of("session.show", meeting.id) if keeps else "",
        minutes=address_of("minutes.show", meeting.id) if meeting.state in with_minutes else "",
        ballot=address_of("ballots.ballot", meeting.id) if votes and is_polled else "",
        visitors=address_of("visitor_list.index", meeting.id) if keeps else "",
        dissent=dissent_way(meeting) if votes and meeting.state in TOOK_PLACE else None,
    )


def dissent_way(meeting: MeetingRow) -> DissentWay | None:
    """Open to whoever took part, until the last day of the regulation."""
    last_day = last_day_of(meeting)
    is_over = last_day is not None and today(meeting.zone) > last_day
    if is_over or viewer().person_id not in get_hall(meeting).voters:
        return None
    return DissentWay(address_of("ballots.dissent", meeting.id), last_day)


def address_of(endpoint: str, meeting_id: UUID) -> str:
    """The address of a page of another slice, once that slice has it."""
    known = endpoint in current_app.view_functions
    return url_for(endpoint, meeting_id=meeting_id) if known else ""
