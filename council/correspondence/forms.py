"""What is typed for the sheet of a letter, and how it was handed over. Shape only."""

from flask_babel import lazy_gettext
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from core.adapters.fields import DayField, Needed
from core.adapters.forms import BaseForm
from core.adapters.language import label
from core.kernel.errors import N_
from core.letters.rules.handing import LONGEST_NUMBER, Handing, PaperDraft, Way
from council.membership.forms.fields import one_line, paragraphs


class SheetForm(BaseForm):
    number = StringField(
        lazy_gettext("Number of the letter"),
        [Needed(N_("Enter the number of the letter.")), Length(max=LONGEST_NUMBER)],
        filters=[one_line],
    )
    dated_on = DayField(lazy_gettext("Date"), [Needed(N_("Enter the date of the letter."))])
    addressee = TextAreaField(
        lazy_gettext("To whom, in the dative"),
        [Needed(N_("Enter to whom the letter goes.")), Length(max=1000)],
        filters=[paragraphs],
    )
    greeting = StringField(lazy_gettext("Greeting"), [Length(max=200)], filters=[one_line])
    enclosures = TextAreaField(lazy_gettext("Enclosures"), [Length(max=2000)], filters=[paragraphs])
    office = TextAreaField(
        lazy_gettext("Office of the signer"), [Length(max=400)], filters=[paragraphs]
    )
    signer = StringField(lazy_gettext("Signer"), [Length(max=200)], filters=[one_line])
    contact = StringField(
        lazy_gettext("Who prepared it, telephone"), [Length(max=400)], filters=[one_line]
    )

    @property
    def draft(self) -> PaperDraft:
        return PaperDraft(**{name: self[name].data for name in PaperDraft.__dataclass_fields__})


class HandingForm(BaseForm):
    way = SelectField(
        lazy_gettext("How it was handed over"),
        choices=lambda: [SelectChoice(each.value, label(each)) for each in Way],
    )
    day = DayField(lazy_gettext("On which day"), [Needed(N_("Enter the day."))])
    note = StringField(lazy_gettext("To whom, note"), [Length(max=400)], filters=[one_line])

    @property
    def handing(self) -> Handing:
        assert self.day.data is not None  # noqa: S101 - the form is valid
        return Handing(Way(self.way.data), self.day.data, self.note.data)
