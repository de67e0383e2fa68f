"""What people do with reports: one function per intent, one transaction each."""

from core.accounts.services.factors import Proof
from council.reports.services.content import content_of
from council.reports.services.deciding import Verdict, decide_report, sign_decision
from council.reports.services.drafting import (
    Draft,
    NewReport,
    create_report,
    remove_file,
    save_draft,
)
from council.reports.services.revising import revise_report, withdraw_report
from council.reports.services.submitting import submit_report

__all__ = [
    "Draft",
    "NewReport",
    "Proof",
    "Verdict",
    "content_of",
    "create_report",
    "decide_report",
    "remove_file",
    "revise_report",
    "save_draft",
    "sign_decision",
    "submit_report",
    "withdraw_report",
]
