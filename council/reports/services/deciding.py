"""The deputy chair's decision about one version, signed with the password.

What you see is what you sign: the decision names the version and its SHA-256, and is taken only
while exactly this version is the present one.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from flask_babel import force_locale
from sqlalchemy import select

from core.accounts.services import confirm_password
from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.language import label
from core.kernel.errors import N_, NotFound, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.membership.queries import get_body
from council.membership.rules import Office
from council.reports import queries
from council.reports.models import (
    Report,
    ReportApproval,
    ReportDecision,
    ReportFile,
    ReportVersion,
)
from council.reports.rules import LIFE_CYCLE, Decision, ReportAction, Ruling
from council.reports.rules.versions import NamedFile, normal_text
from council.reports.services.content import content_of
from council.reports.services.telling import tell_decided

ANOTHER_VERSION = Refusal(
    "another_version",
    N_("Nothing was decided: another version has taken the place of the one you were reading."),
)
DECIDED_ALREADY = N_(
    "Version %(version)s has been decided already: %(decision)s, %(who)s, %(when)s, %(time)s."
)
DECISIONS = {ReportAction.APPROVE: Decision.APPROVED, ReportAction.RETURN: Decision.RETURNED}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision as its form carries it: about which bytes, and what."""

    action: ReportAction
    version: int
    sha256: str
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """The password typed once more, and the network address it came from."""

    password: str
    address: str


def sign_decision(
    report_id: UUID, verdict: Verdict, proof: Proof, *, actor: Viewer, now: datetime
) -> None:
    """Ask for the password, then decide; raises `Refused` (`wrong_password`, …), `Stale`."""
    if actor.account_id is None:
        raise NotFound("a visitor decides nothing")
    confirm_password(actor.account_id, proof.password, proof.address, now)
    decide_report(report_id, verdict, actor=actor, now=now)


@command
def decide_report(report_id: UUID, verdict: Verdict, *, actor: Viewer, now: datetime) -> None:
    """Approve or return the present version. The same decision sent twice is taken once.

    The office is looked up here again, at the moment of deciding, under the lock of the report.
    """
    report = queries.lock_report(report_id)
    verdict = replace(verdict, remarks=normal_text(verdict.remarks).strip())
    version = find_version(report, verdict)
    decided = find_decision(version.id) if version else None
    if version and decided:
        demand_same(version, decided, verdict, actor)
        return
    office = find_office(report.body_id, actor, now)
    facts = Ruling(
        report.is_gated,
        is_author=report.author_id == actor.person_id,
        is_deputy_chair=office is not None,
        remarks=verdict.remarks,
    )
    state = LIFE_CYCLE.advance(verdict.action, report.state, facts)
    if version is None or version.number != report.current_version:
        raise Stale(ANOTHER_VERSION, mine=verdict.remarks)
    demand_unchanged(report, version)
    report.state, report.revision = state, report.revision + 1
    add_decision(version, verdict, office, actor, now)
    details = {"version": version.number, "sha256": version.sha256, "remarks": verdict.remarks}
    journal.record(f"report.{state}", subject_id=report.id, actor=actor, at=now, details=details)
    tell_decided(report, DECISIONS[verdict.action], verdict.remarks, now)


def add_decision(
    version: ReportVersion, verdict: Verdict, office: Office | None, actor: Viewer, now: datetime
) -> None:
    """The decision and, if it approves, the approval that an agenda item may point at."""
    decision = ReportDecision(
        report_id=version.report_id,
        version_id=version.id,
        decision=DECISIONS[verdict.action],
        remarks=verdict.remarks,
        sha256=version.sha256,
        decided_by_id=actor.person_id,
        decided_as=title_of(office),
        decided_at=now,
    )
    db.session.add(decision)
    db.session.flush()
    if decision.decision is Decision.APPROVED:
        db.session.add(ReportApproval(report_id=version.report_id, decision_id=decision.id))


def find_office(body_id: UUID, actor: Viewer, now: datetime) -> Office | None:
    day = local(now, get_body(body_id).zone).date()
    return queries.find_office_of(body_id, actor.person_id, day)


def find_version(report: Report, verdict: Verdict) -> ReportVersion | None:
    """The version that the form names by number and checksum."""
    v = ReportVersion
    query = select(v).where(
        v.report_id == report.id, v.number == verdict.version, v.sha256 == verdict.sha256
    )
    return db.session.scalars(query).one_or_none()


def find_decision(version_id: UUID) -> ReportDecision | None:
    query = select(ReportDecision).where(ReportDecision.version_id == version_id)
    return db.session.scalars(query).one_or_none()


def demand_same(
    version: ReportVersion, decided: ReportDecision, verdict: Verdict, actor: Viewer
) -> None:
    """A decision that was taken already is repeated by its own author alone; else says whose."""
    mine = (DECISIONS[verdict.action], verdict.remarks, actor.person_id)
    if mine == (decided.decision, decided.remarks, decided.decided_by_id):
        return
    when = local(decided.decided_at, queries.get_report(version.report_id).zone)
    values = {
        "version": version.number,
        "decision": decided.decision,
        "who": queries.get_name(decided.decided_by_id).initials_after,
        "when": when.date(),
        "time": f"{when:%H:%M}",
    }
    raise Refused(Refusal("decided_already", DECIDED_ALREADY, values))


def demand_unchanged(report: Report, version: ReportVersion) -> None:
    """The stored text and files still make the checksum that was shown."""
    f = ReportFile
    rows = db.session.execute(
        select(f.name, f.sha256).where(f.version_id == version.id).order_by(f.position, f.id)
    )
    named = [NamedFile(row.name, row.sha256) for row in rows]
    if content_of(report, version.number, version.text, named).sha256 != version.sha256:
        message = N_("The stored version differs from its checksum. Tell the administrator.")
        raise Refused(Refusal("checksum_differs", message))


def title_of(office: Office | None) -> str:
    """The office in words, in the council's language: it is kept for ever."""
    with force_locale("ru"):
        return label(office) if office else ""
