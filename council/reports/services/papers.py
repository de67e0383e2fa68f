"""Keeping the approval sheet: as it stood when the deputy chair decided, in the same transaction.

A later decision makes another sheet; the earlier one stays as it was signed. A decision that is
brought over bears its own day, not that of the import. Decisions from before sheets were kept have
none until somebody asks; their sheet says on which day it was drawn up.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from core.adapters.database import command
from core.kernel.canonical import short
from core.kernel.russian import date_long
from core.kernel.zones import local
from core.papers.queries import find_kept_code
from core.papers.rules.telling import Signer
from core.papers.services.keeping import Registered, address_of, new_code, register_paper
from council.reports import queries
from council.reports.documents import approval_sheet
from council.reports.documents.approval import DRAWN_UP
from council.reports.queries.papers import KEPT_SHEET, get_report_record
from council.reports.rules.papers import DecisionRecord, as_decided


def keep_sheet(
    report_id: UUID, decision_id: UUID, number: int, *, now: datetime, note: str = ""
) -> str:
    """The code of the sheet that ends with the decision on this version; it is registered once."""
    if code := find_kept_code(KEPT_SHEET, decision_id):
        return code
    code = new_code(now)
    record = as_decided(get_report_record(queries.get_report(report_id)), number)
    paper = approval_sheet(replace(record, address=address_of(code)))
    decision = record.versions[-1].decision
    about = Registered(
        kind=KEPT_SHEET,
        subject_id=decision_id,
        number="",
        dated_at=record.made_at,
        edition=number,
        signers=tuple(signers(decision)),
    )
    return register_paper(replace(paper, code=code, note=note), about, now=now)


@command
def keep_sheet_now(report_id: UUID, number: int, *, now: datetime) -> str | None:
    """For the reader who first asks for the sheet of a decision from before sheets were kept.

    None if nobody decided on the version.
    """
    queries.lock_report(report_id)
    decided = {
        each.number: each.decision
        for each in queries.list_versions(report_id)
        if each.decision is not None
    }
    if number not in decided:
        return None
    day = local(now, queries.get_report(report_id).zone).date()
    note = DRAWN_UP.format(day=date_long(day))
    return keep_sheet(report_id, decided[number].id, number, now=now, note=note)


def signers(decision: DecisionRecord | None) -> tuple[Signer, ...]:
    if decision is None:
        return ()
    name = decision.name.initials_before
    office = decision.office[:1].upper() + decision.office[1:]
    return (Signer(name, office, decision.at, short(decision.sha256), decision.agreement),)
