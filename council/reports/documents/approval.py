"""The approval sheet («лист согласования») of a report: versions, remarks, the deputy's visa. Pure.

The sheet is Russian whatever the language of the page. Source: DOMAIN.md § 2.3.
"""

from collections.abc import Iterator

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import (
    Align,
    Block,
    Column,
    Paper,
    Paragraph,
    SignatureLine,
    Signatures,
    Table,
    Title,
)
from core.kernel.russian import half_year, quarter
from core.kernel.russian.words import MONTHS_ALONE
from core.signatures.rules.marks import SIGNED_SIMPLY, agreement_line, dated
from council.reports.rules.kinds import Decision, PeriodKind
from council.reports.rules.papers import DecisionRecord, ReportRecord, VersionRecord
from council.reports.rules.periods import Period

DECISIONS = {Decision.APPROVED: "согласован", Decision.RETURNED: "возвращён с замечаниями"}
COLUMNS = (
    Column("Версия", 12, Align.CENTRE),
    Column("Представлена", 24),
    Column("Решение", 27),
    Column("Замечания", 37),
)
APPROVED = "Отчёт согласован (версия {number})."
NOT_APPROVED = "Отчёт не согласован."
NOTHING = "Отчёт на согласование не представлялся."
WAITING = "решения нет"
BROUGHT_OVER = "Решение внесено при переносе сведений, на сайте не подписывалось"
DRAWN_UP = "Лист составлен {day} по сведениям, хранящимся на сайте"


def approval_sheet(record: ReportRecord) -> Paper:
    return Paper(
        name=record.name,
        title=set_in(f"Лист согласования: {record.title}"),
        language="ru",
        made_at=record.made_at,
        blocks=tidied(blocks_of(record)),
        address=record.address,
        author=record.body,
    )


def blocks_of(record: ReportRecord) -> Iterator[Block]:
    yield Title(record.body.upper(), "ЛИСТ СОГЛАСОВАНИЯ", record.title)
    facts = (
        ("Отчётный период:", period_text(record.period)),
        ("Организация:", record.organisation),
        ("Составитель:", ", ".join(filter(None, (record.author.full, record.author_post)))),
    )
    for lead, text in facts:
        if text:
            yield Paragraph(text, Align.LEFT, indented=False, lead=lead)
    if not record.versions:
        yield Paragraph(NOTHING)
        return
    rows = tuple(row_of(version, record.zone) for version in record.versions)
    yield Table("", COLUMNS, rows)
    yield from visa(record)


def row_of(version: VersionRecord, zone: str) -> tuple[str, ...]:
    submitted = f"{submitted_when(version, zone)}\n{version.submitted_by.initials_after}"
    decision = version.decision
    if decision is None:
        return str(version.number), submitted, WAITING, version.note
    decided = f"{DECISIONS[decision.decision]}\n{decided_when(decision, zone)}"
    decided += f"\n{decision.name.initials_after}"
    return str(version.number), submitted, decided, decision.remarks or "–"


def submitted_when(version: VersionRecord, zone: str) -> str:
    return dated(version.submitted_at, zone, is_hour_known=version.is_submitted_here)


def decided_when(decision: DecisionRecord, zone: str) -> str:
    return dated(decision.at, zone, is_hour_known=decision.is_signed_here)


def visa(record: ReportRecord) -> Iterator[Block]:
    """The deputy chair's visa on the version that holds; without it the sheet says so."""
    last = record.versions[-1]
    decision = last.decision
    if not record.is_approved or decision is None or decision.decision is not Decision.APPROVED:
        yield Paragraph(NOT_APPROVED, strong=True)
        return
    yield Paragraph(APPROVED.format(number=last.number), strong=True, keeps_with_next=True)
    mark = mark_lines(decision, record.zone)
    office = decision.office[:1].upper() + decision.office[1:]
    yield Signatures((SignatureLine(office, decision.name.initials_before, mark),))


def mark_lines(decision: DecisionRecord, zone: str) -> tuple[str, ...]:
    """A decision that was brought over claims no signature of this site."""
    return (
        SIGNED_SIMPLY if decision.is_signed_here else BROUGHT_OVER,
        f"{decision.name.initials_before}, {decided_when(decision, zone)}",
        f"Контрольная сумма версии (SHA-256): {decision.sha256}",
        *agreement_line(decision.agreement),
    )


def period_text(period: Period) -> str:
    """«I полугодие 2026 года», «январь – май 2026 года»."""
    if period.kind is PeriodKind.HALF_YEAR:
        return half_year(period.index, period.year)
    if period.kind is PeriodKind.QUARTER:
        return quarter(period.index, period.year)
    if period.kind is PeriodKind.YEAR:
        return f"{period.year} год"
    first, last = MONTHS_ALONE[period.from_month - 1], MONTHS_ALONE[period.to_month - 1]
    span = first if first == last else f"{first} – {last}"
    return f"{span} {period.year} года"
