"""Section reports of the file: versions and decisions from the history, text from the figures."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from core.kernel.canonical import sha256_of
from core.kernel.zones import utc
from council.importing import words
from council.membership.rules.procedure import BY_KEY
from council.reports.models import (
    Report,
    ReportApproval,
    ReportDecision,
    ReportVersion,
)
from council.reports.rules import Decision, PeriodKind, ReportKind, ReportState

ACTIONS = {
    "направлен на согласование": "submit",
    "направлен повторно": "submit",
    "представлен секретарю": "submit",
    "возвращён с замечаниями": "return",
    "согласован": "approve",
}
DECIDED_AS = "заместитель председателя Совета от предпринимательского сообщества"
NOON = time(12)
LARGEST_SUM = 10**13
MONTH_NUMBERS = {name: number for number, name in enumerate(words.MONTHS, 1)}


@dataclass(slots=True)
class Version:
    """What was submitted on a day, and what was decided about it."""

    day: date
    by: str
    note: str
    text: str
    decision: Decision | None = None
    decided_on: date | None = None
    decided_by: str = ""
    remarks: str = ""


@dataclass(slots=True)
class ReportLine:
    """A report as the file tells it."""

    code: str
    kind: ReportKind
    is_gated: bool
    title: str
    period: tuple[PeriodKind, int, int, int]
    organisation: str | None
    is_heard: bool
    versions: list[Version] = field(default_factory=list)
    id: UUID | None = None

    @property
    def approved_on(self) -> date | None:
        """The day on which the current version was approved."""
        last = self.versions[-1] if self.versions else None
        return last.decided_on if last and last.decision is Decision.APPROVED else None

    @property
    def state(self) -> ReportState:
        if self.is_heard:
            return ReportState.HEARD
        if not self.is_gated:
            return ReportState.PRESENTED
        decision = self.versions[-1].decision
        if decision is None:
            return ReportState.SUBMITTED
        return ReportState.APPROVED if decision is Decision.APPROVED else ReportState.RETURNED


def read_reports(root: Node, known: Known) -> Writer:
    gated = gated_kinds(root)
    lines = {
        line.code: line for line in (read_report(n, known, gated) for n in root["reports"].each())
    }
    known["reports"] = dict(lines)
    zone = str(known["region"]["region"]["zone"])

    def write(work: Import) -> None:
        for line in lines.values():
            write_report(work, line, known, zone)
        db.session.flush()

    return write


def gated_kinds(root: Node) -> set[ReportKind]:
    """The gated kinds by the file's own regulation, else by default."""
    given = root["regulation"]["parameters"]["gated_report_kinds"].value
    if isinstance(given, list):
        return {words.REPORT_KINDS[each] for each in given if each in words.REPORT_KINDS}
    return {ReportKind(value) for value in BY_KEY["gated_reports"].default.split()}


def read_report(node: Node, known: Known, gated: set[ReportKind]) -> ReportLine:
    kind = node.needed("kind").one_of(words.REPORT_KINDS)
    if node["gated"].is_given and node["gated"].flag() != (kind in gated):
        node["gated"].fault("contradicts the regulation")
    organisation = node["author_org_id"]
    if organisation.is_given:
        organisation.known(known["organisations"])
    heard = node["heard_at"]
    for computed in ("status", "review_due"):
        node[computed].take()  # follows from the history
    line = ReportLine(
        code=node.needed("id").text(longest=60),
        kind=kind,
        is_gated=kind in gated,
        title=node.needed("title").text(longest=500),
        period=read_period(node.needed("period")),
        organisation=organisation.value,
        is_heard=heard.is_given,
    )
    read_history(node, line, known)
    return line


def read_history(node: Node, line: ReportLine, known: Known) -> None:
    """Rows of (day, action, who, words); decisions belong to the version before them."""
    text, earlier = (
        report_text(node),
        [each.text(longest=50_000) for each in node["earlier_texts"].each()],
    )
    for row in node["history"].each():
        if not isinstance(row.value, list) or len(row.value) != 4:  # noqa: PLR2004 - the four columns
            row.fault("has to be a list of day, action, who, words")
            continue
        day, action, who, said = row.each()
        who.known(known["members"])
        kind = action.one_of(ACTIONS)
        if kind == "submit":
            line.versions.append(Version(day.day(), who.text(), said.text(longest=5000), text))
        elif not line.versions or line.versions[-1].decision:
            row.fault("decides about no version")
        else:
            decide(line.versions[-1], kind, day, who, said)
    if not line.versions:
        node["history"].fault("holds no submitted version")
        line.versions.append(Version(date(2000, 1, 1), "", "", text))
    for version, old in zip(line.versions[:-1], earlier, strict=False):
        version.text = old


def decide(version: Version, kind: str, day: Node, who: Node, said: Node) -> None:
    version.decision = Decision.RETURNED if kind == "return" else Decision.APPROVED
    version.decided_on, version.decided_by = day.day(), who.text()
    version.remarks = said.text(longest=20_000)
    if version.decided_on < version.day:
        day.fault("the decision is earlier than the version")
    if kind == "return" and not version.remarks:
        said.fault("a return needs remarks")


def read_period(node: Node) -> tuple[PeriodKind, int, int, int]:
    """«II полугодие 2025 года», «2025 год», «январь – май 2026 года» as (kind, year, from, to)."""
    text = node.text().replace("\u00a0", " ")
    if found := re.fullmatch(r"(I|II) полугодие (\d{4}) года", text):
        first = 1 if found[1] == "I" else 7
        return PeriodKind.HALF_YEAR, int(found[2]), first, first + 5
    if found := re.fullmatch(r"(\d{4}) год", text):
        return PeriodKind.YEAR, int(found[1]), 1, 12
    if found := re.fullmatch(r"(I|II|III|IV) квартал (\d{4}) года", text):
        first = ("I", "II", "III", "IV").index(found[1]) * 3 + 1
        return PeriodKind.QUARTER, int(found[2]), first, first + 2
    if found := re.fullmatch(r"([а-я]+) – ([а-я]+) (\d{4}) года", text):
        first, last = (MONTH_NUMBERS.get(word, 0) for word in (found[1], found[2]))
        if 0 < first <= last:
            return PeriodKind.MONTHS, int(found[3]), first, last
    node.fault(f"{text!r} is no period")
    return PeriodKind.YEAR, 2000, 1, 12


def report_text(node: Node) -> str:
    """The text of the file, then its figures as tables of the small Markdown."""
    parts = [node["text"].text(longest=50_000)] if node["text"].is_given else []
    parts += [figures(node[key]) for key in ("indicators", "kpi") if node[key].is_given]
    parts += [*measures(node), *financing(node)]
    if node["rec_compliance"].is_given:
        parts.append(f"Соответствие требованиям: {node['rec_compliance'].text()}.")
    return "\n\n".join(parts)


def measures(node: Node) -> list[str]:
    due, total, done = node["measures_due"], node["measures_total"], node["measures_done"]
    if due.is_given:
        told = f"Мероприятий со сроком исполнения в отчётном периоде – {due.whole()}"
    elif total.is_given:
        told = f"Мероприятий Региональной программы – {total.whole()}"
    else:
        return []
    return [f"{told}, исполнено – {done.whole()}."]


def financing(node: Node) -> list[str]:
    plan, fact = node["financing_plan_rub"], node["financing_fact_rub"]
    if not plan.is_given:
        return []
    planned, spent = (thousands(each.whole(high=LARGEST_SUM)) for each in (plan, fact))
    return [f"Финансирование: план – {planned} тыс. рублей, исполнено – {spent} тыс. рублей."]


def figures(node: Node) -> str:
    rows = ["| Показатель | Ед. | План | Факт |", "| --- | --- | --- | --- |"]
    for each in node.each():
        cells = (each["name"].text(), each["unit"].text())
        rows.append(f"| {' | '.join([*cells, decimal(each['plan']), decimal(each['fact'])])} |")
    return "\n".join(rows)


def decimal(node: Node) -> str:
    """A figure as it stands in the file, with a comma."""
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        node.fault("has to be a number")
    return str(node.value).replace(".", ",")


def thousands(rubles: int) -> str:
    return f"{rubles // 1000:,}".replace(",", "\u00a0")


def write_report(work: Import, line: ReportLine, known: Known, zone: str) -> None:
    line.id = db.session.scalar(select(Report.id).where(Report.code == line.code))
    if line.id is not None:
        return
    line.id = uuid4()
    kind, year, first, last = line.period
    members = known["members"]
    report = Report(
        id=line.id,
        code=line.code,
        body_id=known["bodies"]["council"]["id"],
        kind=line.kind,
        is_gated=line.is_gated,
        title=line.title,
        period_kind=kind,
        period_year=year,
        period_from_month=first,
        period_to_month=last,
        organisation_id=known["organisations"][line.organisation]["id"]
        if line.organisation
        else None,
        author_id=members[line.versions[0].by].id,
        state=line.state,
        current_version=len(line.versions),
        draft_text=line.versions[-1].text,
        created_at=moment(line.versions[0].day, zone) - timedelta(hours=2),
    )
    db.session.add(report)
    db.session.flush()
    work.note("report", line.id)
    for number, version in enumerate(line.versions, 1):
        write_version(report, number, version, members, zone)


def write_version(report: Report, number: int, version: Version, members: Any, zone: str) -> None:
    row = ReportVersion(
        id=uuid4(),
        report_id=report.id,
        number=number,
        text=version.text,
        note=version.note,
        sha256=sha256_of({"text": version.text}),
        submitted_by_id=members[version.by].id,
        submitted_at=moment(version.day, zone),
    )
    db.session.add(row)
    db.session.flush()
    if version.decision is None:
        return
    decision = ReportDecision(
        id=uuid4(),
        report_id=report.id,
        version_id=row.id,
        decision=version.decision,
        remarks=version.remarks,
        sha256=row.sha256,
        decided_by_id=members[version.decided_by].id,
        decided_as=DECIDED_AS,
        decided_at=moment(version.decided_on or version.day, zone) + timedelta(hours=3),
    )
    db.session.add(decision)
    db.session.flush()
    if version.decision is Decision.APPROVED and number == report.current_version:
        db.session.add(ReportApproval(report_id=report.id, decision_id=decision.id))


def moment(day: date, zone: str) -> datetime:
    """The file knows days only: noon of that day."""
    return utc(day, NOON, zone)
