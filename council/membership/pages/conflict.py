"""Two people saved one record: what each field holds now and what was typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from core.adapters.language import shown


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the typed and the saved record differ."""

    label: str
    mine: str
    saved: str


def differences(mine: Any, saved: Any) -> tuple[Difference, ...]:
    """The fields of two forms of one kind that hold different values; hidden ones left out."""
    return tuple(
        Difference(str(field.label.text), in_words(field), in_words(saved[field.name]))
        for field in mine
        if field.name not in {"key", "revision"}
        and (field.data or None) != (saved[field.name].data or None)
    )


def in_words(field: Any) -> str:
    """The value of a field as a person reads it."""
    if getattr(field, "choices", None):
        chosen = [text for _, text, is_chosen, *_ in field.iter_choices() if is_chosen]
        return str(chosen[0]) if chosen else "–"
    value = field.data
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, date):
        return str(shown(value))
    return str(value) if value else "–"
