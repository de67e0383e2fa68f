"""The text of the consent to publish personal data, by version, filled in for a person.

The versions are files of this folder and never change: a record of a consent names one of them.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

CURRENT_VERSION = "2026-1"


@dataclass(frozen=True, slots=True)
class ConsentSubject:
    """Who consents and to whom, as the text names them."""

    name: str
    contact: str
    operator: str
    site: str


def consent_text(subject: ConsentSubject, version: str = CURRENT_VERSION) -> str:
    """The text of a version for a person; paragraphs are separated by an empty line."""
    return pattern(version).format(
        name=subject.name,
        contact=subject.contact or "________________",
        operator=subject.operator,
        site=subject.site,
    )


@cache
def pattern(version: str) -> str:
    place = files("council.membership") / "consents" / f"{version}.txt"
    return place.read_text(encoding="utf-8")
