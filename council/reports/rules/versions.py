"""What a version consists of, and the SHA-256 that an approval is bound to. Pure.

The title, the kind and the period are fixed by the first submission, so every part of the
canonical form can be read again from the record, at any time.
"""

import unicodedata
from dataclasses import dataclass

from core.kernel import canonical
from council.reports.rules.kinds import ReportKind
from council.reports.rules.periods import Period


def normal_text(text: str) -> str:
    """The text as it is stored and hashed: NFC, line ends of one kind."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file as part of a version: what it is called and what it holds."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class VersionContent:
    """All that the deputy chair sees and signs. `files` in their order on the page."""

    number: int
    kind: ReportKind
    title: str
    period: Period
    text: str
    files: tuple[NamedFile, ...] = ()

    @property
    def sha256(self) -> str:
        fields = {
            "files": [{"name": file.name, "sha256": file.sha256} for file in self.files],
            "kind": self.kind.value,
            "period": {
                "from_month": self.period.from_month,
                "kind": self.period.kind.value,
                "to_month": self.period.to_month,
                "year": self.period.year,
            },
            "text": normal_text(self.text),
            "title": self.title,
            "version": self.number,
        }
        return canonical.sha256_of(fields, [file.sha256 for file in self.files])
