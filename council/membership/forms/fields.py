"""Fields and checks that several forms of membership share."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask_babel import gettext
from wtforms import IntegerField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import HiddenInput

from core.adapters.forms import KeyedForm
from core.adapters.language import label, sentence
from core.kernel.typography import clean_spaces
from core.kernel.unreadable import Unreadable


class RevisionField(IntegerField):
    """Which revision of the record the page was made from."""

    widget = HiddenInput()


class RecordForm(KeyedForm):
    """A form of a record that several people edit: `key` for a new one, `revision` for another."""

    revision = RevisionField(default=1)


def one_line(text: str | None) -> str:
    """Filter: in one line, without invisible marks and needless spaces."""
    return " ".join(clean_spaces(text or "").split())


def paragraphs(text: str | None) -> str:
    """Filter: line ends of one kind, no white space at the ends."""
    return clean_spaces(text or "").replace("\r\n", "\n").strip()


def reading(read: Callable[[str], object]) -> Callable[[Any, Any], None]:
    """A check: the text can be read as what it should be; the reader's message if not."""

    def check(_form: Any, field: Any) -> None:
        if not field.data:
            raise StopValidation
        try:
            read(field.data)
        except Unreadable as unreadable:
            raise ValidationError(sentence(unreadable.refusal)) from unreadable

    return check


def uuid_or_none(value: object) -> UUID | None:
    """The chosen record; an empty choice is none."""
    return value if isinstance(value, UUID) else UUID(str(value)) if value else None


def enum_choices(members: Any, *, empty: str = "") -> Callable[[], list[SelectChoice]]:
    """The choices of an enum in the reader's language; `empty` is the message of no choice."""

    def choices() -> list[SelectChoice]:
        named = [SelectChoice(member.value, label(member)) for member in members]
        return [SelectChoice("", gettext(empty)), *named] if empty else named

    return choices


def coerced(enum: type[StrEnum]) -> Callable[[Any], StrEnum | None]:
    """How a choice of an enum is read: nothing chosen stays nothing."""

    def coerce(value: Any) -> StrEnum | None:
        return enum(value) if value else None

    return coerce


def record_choices(rows: Iterable[tuple[UUID, str]], empty: str) -> list[SelectChoice]:
    """Records to choose from, after the empty choice."""
    return [SelectChoice("", empty), *(SelectChoice(str(key), name) for key, name in rows)]
