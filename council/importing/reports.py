"""Section reports of the file: versions and decisions from the history, text from the figures."""

import re
from datetime import date

from core.adapters.database import db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from council.importing import words
from council.importing.report_lines import ReportLine, Version
from council.importing.report_text import report_text
from council.importing.report_writing import write_report
from council.membership.rules.procedure import BY_KEY
from council.reports.rules import Decision, PeriodKind, ReportKind

ACTIONS = {
    "направлен на согласование": "submit",
    "направлен повторно": "submit",
    "представлен секретарю": "submit",
    "возвращён с замечаниями": "return",
    "согласован": "approve",
}
MONTH_NUMBERS = {name: number for number, name in enumerate(words.MONTHS, 1)}


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
