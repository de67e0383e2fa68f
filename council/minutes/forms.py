"""What a person types about minutes; shape only, the rules decide the rest."""

from collections.abc import Iterable
from uuid import UUID

from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Regexp
from wtforms.widgets import HiddenInput

from core.accounts.forms import ProofForm
from core.adapters.fields import DayField, Needed
from core.adapters.forms import BaseForm, stripped
from core.kernel.errors import N_
from council.minutes.rules import MinutesForm

LONGEST_TEXT = 100_000
LONGEST_NOTE = 5_000
DAMAGED = N_("The form is damaged. Open the page again.")
REVISION = (InputRequired(), NumberRange(1))
SUM = Regexp(r"[0-9a-f]{64}\Z", message=lazy_gettext("The form is damaged. Open the page again."))


class RevisionForm(BaseForm):
    """An act on a record as the page showed it."""

    revision = IntegerField(validators=REVISION, widget=HiddenInput())


class DraftForm(BaseForm):
    form = RadioField(
        lazy_gettext("Form of the minutes"),
        choices=[
            SelectChoice(MinutesForm.FULL.value, lazy_gettext("Full")),
            SelectChoice(MinutesForm.SHORT.value, lazy_gettext("Short")),
        ],
        default=MinutesForm.FULL.value,
    )


class RedraftForm(DraftForm, RevisionForm):
    """All anew in the chosen form."""


class PartForm(BaseForm):
    """`version` is the revision of the text that the page was made from."""

    version = IntegerField(validators=REVISION, widget=HiddenInput())
    text = TextAreaField(lazy_gettext("Text of the part"), [Length(max=LONGEST_TEXT)])
    is_restricted = BooleanField(
        lazy_gettext("Do not publish this part"),
        description=lazy_gettext("Visitors will read that something is left out here."),
    )


class AttachmentsForm(BaseForm):
    text = TextAreaField(
        lazy_gettext("List of attachments"),
        [Needed(N_("Write the list of attachments.")), Length(max=LONGEST_TEXT)],
    )


class CirculateForm(BaseForm):
    until = DayField(lazy_gettext("Remarks until"), [Needed(N_("Enter the last day for remarks."))])


class RemarkForm(BaseForm):
    """`part` is empty for the minutes as a whole."""

    part = SelectField(lazy_gettext("What the remark is about"))
    text = TextAreaField(
        lazy_gettext("Remark"),
        [Needed(N_("Write your remark.")), Length(max=LONGEST_NOTE)],
        filters=[stripped],
    )

    def offer(self, parts: Iterable[tuple[UUID, str]]) -> None:
        whole = str(lazy_gettext("The minutes as a whole"))
        self.part.choices = [
            SelectChoice("", whole),
            *(SelectChoice(str(key), name) for key, name in parts),
        ]


class AnswerForm(BaseForm):
    answer = TextAreaField(
        lazy_gettext("Answer to the remark"),
        [Needed(N_("Write the answer to the remark.")), Length(max=LONGEST_NOTE)],
        filters=[stripped],
    )


class SignForm(ProofForm):
    """A signature under the very text whose checksum it carries."""

    sha256 = HiddenField(validators=[SUM])


class SignatureFileForm(BaseForm):
    """A `.sig` file made in another program over one of the edition's papers."""

    paper = RadioField(lazy_gettext("Which paper it signs"))
    signer = StringField(
        lazy_gettext("Whose signature it is"),
        [Needed(N_("Write whose signature it is.")), Length(max=300)],
        filters=[stripped],
    )
    file = FileField(
        lazy_gettext("Signature file (.sig)"), [Needed(N_("Choose the signature file."))]
    )


class PublishForm(BaseForm):
    """`shown` is the checksum of the public text that the preview showed."""

    shown = HiddenField(validators=[SUM])


class WithdrawForm(BaseForm):
    reason = TextAreaField(
        lazy_gettext("Reason of the withdrawal"),
        [
            Needed(N_("Write why: visitors will read it in place of the minutes.")),
            Length(max=LONGEST_NOTE),
        ],
        filters=[stripped],
    )


class CorrectionForm(BaseForm):
    note = TextAreaField(
        lazy_gettext("What is corrected and why"),
        [Needed(N_("Write what is corrected and why.")), Length(max=LONGEST_NOTE)],
        filters=[stripped],
    )
