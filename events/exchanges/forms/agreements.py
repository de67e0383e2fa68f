"""Forms of an agreement: itself, its end, its text, the published count of agreements."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import FileField, IntegerField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.adapters.fields import DayField, Needed
from core.adapters.forms import BaseForm, KeyedForm, stripped
from core.kernel.errors import N_

LONGEST_TEXT = 5_000
MOST_AGREEMENTS = 10_000


def revision() -> IntegerField:
    return IntegerField(widget=HiddenInput(), default=0, validators=[NumberRange(0)])


def words(text: Any, longest: int = 300, *needed: Needed, **kwargs: Any) -> StringField:
    return StringField(text, [*needed, Length(max=longest)], filters=[stripped], **kwargs)


def long_words(text: Any, *needed: Needed, **kwargs: Any) -> TextAreaField:
    checks = [*needed, Length(max=LONGEST_TEXT)]
    return TextAreaField(text, checks, filters=[stripped], **kwargs)


class AgreementForm(KeyedForm):
    """`OPTIONAL` names the fields that may stay empty, here as in the other forms."""

    OPTIONAL = ("document_number", "parties", "subject", "ends_on")
    revision = revision()
    title = words(
        lazy_gettext("Title of the agreement"), 500, Needed(N_("Give the agreement its title."))
    )
    partner = words(
        lazy_gettext("With which region"),
        200,
        Needed(N_("Name the region that the agreement is with.")),
    )
    document_number = words(lazy_gettext("Number of the agreement"), 60)
    signed_on = DayField(lazy_gettext("Day of signing"), [Needed()])
    ends_on = DayField(
        lazy_gettext("Last day of the term"),
        description=lazy_gettext("Empty for an agreement without a term."),
    )
    parties = long_words(
        lazy_gettext("Parties"), description=lazy_gettext("Who signed for each side.")
    )
    subject = long_words(lazy_gettext("Subject of the agreement"))


class EndingForm(BaseForm):
    OPTIONAL = ()
    revision = revision()
    day = DayField(lazy_gettext("Since which day"), [Needed()])
    reason = long_words(lazy_gettext("Reason"), Needed(N_("Say why.")))


class TextForm(BaseForm):
    OPTIONAL = ()
    file = FileField(
        lazy_gettext("File"),
        [Needed(N_("Choose a file."))],
        description=lazy_gettext("PDF is best: visitors read it as soon as the agreement is open."),
    )


class CountForm(BaseForm):
    OPTIONAL = ("published", "reason")
    revision = revision()
    published = IntegerField(
        lazy_gettext("How many agreements visitors read"),
        [Optional(), NumberRange(0, MOST_AGREEMENTS)],
        description=lazy_gettext("Empty: those of the register are counted."),
    )
    reason = words(lazy_gettext("Where the number comes from"))
