"""The page of one meeting, of the council or of another body."""

from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.kernel.workdays import Deadline
from core.region.calendar import work_calendar
from council.access import Permission
from council.meetings.rules.public import AHEAD
from council.meetings.rules.visitors import last_day_to_apply
from council.membership.queries import procedure_on
from council.membership.rules.procedure import Procedure
from portal.caching import conditional
from portal.meetings.naming import load_naming
from portal.meetings.pages.meeting import MeetingPage, MeetingRows, meeting_page
from portal.meetings.queries.beside import list_beside
from portal.meetings.queries.head import MeetingHead, get_head
from portal.meetings.queries.items import list_items, list_resolutions
from portal.meetings.queries.version import get_meeting_version
from portal.meetings.views.blueprint import AT, AT_BODY, MeetingAddress, blueprint


@blueprint.get(AT)
@blueprint.get(AT_BODY)
@requires(Permission.READ_PUBLIC)
def show(year: int, number: int, slug: str | None = None) -> ResponseReturnValue:
    address = MeetingAddress(year, number, slug)
    version = get_meeting_version(address)

    def make() -> ResponseReturnValue:
        page = load_page(address, version.day(now()))
        return render_template("meetings/public/show.html", page=page)

    return conditional(version.on(now()), make)


def load_page(address: MeetingAddress, today: date) -> MeetingPage:
    head = get_head(address)
    rows = MeetingRows(
        head=head,
        items=list_items(head.id),
        resolutions=list_resolutions(head.id) if head.is_published else (),
        lines=list_beside(head),
    )
    return meeting_page(rows, load_naming(head), last_day=last_day(head), today=today)


def last_day(head: MeetingHead) -> Deadline | None:
    """The last day to apply, while the meeting is ahead and has a hall to come to."""
    return last_day_of(head, procedure_on(head.body_id, head.day)) if is_ahead(head) else None


def last_day_of(head: MeetingHead, procedure: Procedure) -> Deadline | None:
    """The same under a procedure that is known."""
    return last_day_to_apply(head.day, procedure, work_calendar()) if is_ahead(head) else None


def is_ahead(head: MeetingHead) -> bool:
    return head.public_state in AHEAD and not head.is_absentee
