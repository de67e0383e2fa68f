"""Fields and checks that several slices' forms need: days, times, required answers, keys.

They read what people type (core.kernel.dates_input) and answer in the reader's language. Spaces
alone are nothing typed, whatever the validators of WTForms say.
"""

from datetime import date, time
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext
from markupsafe import Markup
from wtforms import HiddenField, StringField
from wtforms.validators import StopValidation
from wtforms.widgets import Select

from core.adapters.language import sentence
from core.kernel.dates_input import parse_date, parse_time
from core.kernel.errors import N_
from core.kernel.unreadable import Unreadable

FILL_IN = N_("Fill in this field.")
# What is said of any field alike: in a list of problems it does not tell which field is meant.
NAMELESS = (
    FILL_IN,
    "This field is required.",
    "Field cannot be longer than %(max)d character.",
    "Field must be at least %(min)d character long.",
    "Number must be at least %(min)s.",
    "Number must be at most %(max)s.",
    "Number must be between %(min)s and %(max)s.",
    "Invalid input.",
    "Not a valid choice.",
    "Not a valid integer value.",
    "Not a valid decimal value.",
    N_("Enter a number."),
    "Enter a smaller number.",
    "Remove the invisible character (NUL) from the text.",
)


class Needed:
    """The field must be filled in or a file chosen; spaces alone do not fill it."""

    def __init__(self, message: str = FILL_IN) -> None:
        self.message = message

    def __call__(self, _form: Any, field: Any) -> None:
        if field.process_errors:
            raise StopValidation
        typed = (getattr(each, "filename", each) for each in field.raw_data or ())
        if not any(str(each or "").strip() for each in typed):
            raise StopValidation(gettext(self.message))


def naming(text: Any, field_label: Any) -> str:
    """A problem as a list of problems tells it: with the field's name where it does not say it."""
    said, name = str(text), str(field_label)
    if not name or not said.startswith(tuple(start_of(each) for each in NAMELESS)):
        return said
    return f"{name} {said}" if name.endswith("?") else f"{name}: {said[:1].lower()}{said[1:]}"


def start_of(message: str) -> str:
    """A message in the reader's language up to its first number."""
    return gettext(message).partition("%(")[0]


class GroupedSelect(Select):
    """A list under headings; the choices of the group without a name stand above them."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        html = str(super().__call__(field, **kwargs))
        before, _, group = html.partition('<optgroup label="">')
        options, _, after = group.partition("</optgroup>")
        return Markup(before + options + after)  # noqa: S704 - the widget escaped every part


def without_blank(typed: list[str]) -> list[str]:
    return [each for each in typed[:1] if each.strip()]


class DayField(StringField):
    """A day typed in any usual way; `near` completes a missing year."""

    data: date | None

    def __init__(self, *args: Any, near: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.near = near

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.strftime("%d.%m.%Y") if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        self.raw_data = without_blank(valuelist)
        if self.raw_data:
            try:
                self.data = parse_date(valuelist[0], near=self.near)
            except Unreadable as error:
                raise ValueError(sentence(error.refusal)) from error


class ClockField(StringField):
    """A time of day, such as 11:00 or 11.00."""

    data: time | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.strftime("%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        self.raw_data = without_blank(valuelist)
        if self.raw_data:
            try:
                self.data = parse_time(valuelist[0])
            except Unreadable as error:
                raise ValueError(sentence(error.refusal)) from error


class KeyField(HiddenField):
    """The identity of the record that this form will make, so that sending twice makes one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, default=lambda: str(uuid4()), **kwargs)

    @property
    def key(self) -> UUID:
        """The key that was sent; a new one if somebody removed it."""
        return as_uuid(self.data) or uuid4()

    def renew(self) -> None:
        """The form shown next makes another record."""
        self.data = str(uuid4())


def as_uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
