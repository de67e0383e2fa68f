"""What is typed about seats, offices, terms and absences."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from core.adapters.fields import DayField
from core.adapters.forms import KeyedForm
from core.kernel.errors import N_
from council.membership.forms.fields import (
    RecordForm,
    coerced,
    enum_choices,
    one_line,
    paragraphs,
    uuid_or_none,
)
from council.membership.rules import Category, Office
from council.membership.rules.offices import APPOINTED

PERSON = lazy_gettext("Person")
CHOOSE_PERSON = lazy_gettext("Choose the person.")
FROM = lazy_gettext("First day")
ENTER_FROM = lazy_gettext("Enter the first day.")
UNTIL = lazy_gettext("Last day, if known")
BASIS = lazy_gettext("Ground: the act with its day and number")
ENTER_BASIS = lazy_gettext("Name the act with its day and number.")


class SeatForm(RecordForm):
    person_id = SelectField(PERSON, [InputRequired(CHOOSE_PERSON)], coerce=uuid_or_none)
    category = SelectField(
        lazy_gettext("Category"),
        [InputRequired(lazy_gettext("Choose the category."))],
        choices=enum_choices(Category, empty=N_("Choose")),
        coerce=coerced(Category),
    )
    is_voting = BooleanField(lazy_gettext("Has a vote"), default=True)
    by_agreement = BooleanField(lazy_gettext("By agreement"))
    position = StringField(
        lazy_gettext("Position as the act names it"), [Length(max=400)], filters=[one_line]
    )
    held_from = DayField(FROM, [InputRequired(ENTER_FROM)])
    held_until = DayField(UNTIL)
    basis = TextAreaField(
        BASIS, [DataRequired(ENTER_BASIS), Length(max=1000)], filters=[paragraphs]
    )


class OfficeForm(RecordForm):
    person_id = SelectField(PERSON, [InputRequired(CHOOSE_PERSON)], coerce=uuid_or_none)
    office = RadioField(
        lazy_gettext("Office"),
        [InputRequired(lazy_gettext("Choose the office."))],
        choices=enum_choices(APPOINTED),
        coerce=coerced(Office),
    )
    acts_as_highest = BooleanField(lazy_gettext("Acts as the highest official by an act"))
    held_from = DayField(FROM, [InputRequired(ENTER_FROM)])
    held_until = DayField(UNTIL)
    basis = TextAreaField(
        BASIS, [DataRequired(ENTER_BASIS), Length(max=1000)], filters=[paragraphs]
    )


class EndForm(RecordForm):
    """The end of a seat or an office."""

    last_day = DayField(
        lazy_gettext("Last day"), [InputRequired(lazy_gettext("Enter the last day."))]
    )
    basis = TextAreaField(
        lazy_gettext("Ground"),
        [DataRequired(lazy_gettext("Name the ground: a resignation, an act.")), Length(max=1000)],
        filters=[paragraphs],
    )


class AbsenceForm(KeyedForm):
    person_id = SelectField(PERSON, [InputRequired(CHOOSE_PERSON)], coerce=uuid_or_none)
    from_day = DayField(FROM, [InputRequired(ENTER_FROM)])
    until_day = DayField(
        lazy_gettext("Last day"), [InputRequired(lazy_gettext("Enter the last day."))]
    )
    reason = StringField(lazy_gettext("Reason"), [Length(max=300)], filters=[one_line])
