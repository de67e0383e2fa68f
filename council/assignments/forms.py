"""What a person types about assignments; shape only, the rules decide the rest."""

from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext
from wtforms import (
    HiddenField,
    MultipleFileField,
    RadioField,
    SearchField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Regexp

from core.adapters.fields import DayField, Needed
from core.adapters.forms import BaseForm, stripped
from core.kernel.errors import N_
from council.assignments.rules import AssignmentAction

LONGEST = 20_000
NO_DAY = N_("Enter the day.")
DAMAGED = lazy_gettext("The form is damaged. Open the page again.")
UUID_TEXT = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z"


class SearchForm(BaseForm):
    q = SearchField(lazy_gettext("Words of the text"), [Length(max=200)], filters=[stripped])


class ExecutionForm(BaseForm):
    """An executor's report."""

    text = TextAreaField(
        lazy_gettext("What was done"),
        [Needed(N_("Write what was done.")), Length(max=LONGEST)],
        filters=[stripped],
    )
    done_on = DayField(lazy_gettext("Day on which it was done"), [Needed(NO_DAY)])
    files = MultipleFileField(lazy_gettext("Documents that prove it"))

    def process(self, *args: Any, near: date | None = None, **kwargs: Any) -> None:
        """`near` completes a day that was typed without its year."""
        self.done_on.near = near
        super().process(*args, **kwargs)


class RulingForm(BaseForm):
    """The secretary's ruling; bound to the report that was read."""

    report = HiddenField(validators=[Regexp(UUID_TEXT, message=DAMAGED)])
    action = RadioField(
        lazy_gettext("Ruling"),
        [InputRequired(lazy_gettext("Choose whether you accept the report or return it."))],
        choices=[
            SelectChoice(
                AssignmentAction.ACCEPT.value, lazy_gettext("Accept and take off control")
            ),
            SelectChoice(AssignmentAction.RETURN.value, lazy_gettext("Return with remarks")),
        ],
    )
    remarks = TextAreaField(lazy_gettext("Remarks"), [Length(max=LONGEST)], filters=[stripped])

    def offer_to_keep(self) -> "RulingForm":
        """For permanent and quarterly assignments: one report does not end them."""
        self.action.choices = [
            SelectChoice(AssignmentAction.KEEP.value, lazy_gettext("Accept and keep on control")),
            *self.action.choices,
        ]
        return self


class ExtensionForm(BaseForm):
    """A later due day."""

    new_due_on = DayField(lazy_gettext("New date"), [Needed(NO_DAY)])
    decided_by = StringField(
        lazy_gettext("Who decided"),
        [Length(max=300)],
        filters=[stripped],
    )
    basis = TextAreaField(
        lazy_gettext("Ground"),
        [Needed(N_("Write the ground.")), Length(max=LONGEST)],
        filters=[stripped],
    )

    def __init__(self, *args: Any, needs_decider: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_decider = needs_decider
        if needs_decider:
            named = Needed(N_("Write who decided."))
            self.decided_by.validators = (named, *self.decided_by.validators)

    def process(self, *args: Any, near: date | None = None, **kwargs: Any) -> None:
        """`near` completes a day that was typed without its year."""
        self.new_due_on.near = near
        super().process(*args, **kwargs)


class GroundForm(BaseForm):
    """The ground on which an assignment is closed or put back on control."""

    basis = TextAreaField(
        lazy_gettext("Ground"),
        [Needed(N_("Write the ground.")), Length(max=LONGEST)],
        filters=[stripped],
    )


def day_of(field: DayField) -> date:
    """The day of a valid form."""
    if field.data is None:
        raise ValueError("the form was not validated")
    return field.data


def report_of(form: RulingForm) -> UUID:
    """The report that the form of a valid ruling carries."""
    return UUID(form.report.data)
