"""What a person types into the annual plan; shape only, the rules decide the rest."""

from collections.abc import Sequence
from typing import Any

from flask_babel import get_locale, lazy_gettext
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.adapters.fields import DayField, Needed
from core.adapters.forms import BaseForm, KeyedForm, stripped
from core.adapters.language import label
from core.kernel.errors import N_
from events.plan.rules.lines import MOST_PARTICIPANTS, MOST_RUBLES
from events.programme.rules import EventFormat, EventType

LONGEST_TEXT = 5_000
MOST_SOURCES = 4
FIRST_YEAR, LAST_YEAR = 2019, 2100


class RublesField(StringField):
    """Whole rubles, with or without spaces between thousands; nothing typed is nought."""

    data: int | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = "".join((valuelist[0] if valuelist else "").split())
        self.data = 0
        if not text:
            return
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_RUBLES))
        if not is_number or int(text) > MOST_RUBLES:
            raise ValueError(lazy_gettext("Enter the sum in whole rubles, for example 1 450 000."))
        self.data = int(text)


class MoneyForm(BaseForm):
    """One source of money; both fields empty mean none."""

    source = StringField(lazy_gettext("Source"), [Length(max=200)], filters=[stripped])
    rubles = RublesField(lazy_gettext("Rubles"))


def month_choices() -> list[SelectChoice]:
    locale = get_locale()
    names = locale.months["stand-alone"]["wide"] if locale else {}
    found = [SelectChoice(str(month), str(names.get(month, month))) for month in range(1, 13)]
    return [SelectChoice("", lazy_gettext("days are known")), *found]


class LineForm(KeyedForm):
    """A line of the plan. `reason` stands only in an amendment."""

    revision = IntegerField(widget=HiddenInput(), default=1, validators=[NumberRange(1)])
    name = StringField(
        lazy_gettext("Name of the event"),
        [Needed(N_("Name the event.")), Length(max=500)],
        filters=[stripped],
    )
    type = RadioField(
        lazy_gettext("Type of event"),
        [InputRequired(lazy_gettext("Choose one of the three types of the Standard."))],
    )
    country = SelectField(
        lazy_gettext("Country"), [Needed(N_("Choose the country from the list."))]
    )
    city = StringField(lazy_gettext("City"), [Length(max=200)], filters=[stripped])
    starts_on = DayField(lazy_gettext("First day"))
    ends_on = DayField(lazy_gettext("Last day"))
    month = SelectField(lazy_gettext("Month, if the days are not known yet"))
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
    participants = IntegerField(
        lazy_gettext("Expected participants"), [Optional(), NumberRange(0, MOST_PARTICIPANTS)]
    )
    responsible = SelectField(lazy_gettext("Responsible organisation"))
    responsible_name = StringField(
        lazy_gettext("Responsible, if not in the list"), [Length(max=400)], filters=[stripped]
    )
    co_executors = StringField(lazy_gettext("Co-executors"), [Length(max=1000)], filters=[stripped])
    asks_trade_mission = BooleanField(lazy_gettext("The trade mission is asked to help"))
    asks_rec_office = BooleanField(lazy_gettext("The office of the REC is asked to help"))
    money = FieldList(
        FormField(MoneyForm, lazy_gettext("Money")), min_entries=2, max_entries=MOST_SOURCES
    )
    expected_result = TextAreaField(
        lazy_gettext("Expected result"), [Length(max=LONGEST_TEXT)], filters=[stripped]
    )
    reason = TextAreaField(
        lazy_gettext("Reason of the change"), [Length(max=LONGEST_TEXT)], filters=[stripped]
    )

    def offer(
        self, countries: Sequence[tuple[str, str]], organisations: Sequence[tuple[str, str]]
    ) -> None:
        """The choices of the lists."""
        self.type.choices = [SelectChoice(each.value, label(each)) for each in EventType]
        self.format.choices = [SelectChoice(each.value, label(each)) for each in EventFormat]
        self.month.choices = month_choices()
        self.country.choices = [
            SelectChoice("", lazy_gettext("choose")),
            *(SelectChoice(code, name) for code, name in countries),
        ]
        self.responsible.choices = [
            SelectChoice("", lazy_gettext("not in the list")),
            *(SelectChoice(code, name) for code, name in organisations),
        ]


class ReasonForm(BaseForm):
    """Why an event leaves the plan."""

    reason = TextAreaField(lazy_gettext("Reason"), [Length(max=LONGEST_TEXT)], filters=[stripped])


class YearForm(BaseForm):
    """For which year a plan is begun, or from which it is copied."""

    year = IntegerField(
        lazy_gettext("Year"),
        [
            InputRequired(lazy_gettext("Enter the year.")),
            NumberRange(
                FIRST_YEAR,
                LAST_YEAR,
                lazy_gettext("Enter the year in four digits, for example 2026."),
            ),
        ],
    )


class TableForm(BaseForm):
    """Behind which agenda item the edition is tabled."""

    revision = HiddenField()
    item = RadioField(
        lazy_gettext("Item of an agenda"),
        [InputRequired(lazy_gettext("Choose the item of the agenda."))],
    )

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        self.item.choices = [SelectChoice(value, text) for value, text in items]


def whole(value: Any, otherwise: int = 0) -> int:
    """A hidden number; what is damaged counts as `otherwise`."""
    text = str(value or "")
    is_number = text.isascii() and text.isdigit() and len(text) < 10  # noqa: PLR2004
    return int(text) if is_number else otherwise


class SheetForm(BaseForm):
    """A table to read; `reason` is given to every line of an amendment."""

    table = FileField(
        lazy_gettext("Table of the plan (.xlsx)"), [Needed(N_("Choose the file of the table."))]
    )
    reason = TextAreaField(
        lazy_gettext("Reason of the changes"), [Length(max=LONGEST_TEXT)], filters=[stripped]
    )
