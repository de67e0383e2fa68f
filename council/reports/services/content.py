"""What a version of a stored report consists of; also used when a region's file is read in."""

from collections.abc import Iterable

from council.reports.models import Report
from council.reports.rules import Period
from council.reports.rules.versions import NamedFile, VersionContent


def content_of(
    report: Report, number: int, text: str, files: Iterable[NamedFile] = ()
) -> VersionContent:
    """The content whose `sha256` the version is known by."""
    return VersionContent(
        number=number,
        kind=report.kind,
        title=report.title,
        period=Period(
            report.period_kind,
            report.period_year,
            report.period_from_month,
            report.period_to_month,
        ),
        text=text,
        files=tuple(files),
    )
