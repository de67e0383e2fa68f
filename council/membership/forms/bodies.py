"""What is typed about bodies, their regulations and settings."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from core.adapters.fields import DayField, Needed
from core.adapters.forms import BaseForm
from core.kernel.errors import N_
from core.kernel.zones import known_zone
from council.membership.forms.fields import (
    RecordForm,
    coerced,
    enum_choices,
    one_line,
    paragraphs,
    reading,
    uuid_or_none,
)
from council.membership.rules import BodyKind


class BodyForm(RecordForm):
    kind = SelectField(
        lazy_gettext("Kind"),
        [Needed(N_("Choose the kind of the body."))],
        choices=enum_choices(BodyKind),
        coerce=coerced(BodyKind),
    )
    name = StringField(
        lazy_gettext("Full name"),
        [DataRequired(lazy_gettext("Enter the name of the body.")), Length(max=300)],
        filters=[one_line],
    )
    name_genitive = StringField(
        lazy_gettext("Full name in the genitive"),
        [DataRequired(lazy_gettext("Enter the name in the genitive.")), Length(max=300)],
        filters=[one_line],
    )
    short_name = StringField(lazy_gettext("Short name"), [Length(max=100)], filters=[one_line])
    slug = StringField(
        lazy_gettext("Address of the page"),
        [
            DataRequired(lazy_gettext("Enter the address of the page.")),
            Length(max=60),
            Regexp(
                r"[a-z][a-z0-9-]*\Z",
                message=lazy_gettext("Use small Latin letters, figures and hyphens: logistics."),
            ),
        ],
        filters=[one_line],
    )
    parent_id = SelectField(lazy_gettext("Formed by"), coerce=uuid_or_none)
    zone = StringField(
        lazy_gettext("Time zone"),
        [
            DataRequired(lazy_gettext("Enter the time zone.")),
            Length(max=60),
            reading(known_zone),
        ],
        filters=[one_line],
    )
    city = StringField(lazy_gettext("City"), [Length(max=200)], filters=[one_line])
    default_place = StringField(
        lazy_gettext("Usual place of meetings"), [Length(max=400)], filters=[one_line]
    )
    founded_on = DayField(
        lazy_gettext("Founded on"), [InputRequired(lazy_gettext("Enter the day of founding."))]
    )
    founded_by = TextAreaField(
        lazy_gettext("Founded by the act"), [Length(max=1000)], filters=[paragraphs]
    )


class AbolishForm(RecordForm):
    last_day = DayField(
        lazy_gettext("Last day"), [InputRequired(lazy_gettext("Enter the last day."))]
    )
    basis = TextAreaField(
        lazy_gettext("Ground"),
        [DataRequired(lazy_gettext("Name the act with its day and number.")), Length(max=1000)],
        filters=[paragraphs],
    )


class RegulationForm(RecordForm):
    act_kind = StringField(
        lazy_gettext("Kind of act"),
        [DataRequired(lazy_gettext("Enter the kind of the act.")), Length(max=200)],
        filters=[one_line],
    )
    act_on = DayField(
        lazy_gettext("Day of the act"), [InputRequired(lazy_gettext("Enter the day of the act."))]
    )
    act_number = StringField(
        lazy_gettext("Number of the act"),
        [DataRequired(lazy_gettext("Enter the number of the act.")), Length(max=40)],
        filters=[one_line],
    )
    title = StringField(
        lazy_gettext("Title"),
        [DataRequired(lazy_gettext("Enter the title of the act.")), Length(max=400)],
        filters=[one_line],
    )
    amended_by = TextAreaField(lazy_gettext("Amended by"), [Length(max=2000)], filters=[paragraphs])
    in_force_from = DayField(
        lazy_gettext("In force from"),
        [InputRequired(lazy_gettext("Enter the first day in force."))],
    )
    in_force_until = DayField(lazy_gettext("In force until, if known"))
    text = TextAreaField(lazy_gettext("Text"), [Length(max=200_000)], filters=[paragraphs])


class SettingForm(BaseForm):
    """`value` is another field for each kind of setting; see `setting_form`."""

    value: Any
    valid_from = DayField(
        lazy_gettext("In force from"),
        [InputRequired(lazy_gettext("Enter the first day in force."))],
    )
    basis = TextAreaField(
        lazy_gettext("Ground: the act with its day and number"),
        [DataRequired(lazy_gettext("Name the act with its day and number.")), Length(max=1000)],
        filters=[paragraphs],
    )


class DayForm(BaseForm):
    """The day of which a composition is shown."""

    day = DayField(lazy_gettext("Composition on"))
