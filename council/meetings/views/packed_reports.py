"""Tabled reports in a pack: the text of the version in force, its approval sheet, its files.

A report that waits for the deputy chair's approval is not shown to the meeting: it is only named.
"""

from collections.abc import Iterator, Mapping
from uuid import UUID

from core.papers.packs import PackAbsent, PackFile, PackKept, PackPaper, Part
from core.papers.prose import blocks_of
from core.papers.queries import find_kept
from council.meetings.queries.agenda import ItemRow, accepted, list_items
from council.reports import documents
from council.reports.queries import ReportRow, get_report, list_files, list_texts, list_versions
from council.reports.queries.papers import find_sheet_codes, get_report_record

SHEET = "Лист согласования"


def tabled_reports(meeting_id: UUID) -> Mapping[UUID, ItemRow]:
    """The items of the agenda that table a report, by their identifiers."""
    return {item.id: item for item in accepted(list_items(meeting_id)) if item.report_id}


def parts_of_report(item: ItemRow, number: int) -> Iterator[Part]:
    """What the members read of it; a report is four statements, a pack is asked for rarely."""
    if item.report_id is None:
        return
    title = f"{number}. {item.report_title}"
    if item.report_is_gated and item.approval_id is None:
        yield PackAbsent(title, "unapproved")
        return
    report = get_report(item.report_id)
    if not report.current_version:
        return
    yield from text_and_sheet(report, title, number)
    for file in list_files(report.id):
        if file.version == report.current_version:
            yield PackFile(f"{number}. {file.name}", file.sha256, file.media_type)


def text_and_sheet(report: ReportRow, title: str, number: int) -> Iterator[Part]:
    record, version = get_report_record(report), report.current_version
    words = blocks_of(list_texts(report.id, [version]).get(version, ""))
    yield PackPaper(title, documents.report_text(record, record.versions[-1], words))
    if not report.is_gated:
        return
    code, name = find_sheet_codes(list_versions(report.id)).get(version), f"{number}. {SHEET}"
    yield as_kept(name, code) or PackPaper(name, documents.approval_sheet(record))


def as_kept(title: str, code: str | None) -> PackKept | None:
    """The paper as it was signed; None where none is kept, or its file is not made yet."""
    kept = find_kept(code) if code else None
    return PackKept(title, kept.sha256) if kept and kept.sha256 else None
