"""Forms of what an event brought; sums are read exactly, never as floating numbers."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.adapters.fields import DayField, Needed
from core.adapters.forms import BaseForm, KeyedForm, stripped
from core.adapters.language import label
from core.kernel.errors import N_
from events.programme.rules import ContractShown
from events.programme.rules.results import MOST_MINOR, read_hundredths, read_rate

LONGEST_TEXT = 20_000
MOST = 1_000_000
MOST_UNITS = 2_000_000_000


def upper(text: str | None) -> str:
    return (text or "").strip().upper()


class ExactField(StringField):
    """A sum or a rate as whole parts; what cannot be read is shown as it was typed."""

    data: int | None

    def __init__(
        self, *args: Any, read: Callable[[str], int | None], fault: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.read, self.fault = read, fault

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = (valuelist[0] if valuelist else "").strip()
        self.data = self.read(text) if text else None
        if text and (self.data is None or not 0 < self.data <= MOST_MINOR):
            self.data = None
            raise ValueError(self.fault)


def sum_field(text: Any) -> ExactField:
    fault = lazy_gettext("Enter a sum that is more than nought.")
    return ExactField(text, [Needed()], read=read_hundredths, fault=fault)


def figure(text: Any, most: int = MOST) -> IntegerField:
    return IntegerField(text, [Optional(), NumberRange(0, most)])


class ResultForm(BaseForm):
    """Text and figures. An empty figure is counted where it can be."""

    revision = IntegerField(widget=HiddenInput(), default=0, validators=[NumberRange(0)])
    summary = TextAreaField(
        lazy_gettext("Results in words"), [Length(max=LONGEST_TEXT)], filters=[stripped]
    )
    summary_english = TextAreaField(
        lazy_gettext("Results in words, in English"),
        [Length(max=LONGEST_TEXT)],
        filters=[stripped],
    )
    companies = figure(lazy_gettext("Companies that took part"))
    meetings = figure(lazy_gettext("Meetings held"))
    intents = figure(lazy_gettext("Letters of intent"))
    contracts = figure(lazy_gettext("Contracts"))
    amount = figure(lazy_gettext("Sum of contracts, whole units"), MOST_UNITS)
    currency = StringField(
        lazy_gettext("Currency"), [Length(max=3)], default="USD", filters=[upper]
    )


def shown_field() -> RadioField:
    return RadioField(
        lazy_gettext("What the company agreed to publish"), default=ContractShown.TOTAL.value
    )


def offer_shown(field: RadioField) -> None:
    field.choices = [SelectChoice(each.value, label(each)) for each in ContractShown]


def grade_field() -> RadioField:
    return RadioField(
        lazy_gettext("Grade"),
        [InputRequired(lazy_gettext("Choose a grade from 1 to 5."))],
        choices=[SelectChoice(str(grade), str(grade)) for grade in range(5, 0, -1)],
    )


class ContractForm(KeyedForm):
    company = StringField(lazy_gettext("Company"), [Needed(), Length(max=300)], filters=[stripped])
    partner = StringField(
        lazy_gettext("Foreign partner"), [Needed(), Length(max=300)], filters=[stripped]
    )
    number = StringField(lazy_gettext("Number"), [Length(max=60)], filters=[stripped])
    signed_on = DayField(lazy_gettext("Day of signing"), [Needed()])
    subject = StringField(lazy_gettext("Subject"), [Length(max=500)], filters=[stripped])
    amount = sum_field(lazy_gettext("Sum"))
    currency = StringField(
        lazy_gettext("Currency"), [Needed(), Length(max=3)], default="USD", filters=[upper]
    )
    rate = ExactField(
        lazy_gettext("Rubles for one unit on that day"),
        read=read_rate,
        fault=lazy_gettext("Enter the rate as rubles for one unit, such as 81,25."),
    )
    shown = shown_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_shown(self.shown)


class CostForm(KeyedForm):
    item = StringField(lazy_gettext("Item"), [Needed(), Length(max=300)], filters=[stripped])
    source = StringField(lazy_gettext("Source"), [Needed(), Length(max=200)], filters=[stripped])
    kopecks = sum_field(lazy_gettext("Sum in rubles"))


class FeedbackForm(KeyedForm):
    company = StringField(lazy_gettext("Company"), [Needed(), Length(max=300)], filters=[stripped])
    grade = grade_field()
    text = TextAreaField(lazy_gettext("Words"), [Length(max=5_000)], filters=[stripped])
    may_quote = BooleanField(lazy_gettext("The company allows to quote it"))


def caption() -> StringField:
    return StringField(
        lazy_gettext("What they show"),
        [
            Needed(N_("Say what the picture shows: whoever cannot see it reads this instead.")),
            Length(max=300),
        ],
        filters=[stripped],
    )


def consent() -> StringField:
    return StringField(
        lazy_gettext("Who agreed that it is published"),
        [Length(max=300)],
        filters=[stripped],
        description=lazy_gettext("Such as: consents of 7 September, or nobody can be recognised."),
    )


class PhotoForm(BaseForm):
    OPTIONAL = ("consent",)
    files = MultipleFileField(lazy_gettext("Files"), [Needed(N_("Choose a file."))])
    caption = caption()
    consent = consent()
    is_shown = BooleanField(lazy_gettext("Show to visitors with the results"))


class PhotoWordsForm(BaseForm):
    """Another caption, another note on the consent, shown or not."""

    OPTIONAL = ("consent",)
    revision = IntegerField(widget=HiddenInput(), default=0, validators=[NumberRange(0)])
    caption = caption()
    consent = consent()
    is_shown = BooleanField(lazy_gettext("Show to visitors with the results"))


class ContractShownForm(BaseForm):
    OPTIONAL = ()
    shown = shown_field()

    def offer(self) -> None:
        offer_shown(self.shown)


class ParticipantFeedbackForm(KeyedForm):
    """What a participant writes by the link of an event."""

    company = StringField(
        lazy_gettext("Company or organisation"),
        [Needed(N_("Name your company or organisation.")), Length(max=300)],
        filters=[stripped],
    )
    grade = grade_field()
    text = TextAreaField(
        lazy_gettext("What was good, what is to be done better"),
        [Length(max=5_000)],
        filters=[stripped],
        description=lazy_gettext("Please name no persons."),
    )
    may_quote = BooleanField(
        lazy_gettext("My words may be shown on the page of the event with the name of the company")
    )
    website = StringField(lazy_gettext("Leave this field empty"), [Length(max=200)])
