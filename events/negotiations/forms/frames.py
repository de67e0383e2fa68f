"""Forms of the frame: days and rules, halls, interpreters."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.adapters.fields import ClockField, DayField, Needed
from core.adapters.forms import BaseForm, Translations, stripped
from events.negotiations.rules.languages import languages_in
from events.negotiations.rules.people import MOST_MEETINGS
from events.negotiations.rules.slots import LONGEST, LONGEST_PAUSE, SHORTEST, Day, Rhythm
from events.negotiations.services import DaysDraft, FrameDraft, HallDraft, VoiceDraft

MOST_DAYS = 14
LONGEST_TEXT = 5_000  # as the reason of a move of the event, which is offered
EMPTY_ROWS = 2
CELLS = ("day", "starts_at", "ends_at", "lunch_from", "lunch_until")
MOST_TABLES = 500
NUMBER = lazy_gettext("Enter a number.")


class DayForm(Form):
    """One row of the days; a row without a day is no day."""

    class Meta:
        def get_translations(self, _form: Any) -> Translations:
            return Translations()

    day = DayField(lazy_gettext("Day"))
    starts_at = ClockField(lazy_gettext("From"))
    ends_at = ClockField(lazy_gettext("Until"))
    lunch_from = ClockField(lazy_gettext("Lunch from"))
    lunch_until = ClockField(lazy_gettext("Lunch until"))

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if self.day.data and not (self.starts_at.data and self.ends_at.data):
            message = gettext("Enter when the day begins and ends.")
            self.starts_at.errors = [*self.starts_at.errors, message]
            return False
        typed = any(each.raw_data for each in (self.starts_at, self.ends_at))
        if typed and not self.day.data and not self.day.errors:
            self.day.errors = [gettext("Enter the day.")]
            return False
        return good


class DaysForm(BaseForm):
    """The days of a schedule; `revision` is that of the page."""

    days = FieldList(FormField(DayForm), max_entries=MOST_DAYS)
    revision = IntegerField(default=1, widget=HiddenInput())

    def widen(self) -> None:
        """Two empty rows for more days."""
        for _ in range(min(EMPTY_ROWS, MOST_DAYS - len(self.days))):
            self.days.append_entry()

    def typed_days(self) -> tuple[Day, ...]:
        rows = (each.form for each in self.days if each.form.day.data)
        return tuple(Day(*(getattr(row, name).data for name in CELLS)) for row in rows)


class OtherDaysForm(DaysForm):
    """Other days for the whole schedule, with the reason for the letter."""

    reason = TextAreaField(
        lazy_gettext("Reason, for the letter"), [Length(max=LONGEST_TEXT)], filters=[stripped]
    )

    def take_revision(self, revision: int) -> None:
        """What was typed is looked at anew, on the schedule as it is now."""
        self.revision.data, self.revision.raw_data = revision, None

    def draft(self, *, is_seen: bool) -> DaysDraft:
        revision = self.revision.data or 0
        return DaysDraft(self.typed_days(), revision, self.reason.data or "", is_seen)


def filled_days(days: Iterable[Day]) -> list[dict[str, Any]]:
    """Days as the rows of a form take them."""
    return [{name: getattr(day, name) for name in CELLS} for day in days]


class FrameForm(DaysForm):
    """Days, lengths and rules of a schedule."""

    minutes = IntegerField(
        lazy_gettext("A meeting lasts, minutes"),
        [InputRequired(NUMBER), NumberRange(min=SHORTEST, max=LONGEST)],
    )
    pause = IntegerField(
        lazy_gettext("Pause after it, minutes"),
        [InputRequired(NUMBER), NumberRange(min=0, max=LONGEST_PAUSE)],
    )
    most = IntegerField(
        lazy_gettext("At most so many meetings for each"),
        [Optional(), NumberRange(min=1, max=MOST_MEETINGS)],
    )
    takes_one_sided = BooleanField(lazy_gettext("The wish of one side is enough"))
    heeds_met = BooleanField(lazy_gettext("Who met before meets again only when both insist"))
    wishes_until = DayField(lazy_gettext("Wishes are taken until"))

    def draft(self) -> FrameDraft:
        return FrameDraft(
            days=self.typed_days(),
            rhythm=Rhythm(self.minutes.data or 0, self.pause.data or 0),
            most=self.most.data,
            takes_one_sided=self.takes_one_sided.data,
            heeds_met=self.heeds_met.data,
            wishes_until=self.wishes_until.data,
            revision=self.revision.data or 0,
        )


class HallForm(BaseForm):
    """A hall with its tables; `number` is empty for a new one."""

    name = StringField(
        lazy_gettext("Name of the hall"), [Needed(), Length(max=200)], filters=[stripped]
    )
    tables = IntegerField(
        lazy_gettext("Tables"), [InputRequired(NUMBER), NumberRange(min=1, max=MOST_TABLES)]
    )
    number = IntegerField(validators=[Optional()], widget=HiddenInput())

    def draft(self) -> HallDraft:
        return HallDraft(self.name.data or "", self.tables.data or 1, self.number.data)


class VoiceForm(BaseForm):
    """Interpreters of the same languages."""

    name = StringField(
        lazy_gettext("Name, or what to call them"),
        [Needed(), Length(max=150)],
        filters=[stripped],
        id="voice-name",  # the name of a hall is asked on the same page
    )
    languages = StringField(
        lazy_gettext("Languages besides Russian"), [Needed(), Length(max=200)], filters=[stripped]
    )
    count = IntegerField(
        lazy_gettext("How many"), [InputRequired(NUMBER), NumberRange(min=1, max=30)], default=1
    )

    def draft(self) -> VoiceDraft:
        languages = languages_in(self.languages.data or "")
        return VoiceDraft(self.name.data or "", languages, self.count.data or 1)
