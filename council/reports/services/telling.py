"""Who hears what about a report; steps of other services, inside their transactions."""

from datetime import datetime

from core.kernel.zones import local
from core.letters.services import post_to
from council.membership.queries import get_body
from council.membership.queries.readers import list_deciders, list_readers, list_secretaries
from council.reports import letters, queries
from council.reports.models import Report
from council.reports.rules import Decision


def told_of(report: Report, said: str, now: datetime) -> letters.Told:
    zone = get_body(report.body_id).zone
    author = queries.get_name(report.author_id).initials_after
    return letters.Told(report, author, zone, now, said)


def tell_handed_in(report: Report, note: str, now: datetime) -> None:
    """A gated report is to be decided by the deputy chair, another may be tabled."""
    told = told_of(report, note, now)
    day = local(now, told.zone).date()
    if report.is_gated:
        deciders = list_deciders(report.body_id, day)
        post_to(deciders, lambda reader: letters.submitted_letter(told, reader), now=now)
    else:
        keepers = list_secretaries(report.body_id, day)
        post_to(keepers, lambda reader: letters.presented_letter(told, reader), now=now)


def tell_decided(report: Report, decision: Decision, remarks: str, now: datetime) -> None:
    told = told_of(report, remarks, now)
    readers = list_readers([report.author_id])
    post_to(readers, lambda reader: letters.decided_letter(told, decision, reader), now=now)


def tell_withdrawn(report: Report, reason: str, now: datetime) -> None:
    """Nobody hears of a draft that was never handed in."""
    if not report.current_version:
        return
    told = told_of(report, reason, now)
    day = local(now, told.zone).date()
    readers = (
        *list_readers([report.author_id]),
        *list_deciders(report.body_id, day),
        *list_secretaries(report.body_id, day),
    )
    post_to(readers, lambda reader: letters.withdrawn_letter(told, reader), now=now)
