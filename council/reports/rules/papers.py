"""What an approval sheet is made of: the report, its versions, the decisions on them. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.kernel.names import PersonName
from council.reports.rules.kinds import Decision
from council.reports.rules.periods import Period


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What was decided about a version and under which simple electronic signature.

    A decision that was brought over from elsewhere was not signed on this site.
    """

    decision: Decision
    remarks: str
    name: PersonName
    office: str
    at: datetime
    sha256: str
    agreement: str = ""

    @property
    def is_signed_here(self) -> bool:
        """No signature is given here without an agreement."""
        return bool(self.agreement)


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One version. Of what was brought over the day is known, not the hour."""

    number: int
    submitted_by: PersonName
    submitted_at: datetime
    note: str
    sha256: str
    decision: DecisionRecord | None = None
    is_submitted_here: bool = True


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A report with all that was submitted of it; the latest version is the one that holds."""

    name: str
    body: str
    title: str
    period: Period
    author: PersonName
    author_post: str
    organisation: str
    zone: str
    is_approved: bool
    versions: tuple[VersionRecord, ...]
    made_at: datetime
    address: str = ""


def as_decided(record: ReportRecord, number: int) -> ReportRecord:
    """The report as it stood when this version was decided on: no later one, no later decision."""
    versions = tuple(each for each in record.versions if each.number <= number)
    decision = versions[-1].decision if versions else None
    if decision is None:
        raise ValueError(f"version {number} is not decided on")
    is_approved = decision.decision is Decision.APPROVED
    return replace(record, versions=versions, is_approved=is_approved, made_at=decision.at)
