"""The work calendar of the region: the federal one with the region's own days."""

from datetime import date

from flask import g

from core.adapters import holidays
from core.kernel.workdays import WorkCalendar
from core.region.queries import RegionRow, find_region


def region() -> RegionRow | None:
    """The region, read at most once a request."""
    if "region" not in g:
        g.region = find_region()
    found: RegionRow | None = g.region
    return found


def remember_region(row: RegionRow | None) -> None:
    """Spare this request the statement: another one has read the region beside its own matter."""
    g.region = row


def work_calendar() -> WorkCalendar:
    """The calendar that deadlines are counted by; at most one statement a request."""
    row = region()
    days = row.extra_days if row else ()
    return holidays.work_calendar(
        extra_days_off=[date.fromisoformat(str(d["day"])) for d in days if not d.get("working")],
        extra_working_days=[date.fromisoformat(str(d["day"])) for d in days if d.get("working")],
    )
