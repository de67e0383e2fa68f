"""The form of a meeting's result: four grades as large choices, made for a phone."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from core.adapters.fields import DayField
from core.adapters.forms import BaseForm, stripped
from core.adapters.language import label
from events.timetables.rules import MeetingGrade, NextStep, Outcome
from events.timetables.services import ResultDraft


class ResultForm(BaseForm):
    """How the meeting went and what comes next."""

    grade = RadioField(
        lazy_gettext("How did the meeting go?"),
        [InputRequired(lazy_gettext("Choose how the meeting went."))],
    )
    next_step = RadioField(lazy_gettext("What is the next step?"), default=NextStep.NOTHING.value)
    step_on = DayField(lazy_gettext("Until which day"))
    note = TextAreaField(lazy_gettext("Note"), [Length(max=2000)], filters=[stripped])
    revision = IntegerField(default=0, widget=HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grade.choices = [(each.value, label(each)) for each in MeetingGrade]
        self.next_step.choices = [(each.value, label(each)) for each in NextStep]

    def draft(self) -> ResultDraft:
        outcome = Outcome(
            MeetingGrade(self.grade.data),
            NextStep(self.next_step.data),
            self.step_on.data,
            self.note.data,
        )
        return ResultDraft(outcome, self.revision.data or 0)


BESIDE = {
    "step_without_meeting": "next_step",
    "day_without_step": "next_step",
    "early_step": "step_on",
}
