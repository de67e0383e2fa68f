"""The agenda of a meeting: showing it, proposing, adding and changing its items."""

from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import permits, requires, viewer
from core.adapters.clock import now
from core.adapters.language import language, sentence
from core.kernel.errors import N_, Refused
from core.kernel.language import formats_for
from core.kernel.register import FORGOTTEN
from core.kernel.zones import utc_from
from council.access import Permission
from council.assignments.queries import AssignmentLine, list_open_lines
from council.meetings.forms.agenda import ItemForm, values_of
from council.meetings.pages.agenda import (
    AgendaPage,
    Entry,
    ItemFormPage,
    entries_of,
    others_of,
)
from council.meetings.pages.deadlines import first_day
from council.meetings.queries.agenda import ItemRow, get_item_row
from council.meetings.queries.materials import list_speakers
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.agenda import control_line, control_text, item_title
from council.meetings.rules.items import ItemAddress
from council.meetings.rules.kinds import ItemKind, ItemState
from council.meetings.services import agenda as services
from council.meetings.views.blueprint import (
    blueprint,
    done,
    given_id,
    given_revision,
    may_keep,
    seen_meeting,
)
from council.meetings.views.reading import counting_on, sources_of
from council.membership.queries import list_members
from council.membership.queries.people import list_people
from council.reports.queries import TablingOption, list_tabling_options

ASIDE = frozenset({ItemState.DECLINED, ItemState.REMOVED})
PROPOSED = frozenset({ItemState.PROPOSED})
BESIDE = {"report_unknown": "report", "report_twice": "report"}


@blueprint.get("/<uuid:meeting_id>/agenda/")
@requires(Permission.READ_MEETING)
def agenda(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id)
    sources = sources_of(meeting)
    who, keeps = viewer(), may_keep(meeting)
    page = AgendaPage(
        meeting=meeting,
        entries=entries_of(meeting, sources),
        proposals=own(others_of(sources, PROPOSED, late_from(meeting)), keeps=keeps),
        set_aside=own(others_of(sources, ASIDE), keeps=keeps),
        may_keep=keeps,
        may_propose=permits(who, Permission.PROPOSE_ITEM, meeting.body_id),
        may_read_restricted=may_read_restricted(meeting),
        open_assignments=len(list_open_lines(meeting.body_id)) if keeps else 0,
        options=list_tabling_options(meeting.body_id) if keeps else (),
    )
    return render_template("meetings/agenda.html", page=page)


def own(entries: tuple[Entry, ...], *, keeps: bool) -> tuple[Entry, ...]:
    """What is not on the agenda is seen by the secretary and by whoever proposed it."""
    person = viewer().person_id
    return tuple(each for each in entries if keeps or each.item.proposed_by_id == person)


def late_from(meeting: MeetingRow) -> datetime:
    """The moment after the last day for proposals."""
    counting = counting_on(meeting.body_id, first_day(meeting))
    last = counting.calendar.before(first_day(meeting), counting.procedure.agenda_proposal_days)
    return utc_from(last + timedelta(days=1), time(), meeting.zone)


def may_read_restricted(meeting: MeetingRow) -> bool:
    """Materials for members only are read by members and by the secretary."""
    who = viewer()
    return any(
        permits(who, permission, meeting.body_id)
        for permission in (Permission.ANSWER_NOTICE, Permission.KEEP_MEETING)
    )


@blueprint.route("/<uuid:meeting_id>/propose", methods=["GET", "POST"])
@requires(Permission.PROPOSE_ITEM)
def propose(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.PROPOSE_ITEM)
    return new_item(meeting, is_proposal=True)


@blueprint.route("/<uuid:meeting_id>/items/new", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def add_item(meeting_id: UUID) -> ResponseReturnValue:
    return new_item(seen_meeting(meeting_id, Permission.KEEP_MEETING), is_proposal=False)


def new_item(meeting: MeetingRow, *, is_proposal: bool) -> ResponseReturnValue:
    """The form of a new item: an own proposal, or one that stands on the agenda at once."""
    if request.method == "GET":
        form = item_form(meeting, data=suggested(meeting))
        return show_item_form(ItemFormPage(meeting, None, uuid4(), is_proposal), form)
    key, form = given_id("key"), item_form(meeting, request.form)
    save = services.propose_item if is_proposal else services.add_item
    if form.validate():
        try:
            made = save(meeting.id, form.draft(), key=key, actor=viewer(), now=now())
        except Refused as refused:
            form.refuse(refused, sentence, **BESIDE)
        else:
            text = N_("The proposal went to the secretary.") if is_proposal else N_("Added.")
            return done(text, ".item", meeting_id=meeting.id, item_id=made.id)
    return show_item_form(ItemFormPage(meeting, None, key, is_proposal), form, status=422)


@blueprint.route("/<uuid:meeting_id>/items/<uuid:item_id>/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def edit_item(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    item = get_item_row(meeting_id, item_id)
    if request.method == "GET":
        speakers = [each for each in list_speakers(meeting_id) if each.item_id == item_id]
        form = item_form(meeting, data=values_of(item, speakers), item=item)
        return show_item_form(ItemFormPage(meeting, item), form)
    form = item_form(meeting, request.form, item=item)
    if form.validate():
        try:
            address = ItemAddress(meeting_id, item_id)
            services.change_item(
                address, form.draft(), revision=given_revision(), actor=viewer(), now=now()
            )
            return done(
                N_("The changes are saved."), ".item", meeting_id=meeting_id, item_id=item_id
            )
        except Refused as refused:
            form.refuse(refused, sentence, **BESIDE)
    return show_item_form(ItemFormPage(meeting, item), form, status=422)


def suggested(meeting: MeetingRow) -> dict[str, object]:
    """What the address asks for: an item on control or on a report comes filled."""
    kind = request.args.get("kind", "")
    if kind == ItemKind.CONTROL.value:
        lines = [open_line(line) for line in list_open_lines(meeting.body_id)]
        title = gettext("On the execution of the assignments of the council")
        return {"kind": kind, "title": title, "proposed_decision": control_text(lines)}
    wanted = request.args.get("report", "")
    for option in list_tabling_options(meeting.body_id) if wanted else ():
        if str(option.report_id) == wanted:
            named = {"report": wanted, "title": item_title(option.title)}
            return {"kind": ItemKind.REPORT.value, **named}
    return {"kind": kind} if kind in set(ItemKind) else {}


def open_line(line: AssignmentLine) -> str:
    day = formats_for(language()).date_long(line.due_on) if line.due_on else ""
    due = gettext("due %(day)s", day=day) if day else ""
    return control_line(line.number, line.text, due)


def item_form(
    meeting: MeetingRow, formdata: object = None, *, item: ItemRow | None = None, **given: object
) -> ItemForm:
    return ItemForm(
        formdata,
        people=list_members(meeting.body_id, first_day(meeting)),
        others=[each for each in list_people() if each.name.surname != FORGOTTEN],
        reports=report_choices(meeting, item),
        **given,
    )


def report_choices(meeting: MeetingRow, item: ItemRow | None) -> list[tuple[str, str]]:
    """Reports that may be named, blocked ones with the reason beside the title."""
    options = list_tabling_options(meeting.body_id)
    found = [(str(option.report_id), option_text(option)) for option in options]
    if item and item.report_id and item.report_id not in {each.report_id for each in options}:
        found.append((str(item.report_id), item.report_title or ""))
    return found


def option_text(option: TablingOption) -> str:
    return f"{option.title} – {sentence(option.blocked)}" if option.blocked else option.title


def show_item_form(page: ItemFormPage, form: ItemForm, status: int = 200) -> ResponseReturnValue:
    return render_template("meetings/item_form.html", page=page, form=form), status
