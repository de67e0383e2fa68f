"""Who may see a signature on a report: whoever may see what it is on, and where that stands."""

from uuid import UUID

from flask import url_for

from core.access import permits, viewer
from core.kernel.errors import NotFound
from core.signatures.sight import Sight
from council.access import Permission
from council.reports.views.blueprint import visible_report


def may_see(report_id: UUID) -> bool:
    if not permits(viewer(), Permission.READ_REPORT):
        return False
    try:
        visible_report(report_id)
    except NotFound:
        return False
    return True


def address(report_id: UUID) -> str:
    return url_for("reports.show", report_id=report_id)


SIGHT = Sight(may_see, address)
