"""Rules of minutes: their life, how they are drafted, what is left out in public. Pure."""

from council.minutes.rules.words import (
    EditionAction,
    EditionState,
    MinutesForm,
    PartKind,
    Signatory,
)

__all__ = ["EditionAction", "EditionState", "MinutesForm", "PartKind", "Signatory"]
