"""The line of steps above a report: what happened, what is now, what lies ahead."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from flask_babel import get_locale, gettext

from core.kernel.language import formats_for
from core.kernel.zones import local
from council.reports.queries import ReportRow, Tabling, VersionRow
from council.reports.rules import Decision, ReportState, Waiting

Step = tuple[str, str | None, str]
ON_AGENDA = {ReportState.APPROVED, ReportState.PRESENTED}


def steps(
    report: ReportRow,
    versions: Sequence[VersionRow],
    waits: Waiting | None,
    tabling: Tabling | None,
) -> tuple[Step, ...]:
    """Label, note and «done», «now» or «todo»; of several returns only the last is told."""
    parts = [*written(report, versions)]
    if report.is_gated:
        parts += decided(report, versions, waits)
    if report.state is ReportState.WITHDRAWN:
        return (
            *(step for step in parts if step[2] == "done"),
            (gettext("Withdrawn by the author"), None, "now"),
        )
    return (*parts, *tabled(report, tabling))


def brief(moment: datetime | date, zone: str) -> str:
    day = local(moment, zone).date() if isinstance(moment, datetime) else moment
    return formats_for(str(get_locale() or "ru")).date_brief(day)


def written(report: ReportRow, versions: Sequence[VersionRow]) -> Iterator[Step]:
    if not versions:
        yield gettext("Being written"), brief(report.created_at, report.zone), "now"
        return
    yield gettext("Report prepared"), brief(versions[0].submitted_at, report.zone), "done"
    returned = [v for v in versions if v.decision and v.decision.decision is Decision.RETURNED]
    if returned and returned[-1].decision:
        when = brief(returned[-1].decision.decided_at, report.zone)
        is_last = report.state is ReportState.RETURNED
        yield gettext("Returned with remarks"), when, "now" if is_last else "done"
    last = versions[-1]
    if report.state is ReportState.DRAFT:
        yield gettext("A new version is being written"), None, "now"
    elif last.number > 1 and last not in returned:
        label = gettext("Reworked, version %(number)s", number=last.number)
        yield label, brief(last.submitted_at, report.zone), "done"


def decided(
    report: ReportRow, versions: Sequence[VersionRow], waits: Waiting | None
) -> Iterator[Step]:
    decision = versions[-1].decision if versions else None
    if (
        decision
        and decision.decision is Decision.APPROVED
        and report.state is not ReportState.DRAFT
    ):
        yield (
            gettext("Approved by the deputy chair"),
            brief(decision.decided_at, report.zone),
            "done",
        )
    elif report.state is ReportState.SUBMITTED and waits:
        until = gettext("until %(day)s", day=brief(waits.due.day, report.zone))
        yield gettext("Approval of the deputy chair"), until, "now"
    else:
        yield gettext("Approval of the deputy chair"), None, "todo"


def tabled(report: ReportRow, tabling: Tabling | None) -> Iterator[Step]:
    is_heard = report.state is ReportState.HEARD
    agreed = tabling if tabling and (tabling.is_agreed or is_heard) else None
    now = "now" if report.state in ON_AGENDA and not agreed else "todo"
    note = (
        gettext("meeting of %(day)s", day=brief(tabling.starts_at, tabling.zone))
        if tabling
        else None
    )
    yield gettext("Agenda"), note, "done" if agreed else now
    minutes = "now" if agreed else "todo"
    yield gettext("Minutes"), None, "done" if is_heard else minutes
