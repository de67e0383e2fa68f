"""The blueprint of reports, and the one way in which its views find a report."""

from uuid import UUID

from flask import Blueprint

from core.access import permits, viewer
from core.kernel.errors import NotFound
from council.access import Permission
from council.membership.rules import Power
from council.reports import queries
from council.reports.queries import Reader, ReportRow
from council.reports.rules import is_visible

blueprint = Blueprint("reports", __name__, url_prefix="/desk/reports")
WRITING = (Power.COORDINATOR, Power.REPORTER)


def visible_report(report_id: UUID) -> ReportRow:
    """The report, if this reader may know of it; a hidden one looks like a missing one."""
    report = queries.get_report(report_id)
    if not is_visible(
        author_id=report.author_id,
        reader_id=viewer().person_id,
        is_participant=permits(viewer(), Permission.READ_REPORT, report.body_id),
        current_version=report.current_version,
    ):
        raise NotFound("hidden from this reader")
    return report


def own_report(report_id: UUID) -> ReportRow:
    """The reader's own report, for pages on which it is written."""
    report = queries.get_report(report_id)
    if report.author_id != viewer().person_id:
        raise NotFound("somebody else's draft")
    return report


def reader() -> Reader:
    who = viewer()
    bodies = {body_id for _, body_id in who.held}
    readable = {b for b in bodies if permits(who, Permission.READ_REPORT, b)}
    return Reader(who.person_id, frozenset(readable))


def writing_bodies() -> frozenset[UUID]:
    """The bodies in which the viewer prepares reports today."""
    return frozenset(body_id for power, body_id in viewer().held if power in WRITING)
