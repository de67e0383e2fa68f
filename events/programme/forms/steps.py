"""Forms of the life of an event: moving, cancelling, a line of the checklist."""

from flask_babel import lazy_gettext
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.adapters.fields import DayField, Needed
from core.adapters.forms import BaseForm, KeyedForm, stripped
from core.kernel.errors import N_
from events.programme.rules.checklist import MOST_DAYS

LONGEST_TEXT = 5_000


class CancelForm(BaseForm):
    """Why an event is not held."""

    revision = IntegerField(widget=HiddenInput(), default=1, validators=[NumberRange(1)])
    reason = TextAreaField(
        lazy_gettext("Reason"),
        [Needed(N_("Say why: the reason is shown in the plan.")), Length(max=LONGEST_TEXT)],
        filters=[stripped],
    )


class MoveForm(CancelForm):
    """New days of an event, or none yet."""

    starts_on = DayField(lazy_gettext("New first day"))
    ends_on = DayField(lazy_gettext("New last day"))


class TaskForm(KeyedForm):
    """A line of a checklist."""

    revision = IntegerField(widget=HiddenInput(), default=1, validators=[NumberRange(1)])
    name = StringField(
        lazy_gettext("What is to be done"),
        [Needed(N_("Say what is to be done.")), Length(max=300)],
        filters=[stripped],
    )
    days_before = IntegerField(
        lazy_gettext("Days before the event"),
        [Optional(), NumberRange(-MOST_DAYS, MOST_DAYS)],
        description=lazy_gettext("With a minus: days after its end."),
    )
    due_on = DayField(lazy_gettext("Or by a day of its own"))
