"""Shape of what the page of proof is asked: a number or a file."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import FileField, StringField, ValidationError

from core.adapters.fields import Needed
from core.adapters.forms import BaseForm, stripped
from core.kernel.errors import N_
from core.papers.rules.codes import read_code

WRONG = N_(
    "There is no such number: a digit is wrong or missing. It looks like 2026-00012-1 and stands "
    "beside the QR code."
)


class NumberForm(BaseForm):
    """The number that stands beside the QR code."""

    number = StringField(
        lazy_gettext("Number of the document"),
        [Needed(N_("Enter the number of the document."))],
        filters=[stripped],
    )

    def validate_number(self, field: Any) -> None:
        if not read_code(field.data):
            raise ValidationError(gettext(WRONG))


class ProofFileForm(BaseForm):
    """The file itself: its sum is compared, nothing of it is stored or opened."""

    paper = FileField(lazy_gettext("PDF file"), [Needed(N_("Choose the PDF file."))])
