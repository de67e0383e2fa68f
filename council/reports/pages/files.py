"""Files of a report as lists show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from council.reports.queries import FileRow


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file with its address; shown by the macro `files`."""

    file_id: UUID
    name: str
    url: str
    kind: str
    size: int
    sha256: str


def files_of(
    report_id: UUID, files: Sequence[FileRow], version: int | None
) -> tuple[FileLine, ...]:
    """The files of one version, or of the draft (None)."""
    return tuple(
        FileLine(
            file.id,
            file.name,
            url_for("reports.download", report_id=report_id, file_id=file.id),
            file.name.rpartition(".")[2].upper(),
            file.size,
            file.sha256,
        )
        for file in files
        if file.version == version
    )
