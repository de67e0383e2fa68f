"""Forms about visitors: the application, a refusal, the number of seats. Shape only."""

import re
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, EmailField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, StopValidation

from core.adapters.fields import Needed
from core.adapters.forms import BaseForm, stripped
from core.adapters.language import sentence
from core.kernel.errors import N_
from core.kernel.identifiers import read_inn
from core.kernel.names import parse_full_name
from core.kernel.typography import clean_spaces
from core.kernel.unreadable import Unreadable
from council.meetings.rules.visitors import MOST_SEATS
from council.meetings.services.visitors import ApplicationDraft, new_token

EMAIL = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s,;<>()\".]+")
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def readable_name(_form: Any, field: Any) -> None:
    """Keeps the name with one space between its parts."""
    try:
        field.data = parse_full_name(field.data).full
    except Unreadable as error:
        raise StopValidation(sentence(error.refusal)) from error


def readable_inn(_form: Any, field: Any) -> None:
    if not field.data:
        return
    try:
        field.data = read_inn(field.data)
    except Unreadable as error:
        raise StopValidation(sentence(error.refusal)) from error


def readable_email(_form: Any, field: Any) -> None:
    field.data = clean_spaces(field.data).casefold()
    if not EMAIL.fullmatch(field.data):
        raise StopValidation(gettext("Enter an e-mail address such as name@example.org."))


class ApplicationForm(BaseForm):
    """An application to attend; the consent is a box of its own and never ticked beforehand."""

    full_name = StringField(
        lazy_gettext("Surname, given name, patronymic"),
        [Needed(N_("Enter your name.")), Length(max=200), readable_name],
        filters=[stripped],
    )
    organisation = StringField(lazy_gettext("Organisation"), [Length(max=400)], filters=[stripped])
    inn = StringField(
        lazy_gettext("INN of the organisation"), [Length(max=30), readable_inn], filters=[stripped]
    )
    email = EmailField(
        lazy_gettext("E-mail"),
        [Needed(N_("Enter your e-mail.")), Length(max=254), readable_email],
        filters=[stripped],
    )
    wants_to_speak = BooleanField(lazy_gettext("I would like to speak"))
    consent = BooleanField(
        lazy_gettext("I agree to the processing of my personal data"),
        [InputRequired(lazy_gettext("Without your consent the application cannot be taken."))],
    )
    consent_version = HiddenField()
    token = HiddenField()

    def draft(self, address: str) -> ApplicationDraft:
        """What was typed; a token that did not come from our form is replaced."""
        token = self.token.data or ""
        return ApplicationDraft(
            full_name=self.full_name.data,
            organisation=self.organisation.data,
            inn=self.inn.data or None,
            email=self.email.data,
            wants_to_speak=self.wants_to_speak.data,
            consent_version=self.consent_version.data or "",
            address=address,
            token=token if TOKEN.fullmatch(token) else new_token(),
        )


class DeclineForm(BaseForm):
    """Why a visitor cannot come."""

    reason = TextAreaField(lazy_gettext("Reason"), [Length(max=1000)], filters=[stripped])


class SeatsForm(BaseForm):
    """How many seats there are for visitors."""

    seats = IntegerField(
        lazy_gettext("Seats for visitors"),
        [InputRequired(lazy_gettext("Enter a number.")), NumberRange(min=0, max=MOST_SEATS)],
    )
