"""The form of an event itself."""

from collections.abc import Sequence

from flask_babel import lazy_gettext
from wtforms import IntegerField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.adapters.fields import DayField, Needed
from core.adapters.forms import KeyedForm, stripped
from core.adapters.language import label
from core.kernel.errors import N_
from events.programme.rules import EventFormat, EventType, Support

LONGEST_TEXT = 5_000
MOST_PEOPLE = 1_000_000


def number(text: str) -> IntegerField:
    return IntegerField(text, [Optional(), NumberRange(0, MOST_PEOPLE)])


class EventForm(KeyedForm):
    """An event outside the plan, or what is known of any."""

    revision = IntegerField(widget=HiddenInput(), default=1, validators=[NumberRange(1)])
    name = StringField(
        lazy_gettext("Name of the event"),
        [Needed(N_("Name the event.")), Length(max=500)],
        filters=[stripped],
    )
    name_english = StringField(
        lazy_gettext("Name in English"), [Length(max=500)], filters=[stripped]
    )
    type = RadioField(
        lazy_gettext("Type of event"),
        [InputRequired(lazy_gettext("Choose one of the three types of the Standard."))],
    )
    country = SelectField(
        lazy_gettext("Country"), [Needed(N_("Choose the country from the list."))]
    )
    city = StringField(lazy_gettext("City"), [Length(max=200)], filters=[stripped])
    zone = StringField(
        lazy_gettext("Time zone"),
        [Length(max=60)],
        filters=[stripped],
        description=lazy_gettext("Such as Asia/Tashkent; left empty, that of the country."),
    )
    starts_on = DayField(lazy_gettext("First day"))
    ends_on = DayField(lazy_gettext("Last day"))
    format = RadioField(lazy_gettext("Format"), default=EventFormat.IN_PERSON.value)
    remote_reason = TextAreaField(
        lazy_gettext("Why it is held remotely"), [Length(max=LONGEST_TEXT)], filters=[stripped]
    )
    sectors = StringField(
        lazy_gettext("Sectors"),
        [Length(max=1000)],
        filters=[stripped],
        description=lazy_gettext("Separate several by commas."),
    )
    themes = TextAreaField(
        lazy_gettext("Themes"),
        [Length(max=2000)],
        filters=[stripped],
        description=lazy_gettext("One on each line."),
    )
    participants = number(lazy_gettext("Participants expected"))
    series = StringField(
        lazy_gettext("Series"),
        [Length(max=300)],
        filters=[stripped],
        description=lazy_gettext("The common name of events that come again."),
    )
    ordinal = IntegerField(
        lazy_gettext("Which one of the series"), [Optional(), NumberRange(1, 999)]
    )
    trade_mission = SelectField(lazy_gettext("Trade mission"))
    rec_office = SelectField(lazy_gettext("Office of the REC"))
    note = TextAreaField(lazy_gettext("Note"), [Length(max=LONGEST_TEXT)], filters=[stripped])

    def offer(self, countries: Sequence[tuple[str, str]]) -> None:
        """The choices of the lists."""
        self.type.choices = [SelectChoice(each.value, label(each)) for each in EventType]
        self.format.choices = [SelectChoice(each.value, label(each)) for each in EventFormat]
        self.country.choices = [
            SelectChoice("", lazy_gettext("choose")),
            *(SelectChoice(code, name) for code, name in countries),
        ]
        for field in (self.trade_mission, self.rec_office):
            field.choices = [SelectChoice(each.value, label(each)) for each in Support]
