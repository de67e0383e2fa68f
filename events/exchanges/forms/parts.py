"""Forms of what belongs to an agreement: plans, measures, visits, points, follow-ups, marks."""

from collections.abc import Sequence

from flask_babel import lazy_gettext
from wtforms import IntegerField, RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from core.adapters.fields import ClockField, DayField, Needed
from core.adapters.forms import BaseForm, KeyedForm
from core.adapters.language import label
from core.kernel.errors import N_
from events.exchanges.forms.agreements import long_words, revision, words
from events.exchanges.rules import FIRST_YEAR, LAST_YEAR, Direction

MOST_PEOPLE = 10_000


def year(text: object) -> IntegerField:
    return IntegerField(text, [InputRequired(), NumberRange(FIRST_YEAR, LAST_YEAR)])


class PlanForm(KeyedForm):
    OPTIONAL = ()
    revision = revision()
    title = words(lazy_gettext("Title of the plan"), 500, Needed(N_("Give the plan its title.")))
    first_year = year(lazy_gettext("First year"))
    last_year = year(lazy_gettext("Last year"))


class MeasureForm(KeyedForm):
    OPTIONAL = ("number", "responsible")
    revision = revision()
    number = words(lazy_gettext("Number in the plan"), 20)
    text = long_words(lazy_gettext("What is to be done"), Needed(N_("Say what is to be done.")))
    due_on = DayField(lazy_gettext("Until which day"), [Needed()])
    responsible = words(lazy_gettext("Responsible"))


class FollowUpForm(KeyedForm):
    OPTIONAL = ("responsible", "due_on")
    revision = revision()
    text = long_words(lazy_gettext("What was agreed"), Needed(N_("Say what is to be done.")))
    responsible = words(lazy_gettext("Responsible"))
    due_on = DayField(lazy_gettext("Until which day"))


class PointForm(KeyedForm):
    OPTIONAL = ("ends_at", "place")
    revision = revision()
    day = DayField(lazy_gettext("Day"), [Needed()])
    starts_at = ClockField(lazy_gettext("From"), [Needed()])
    ends_at = ClockField(lazy_gettext("Until"))
    title = words(lazy_gettext("What takes place"), 500, Needed(N_("Say what takes place.")))
    place = words(lazy_gettext("Place"))


class VisitForm(KeyedForm):
    OPTIONAL = ("ends_on", "people", "delegation", "hosts", "measure", "event", "note")
    revision = revision()
    direction = RadioField(
        lazy_gettext("Which way"),
        [InputRequired(lazy_gettext("Say whether the delegation comes or goes."))],
    )
    starts_on = DayField(lazy_gettext("First day"), [Needed()])
    ends_on = DayField(lazy_gettext("Last day"), description=lazy_gettext("Empty for one day."))
    people = IntegerField(
        lazy_gettext("People in the delegation"), [Optional(), NumberRange(0, MOST_PEOPLE)]
    )
    delegation = long_words(lazy_gettext("The delegation"))
    hosts = long_words(lazy_gettext("Who receives it"))
    measure = SelectField(lazy_gettext("Measure of the plan that it carries out"), default="")
    event = SelectField(lazy_gettext("The event that the visit is"), default="")
    note = long_words(lazy_gettext("Note"))

    def offer(self, measures: Sequence[tuple[str, str]], events: Sequence[tuple[int, str]]) -> None:
        """The choices of the lists."""
        none = SelectChoice("", lazy_gettext("none"))
        self.direction.choices = [SelectChoice(each.value, label(each)) for each in Direction]
        self.measure.choices = [none, *(SelectChoice(*each) for each in measures)]
        chosen = [SelectChoice(str(number), f"{number}. {name}") for number, name in events]
        self.event.choices = [none, *chosen]


class DoneForm(BaseForm):
    """Done on a day."""

    OPTIONAL = ("note",)
    revision = revision()
    day = DayField(lazy_gettext("On which day"), [Needed(N_("Say on which day it was done."))])
    note = long_words(lazy_gettext("What came of it"))


class DropForm(BaseForm):
    """Not to be done any more."""

    OPTIONAL = ()
    revision = revision()
    note = long_words(lazy_gettext("Reason"), Needed(N_("Say why.")))
