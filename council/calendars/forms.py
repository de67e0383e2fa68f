"""The form of a new personal calendar; shape only."""

from flask_babel import lazy_gettext
from wtforms import StringField
from wtforms.validators import Length

from core.adapters.fields import Needed
from core.adapters.forms import BaseForm, stripped
from core.kernel.errors import N_


class FeedForm(BaseForm):
    """Which device or program will read the calendar."""

    name = StringField(
        lazy_gettext("Where you will read it"),
        [Needed(N_("Write where you will read the calendar.")), Length(max=100)],
        filters=[stripped],
    )
