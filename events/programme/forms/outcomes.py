"""Forms of outcomes: one that is followed, closing it, the answer of a company."""

from flask_babel import lazy_gettext
from wtforms import RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from core.adapters.fields import Needed
from core.adapters.forms import BaseForm, KeyedForm, stripped
from core.adapters.language import label
from core.kernel.errors import N_
from events.programme.rules import OutcomeStage

MAILBOX = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"


def stages() -> list[SelectChoice]:
    return [SelectChoice(stage.value, label(stage)) for stage in OutcomeStage]


class PromiseForm(KeyedForm):
    company = StringField(
        lazy_gettext("Company"),
        [Needed(N_("Name the company.")), Length(max=300)],
        filters=[stripped],
    )
    partner = StringField(lazy_gettext("Foreign partner"), [Length(max=300)], filters=[stripped])
    contact_name = StringField(
        lazy_gettext("Contact person"), [Length(max=200)], filters=[stripped]
    )
    email = StringField(
        lazy_gettext("E-mail"),
        [
            Optional(),
            Length(max=254),
            Regexp(MAILBOX, message=lazy_gettext("Enter an address like name@example.org.")),
        ],
        filters=[stripped],
        description=lazy_gettext("Questions go here 3, 6 and 12 months after the event."),
    )
    stage = RadioField(lazy_gettext("How far they came"), default=OutcomeStage.CONTACT.value)
    note = TextAreaField(lazy_gettext("Note"), [Length(max=5_000)], filters=[stripped])

    def offer(self) -> None:
        self.stage.choices = stages()


class CloseForm(BaseForm):
    reason = StringField(
        lazy_gettext("Why nothing more is expected"),
        [Needed(N_("Say why nothing more is expected.")), Length(max=300)],
        filters=[stripped],
    )


class AnswerForm(BaseForm):
    stage = RadioField(
        lazy_gettext("How far did you come with your partner?"),
        [InputRequired(lazy_gettext("Choose how far you came."))],
    )
    words = TextAreaField(
        lazy_gettext("What you would like to add"), [Length(max=2_000)], filters=[stripped]
    )

    def offer(self) -> None:
        self.stage.choices = stages()
