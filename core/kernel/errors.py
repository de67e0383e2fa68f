"""What the domain can refuse, in words a person understands.

Messages are English message ids; the web shell translates them (core.adapters.language).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NOTHING: Mapping[str, object] = MappingProxyType({})


def N_(message: str) -> str:  # noqa: N802 - the customary mark of gettext
    """Mark a message for translation without translating it here."""
    return message


class DomainError(Exception):
    """Base of every refusal the domain makes; the web shell shows it as a page."""


class NotFound(DomainError):
    """The record does not exist, or not for this person: both look the same from outside."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why something may not happen.

    `code` is stable, for tests and programs. `message` says what to do and may hold `%(name)s`
    places for `values` (dates, numbers, enum members: the shell writes them in the reader's way).
    """

    code: str
    message: str
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class Refused(DomainError):
    """An action was refused; carries every reason, not only the first."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__("; ".join(str(refusal) for refusal in refusals))
        self.refusals = refusals

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(refusal.code for refusal in self.refusals)


class Stale(DomainError):
    """The page was made from an older revision than the record has now (HTTP 409).

    Carries what the person typed and what stands now, so that nothing is lost.
    """

    def __init__(self, refusal: Refusal, *, mine: str = "", theirs: str = "") -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.mine = mine
        self.theirs = theirs
