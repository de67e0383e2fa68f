"""What a person types about reports; shape only, the rules decide the rest."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import get_locale, lazy_gettext
from wtforms import (
    HiddenField,
    IntegerField,
    MultipleFileField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Regexp
from wtforms.widgets import HiddenInput

from core.accounts.forms import ConfirmPassword, ProofForm
from core.adapters.forms import BaseForm, stripped
from core.kernel.typography import roman
from council.reports.rules import Period, PeriodKind, ReportAction, ReportKind
from council.reports.rules.periods import FIRST_YEAR, LAST_YEAR, months, part_of_year

LONGEST_TEXT = 200_000
LONGEST_NOTE = 5_000
YEAR = NumberRange(
    FIRST_YEAR,
    LAST_YEAR,
    lazy_gettext("Enter the year in four digits, for example 2026."),
)
PARTS = (
    *((PeriodKind.HALF_YEAR, index) for index in (1, 2)),
    *((PeriodKind.QUARTER, index) for index in (1, 2, 3, 4)),
    (PeriodKind.YEAR, 1),
    (PeriodKind.MONTHS, 1),
)
PART_WORDS = {
    PeriodKind.HALF_YEAR: lazy_gettext("%(number)s half-year", number="{}"),
    PeriodKind.QUARTER: lazy_gettext("%(number)s quarter", number="{}"),
    PeriodKind.YEAR: lazy_gettext("whole year"),
    PeriodKind.MONTHS: lazy_gettext("some months of the year (choose below)"),
}
DAMAGED = lazy_gettext("The form is damaged. Open the page again.")


def part_choices() -> list[SelectChoice]:
    """«I полугодие» … «IV квартал», the year, months."""
    return [
        (f"{kind}-{index}", str(PART_WORDS[kind]).format(roman(index))) for kind, index in PARTS
    ]


def month_choices() -> list[SelectChoice]:
    """The months by name, in the reader's language."""
    locale = get_locale()
    names = locale.months["stand-alone"]["wide"] if locale else {}
    return [SelectChoice(month, str(names.get(month, month))) for month in range(1, 13)]


def period_fields(period: Period) -> dict[str, object]:
    """A period as the fields of the form hold it."""
    return {
        "part": f"{period.kind}-{1 if period.kind is PeriodKind.MONTHS else period.index}",
        "year": period.year,
        "first_month": period.from_month,
        "last_month": period.to_month,
    }


class NewReportForm(BaseForm):
    """`key` becomes the report's identity: the same form sent twice makes one report."""

    key = HiddenField()
    body = SelectField(lazy_gettext("Body that will hear the report"))
    kind = RadioField(lazy_gettext("Kind of report"), coerce=str)
    part = SelectField(lazy_gettext("Reporting period"))
    year = IntegerField(
        lazy_gettext("Year"), [InputRequired(lazy_gettext("Enter the year.")), YEAR]
    )
    first_month = SelectField(lazy_gettext("First month"), coerce=int)
    last_month = SelectField(lazy_gettext("Last month"), coerce=int)
    organisation = SelectField(lazy_gettext("Organisation that reports"))
    title = StringField(
        lazy_gettext("Title of the report"),
        [Length(max=500)],
        filters=[stripped],
        description=lazy_gettext("Leave it empty: it is made from the kind and the period."),
    )

    def offer(
        self,
        bodies: Sequence[tuple[UUID, str]],
        kinds: Sequence[tuple[ReportKind, str]],
        organisations: Sequence[tuple[UUID, str]],
    ) -> None:
        """What can be chosen; part of the shape, so it comes before validation."""
        self.body.choices = [SelectChoice(str(key), name) for key, name in bodies]
        if len(self.body.choices) == 1:
            self.fix("body")
        self.kind.choices = [SelectChoice(kind.value, name) for kind, name in kinds]
        self.organisation.choices = [
            SelectChoice("", str(lazy_gettext("no organisation"))),
            *(SelectChoice(str(key), name) for key, name in organisations),
        ]
        self.part.choices = part_choices()
        self.first_month.choices = self.last_month.choices = month_choices()

    def period(self) -> Period:
        """Raises `Refused` if the months are out of order."""
        kind, _, index = self.part.data.partition("-")
        if kind == PeriodKind.MONTHS:
            return months(self.year.data, self.first_month.data, self.last_month.data)
        return part_of_year(PeriodKind(kind), self.year.data, int(index))


class DraftForm(BaseForm):
    """`version` is the revision of the record that the page was made from."""

    version = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    title = StringField(
        lazy_gettext("Title of the report"),
        [DataRequired(lazy_gettext("Enter the title.")), Length(max=500)],
        filters=[stripped],
    )
    text = TextAreaField(lazy_gettext("Text of the report"), [Length(max=LONGEST_TEXT)])
    files = MultipleFileField(lazy_gettext("Add files"))


class SubmitForm(BaseForm):
    version = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    note = TextAreaField(
        lazy_gettext("Covering note"),
        [Length(max=LONGEST_NOTE)],
        filters=[stripped],
        description=lazy_gettext("What was changed, and what to pay attention to."),
    )


class DecisionForm(ProofForm):
    """A decision about the very version whose number and checksum it carries."""

    version = IntegerField(
        validators=[InputRequired(), NumberRange(1, message=DAMAGED)], widget=HiddenInput()
    )
    sha256 = HiddenField(validators=[Regexp(r"[0-9a-f]{64}\Z", message=DAMAGED)])
    action = RadioField(
        lazy_gettext("Decision"),
        [InputRequired(lazy_gettext("Choose whether you approve the report or return it."))],
        choices=[
            SelectChoice(ReportAction.APPROVE.value, lazy_gettext("Approve the report")),
            SelectChoice(ReportAction.RETURN.value, lazy_gettext("Return with remarks")),
        ],
    )
    remarks = TextAreaField(lazy_gettext("Remarks"), [Length(max=20_000)], filters=[stripped])
    # Once more, so that it stands last on the page and among the errors.
    confirmation = PasswordField(*ConfirmPassword.confirmation.args)


class WithdrawForm(BaseForm):
    reason = TextAreaField(
        lazy_gettext("Reason of the withdrawal"),
        [
            DataRequired(lazy_gettext("Say why the report is withdrawn.")),
            Length(max=LONGEST_NOTE),
        ],
        filters=[stripped],
    )
