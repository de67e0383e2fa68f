"""What is typed about the region that runs the site."""

from flask_babel import lazy_gettext
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from core.adapters.forms import BaseForm
from core.kernel.zones import known_zone
from council.membership.forms.fields import RevisionField, one_line, paragraphs, reading
from council.membership.rules.extra_days import read_extra_days

FIRST_YEAR, LAST_YEAR = 2019, 2100


class RegionForm(BaseForm):
    """`revision` is 0 as long as there is no region."""

    revision = RevisionField(default=0)
    name = StringField(
        lazy_gettext("Name of the region"),
        [DataRequired(lazy_gettext("Enter the name of the region.")), Length(max=200)],
        filters=[one_line],
    )
    council_name = StringField(
        lazy_gettext("Name of the council"),
        [DataRequired(lazy_gettext("Enter the name of the council.")), Length(max=300)],
        filters=[one_line],
    )
    capital = StringField(
        lazy_gettext("Capital"),
        [DataRequired(lazy_gettext("Enter the capital.")), Length(max=200)],
        filters=[one_line],
    )
    zone = StringField(
        lazy_gettext("Time zone"),
        [DataRequired(lazy_gettext("Enter the time zone.")), Length(max=60), reading(known_zone)],
        filters=[one_line],
    )
    highest_official_title = StringField(
        lazy_gettext("Post of the highest official"),
        [DataRequired(lazy_gettext("Enter the post of the highest official.")), Length(max=200)],
        filters=[one_line],
    )
    standard_start_year = IntegerField(
        lazy_gettext("First year of the Standard"),
        [
            InputRequired(lazy_gettext("Enter the first year of the Standard.")),
            NumberRange(FIRST_YEAR, LAST_YEAR),
        ],
    )
    contact = TextAreaField(
        lazy_gettext("Where to ask"),
        [
            DataRequired(lazy_gettext("Enter a telephone, an e-mail or an address.")),
            Length(max=500),
        ],
        filters=[one_line],
    )
    extra_days = TextAreaField(
        lazy_gettext("The region's own days off and working days"),
        [Length(max=10_000), reading(read_extra_days)],
        filters=[paragraphs],
    )
