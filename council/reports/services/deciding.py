"""The deputy chair's decision about one version, under a simple electronic signature.

What you see is what you sign: the decision names the version and its SHA-256, and is taken only
while exactly this version is the present one.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast
from uuid import UUID

from flask_babel import force_locale
from sqlalchemy import select

from core.accounts.services.factors import Proof
from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.language import label
from core.kernel.errors import N_, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from core.signatures.rules import Act, Signed
from core.signatures.rules import Decision as SignedAs
from core.signatures.services import add_signature, authorise
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
from council.reports.services.papers import keep_sheet
from council.reports.services.telling import tell_decided

ANOTHER_VERSION = Refusal(
    "another_version",
    N_("Nothing was decided: another version has taken the place of the one you were reading."),
)
DECIDED_ALREADY = N_(
    "Version %(version)s has been decided already: %(decision)s, %(who)s, %(when)s, %(time)s."
)
DECISIONS = {ReportAction.APPROVE: Decision.APPROVED, ReportAction.RETURN: Decision.RETURNED}
SIGNED_AS = {ReportAction.APPROVE: SignedAs.APPROVE, ReportAction.RETURN: SignedAs.RETURN}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision as its form carries it: about which bytes, and what."""

    action: ReportAction
    version: int
    sha256: str
    remarks: str = ""


def sign_decision(
    report_id: UUID, verdict: Verdict, proof: Proof, *, actor: Viewer, now: datetime
) -> None:
    """Ask for fresh factors, then decide; raises `Refused` (`wrong_password`, …), `Stale`.

    A decision of one's own that was taken already needs none: the click was repeated.
    """
    act = act_of(report_id, verdict)
    if is_repeated(report_id, verdict, actor):
        return
    step_up_id = authorise(act, proof, actor=actor, now=now)
    decide_report(report_id, verdict, step_up_id, actor=actor, now=now)


def act_of(report_id: UUID, verdict: Verdict) -> Act:
    return Act("report.decision", "report", report_id, verdict.version, verdict.sha256)


def is_repeated(report_id: UUID, verdict: Verdict, actor: Viewer) -> bool:
    """Whether the actor has taken this very decision on this very version before."""
    v, d = ReportVersion, ReportDecision
    query = (
        select(d.decision, d.remarks, d.decided_by_id)
        .join(v, v.id == d.version_id)
        .where(v.report_id == report_id, v.number == verdict.version, v.sha256 == verdict.sha256)
    )
    row = db.session.execute(query).one_or_none()
    remarks = normal_text(verdict.remarks).strip()
    mine = (DECISIONS[verdict.action], remarks, actor.person_id)
    return row is not None and actor.person_id is not None and tuple(row) == mine


@command
def decide_report(
    report_id: UUID, verdict: Verdict, step_up_id: UUID, *, actor: Viewer, now: datetime
) -> None:
    """Approve or return the present version, once. The office is looked up under its lock again."""
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
    signed = signed_version(report, version, verdict, office, actor)
    act = act_of(report_id, verdict)
    signature_id = add_signature(act, signed, step_up_id, actor=actor, now=now)
    add_decision(signature_id, version, verdict, signed, now)
    details = {"version": version.number, "sha256": version.sha256, "remarks": verdict.remarks}
    journal.record(
        f"report.{state}",
        subject_id=report.id,
        actor=actor,
        at=now,
        details=details,
        is_official=True,
    )
    tell_decided(report, DECISIONS[verdict.action], verdict.remarks, now)


def signed_version(
    report: Report, version: ReportVersion, verdict: Verdict, office: Office | None, actor: Viewer
) -> Signed:
    """What is bound together: the very text that the page showed, the decision, who took it."""
    name = queries.get_name(cast("UUID", actor.person_id))
    return Signed(
        title=report.title,
        content=version.text.encode(),
        decision=SIGNED_AS[verdict.action],
        office=title_of(office),
        name=name.initials_before,
        person_id=actor.person_id,
        comment=verdict.remarks,
    )


def add_decision(
    signature_id: UUID, version: ReportVersion, verdict: Verdict, signed: Signed, now: datetime
) -> None:
    """The decision, known by its signature, and the sheet that bears it.

    If it approves, also the approval that an item may point at.
    """
    decision = ReportDecision(
        id=signature_id,
        report_id=version.report_id,
        version_id=version.id,
        version_number=version.number,
        decision=DECISIONS[verdict.action],
        remarks=verdict.remarks,
        sha256=version.sha256,
        decided_by_id=signed.person_id,
        decided_as=signed.office,
        decided_at=now,
    )
    db.session.add(decision)
    db.session.flush()
    if decision.decision is Decision.APPROVED:
        db.session.add(
            ReportApproval(
                report_id=version.report_id,
                decision_id=decision.id,
                version_number=version.number,
            )
        )
    keep_sheet(version.report_id, signature_id, version.number, now=now)


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
