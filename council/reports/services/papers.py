"""Keeping the approval sheet: as it stood when the deputy chair decided, in the same transaction.

A later decision makes another sheet; the earlier one stays as it was signed. A decision that is
brought over bears its own day, not that of the import.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from core.kernel.canonical import short
from core.papers.queries import find_kept_code
from core.papers.rules.telling import Signer
from core.papers.services.keeping import Registered, address_of, new_code, register_paper
from council.reports import queries
from council.reports.documents import approval_sheet
from council.reports.queries.papers import KEPT_SHEET, get_report_record
from council.reports.rules.papers import DecisionRecord


def keep_sheet(report_id: UUID, decision_id: UUID, *, now: datetime) -> str:
    """The code of the sheet that ends with this decision; it is registered once."""
    if code := find_kept_code(KEPT_SHEET, decision_id):
        return code
    code = new_code(now)
    record = get_report_record(queries.get_report(report_id))
    last = record.versions[-1]
    paper = approval_sheet(replace(record, address=address_of(code)))
    about = Registered(
        kind=KEPT_SHEET,
        subject_id=decision_id,
        number="",
        dated_at=last.decision.at if last.decision else now,
        edition=last.number,
        signers=tuple(signers(last.decision)),
    )
    return register_paper(replace(paper, code=code), about, now=now)


def signers(decision: DecisionRecord | None) -> tuple[Signer, ...]:
    if decision is None:
        return ()
    name = decision.name.initials_before
    office = decision.office[:1].upper() + decision.office[1:]
    return (Signer(name, office, decision.at, short(decision.sha256), decision.agreement),)
