"""A report as a paper for the pack of a meeting: what it is, which version, its words. Pure."""

from collections.abc import Iterator, Sequence

from core.kernel.canonical import short
from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import Align, Block, Paper, Paragraph, Title
from council.reports.documents.approval import period_text, submitted_when
from council.reports.rules.papers import ReportRecord, VersionRecord

KIND = "ОТЧЁТ"
NO_TEXT = "Текст отчёта приведён в приложенных к нему файлах."


def report_text(record: ReportRecord, version: VersionRecord, words: Sequence[Block]) -> Paper:
    """`words` are those of the version; its sum is that which the deputy chair signs."""
    return Paper(
        name=f"report-{record.period.year}",
        title=set_in(record.title),
        language="ru",
        made_at=version.submitted_at,
        blocks=tidied(blocks_of(record, version, words)),
        author=record.body,
    )


def blocks_of(
    record: ReportRecord, version: VersionRecord, words: Sequence[Block]
) -> Iterator[Block]:
    head, _, rest = record.title.partition(" ")
    is_named = head.upper().replace("Е", "Ё") == KIND
    yield Title(record.body.upper(), KIND, rest if is_named else record.title)
    author = ", ".join(filter(None, (record.author.full, record.author_post)))
    submitted = f"{version.number}, представлена {submitted_when(version, record.zone)}"
    facts = (
        ("Отчётный период:", period_text(record.period)),
        ("Организация:", record.organisation),
        ("Составитель:", author),
        ("Версия:", f"{submitted}, контрольная сумма (SHA-256) {short(version.sha256)}"),
    )
    for lead, text in facts:
        if text:
            yield Paragraph(text, Align.LEFT, indented=False, lead=lead)
    yield from words or (Paragraph(NO_TEXT),)
