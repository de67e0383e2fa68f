"""The form of one rule of procedure: its field follows from the kind of the setting."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import EmailField, IntegerField, RadioField, SelectMultipleField, TextAreaField
from wtforms.fields import Field, SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from council.membership.forms.bodies import SettingForm
from council.membership.forms.fields import one_line
from council.membership.rules.procedure import SettingKind, SettingSpec
from council.membership.rules.settings import LONGEST_TEXT

LONGEST_EMAIL = 254
NEEDED = InputRequired(lazy_gettext("Enter the new value."))
VALUE = lazy_gettext("New value")


def value_field(spec: SettingSpec, labels: Mapping[str, str]) -> Field:
    """The input that fits the kind of the setting."""
    if spec.kind in {SettingKind.DAYS, SettingKind.NUMBER}:
        return IntegerField(VALUE, [NEEDED, NumberRange(0, spec.most)])
    if spec.kind is SettingKind.EMAIL:
        return EmailField(VALUE, [Length(max=LONGEST_EMAIL)])
    if spec.kind is SettingKind.TEXT:
        return TextAreaField(VALUE, [NEEDED, Length(max=LONGEST_TEXT)], filters=[one_line])
    if spec.kind is SettingKind.YES_NO:
        return RadioField(
            VALUE,
            [NEEDED],
            choices=[SelectChoice("yes", gettext("yes")), SelectChoice("no", gettext("no"))],
        )
    choices = [SelectChoice(choice, labels[choice]) for choice in spec.choices]
    if spec.kind is SettingKind.CHOICE:
        return RadioField(VALUE, [NEEDED], choices=choices)
    return SelectMultipleField(
        VALUE,
        choices=choices,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


def setting_form(
    spec: SettingSpec,
    labels: Mapping[str, str],
    formdata: Mapping[str, Any] | None = None,
    *,
    stored: str | None = None,
) -> SettingForm:
    """A form for this rule, filled with what was sent or with the stored value."""

    class OneSettingForm(SettingForm):
        value = value_field(spec, labels)

    data = {} if stored is None else {"value": offered(spec, stored)}
    return OneSettingForm(formdata, data=data)


def offered(spec: SettingSpec, stored: str) -> object:
    if spec.kind in {SettingKind.DAYS, SettingKind.NUMBER}:
        return int(stored) if stored.isdigit() else None
    if spec.kind is SettingKind.TEXT:
        return gettext(stored) if stored == spec.default else stored
    return stored.split() if spec.kind is SettingKind.CHOICES else stored


def typed_value(form: SettingForm) -> str:
    """The value as settings are stored."""
    value = form["value"].data
    return " ".join(value) if isinstance(value, list) else str("" if value is None else value)
