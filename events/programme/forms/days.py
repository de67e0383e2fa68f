"""The form of a session of an event."""

from flask_babel import lazy_gettext
from wtforms import StringField
from wtforms.validators import Length

from core.adapters.fields import ClockField, DayField, Needed
from core.adapters.forms import KeyedForm, stripped
from core.kernel.errors import N_


class SessionForm(KeyedForm):
    day = DayField(lazy_gettext("Day"), [Needed()])
    starts_at = ClockField(lazy_gettext("From"), [Needed()])
    ends_at = ClockField(lazy_gettext("Until"))
    title = StringField(
        lazy_gettext("What takes place"),
        [Needed(N_("Say what takes place.")), Length(max=500)],
        filters=[stripped],
    )
    place = StringField(lazy_gettext("Place"), [Length(max=300)], filters=[stripped])
