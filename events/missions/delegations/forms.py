"""Forms of a delegation: a member, what is asked of travellers, a passport, why one is read."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TelField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from core.adapters.fields import DayField, Needed, as_uuid
from core.adapters.forms import BaseForm, KeyedForm, stripped
from core.adapters.language import label
from core.kernel.typography import clean_spaces
from council.meetings.forms.visitors import readable_email
from events.missions.delegations.rules.consent import PassportConsent
from events.missions.delegations.rules.members import DelegationRole, Travel
from events.missions.delegations.rules.passports import (
    Passport,
    PassportPurpose,
    clean_latin,
    clean_number,
)
from events.missions.delegations.services import AskingDraft, MemberDraft

CHOOSE = lazy_gettext("Choose an answer.")


class MemberForm(KeyedForm):
    """A person of the delegation."""

    surname = StringField(lazy_gettext("Surname"), [Needed(), Length(max=200)], filters=[stripped])
    given = StringField(lazy_gettext("Given name"), [Needed(), Length(max=200)], filters=[stripped])
    patronymic = StringField(lazy_gettext("Patronymic"), [Length(max=200)], filters=[stripped])
    organisation = StringField(lazy_gettext("Organisation"), [Length(max=400)], filters=[stripped])
    post = StringField(lazy_gettext("Post"), [Length(max=200)], filters=[stripped])
    role = RadioField(lazy_gettext("In the delegation"), [InputRequired(CHOOSE)])
    email = EmailField(
        lazy_gettext("E-mail"),
        [Optional(), Length(max=254), readable_email],
        filters=[stripped],
    )
    phone = TelField(lazy_gettext("Telephone"), [Length(max=60)], filters=[stripped])
    arrives_on = DayField(lazy_gettext("Arrives"))
    leaves_on = DayField(lazy_gettext("Leaves"))
    revision = IntegerField(default=0, widget=HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [(each.value, label(each)) for each in DelegationRole]

    def draft(self) -> MemberDraft:
        names = ("surname", "given", "patronymic", "organisation", "post", "email", "phone")
        texts = {name: clean_spaces(self[name].data or "").strip() for name in names}
        travel = Travel(self.arrives_on.data, self.leaves_on.data)
        return MemberDraft(
            **texts,
            role=DelegationRole(self.role.data),
            travel=travel,
            revision=self.revision.data or 0,
        )


class AskingForm(BaseForm):
    """Passports: whether, until when, and who may read them."""

    asks_passports = BooleanField(lazy_gettext("Travellers give their passport data"))
    delete_on = DayField(lazy_gettext("Passports are deleted on"))
    readers = SelectMultipleField(
        lazy_gettext("Who may read passports"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    revision = IntegerField(default=0, widget=HiddenInput())

    def offer(self, people: Iterable[tuple[UUID, str]]) -> None:
        self.readers.choices = [(str(key), name) for key, name in people]

    def draft(self) -> AskingDraft:
        found = (as_uuid(each) for each in self.readers.data or ())
        return AskingDraft(
            asks_passports=self.asks_passports.data,
            delete_on=self.delete_on.data,
            readers=tuple(each for each in found if each),
            revision=self.revision.data or 0,
        )


class PassportForm(BaseForm):
    """What a traveller types; consents are boxes of their own, never ticked beforehand."""

    number = StringField(
        lazy_gettext("Series and number of the passport"),
        [Needed(), Length(max=40)],
        filters=[stripped],
    )
    citizenship = StringField(
        lazy_gettext("Citizenship"), [Needed(), Length(max=60)], filters=[stripped]
    )
    latin_name = StringField(
        lazy_gettext("Surname and given name in Latin letters"),
        [Needed(), Length(max=80)],
        filters=[stripped],
    )
    born_on = DayField(lazy_gettext("Date of birth"), [Needed()])
    valid_until = DayField(lazy_gettext("The passport is valid until"), [Needed()])
    processing = BooleanField(lazy_gettext("I agree to the processing of my passport data"))
    handing_on = BooleanField(lazy_gettext("I agree that my passport data are handed on"))
    consent_text = HiddenField()

    def passport(self) -> Passport:
        assert self.born_on.data is not None  # noqa: S101 - `Needed` has seen to it
        assert self.valid_until.data is not None  # noqa: S101 - as above
        return Passport(
            number=clean_number(self.number.data),
            citizenship=clean_spaces(self.citizenship.data).strip(),
            latin_name=clean_latin(self.latin_name.data),
            born_on=self.born_on.data,
            valid_until=self.valid_until.data,
        )

    def consents(self) -> dict[PassportConsent, str]:
        """The versions of what was ticked, as the page showed them; empty without the tick."""
        head, _, language = (self.consent_text.data or "").partition("/")
        return {
            each: f"{head}/{each}/{language}" if self[each.value].data else ""
            for each in PassportConsent
        }


class PurposeForm(BaseForm):
    """Why a passport is read."""

    purpose = RadioField(
        lazy_gettext("What do you need the passport for?"),
        [InputRequired(lazy_gettext("Say what you need it for: it stands in the journal."))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purpose.choices = [(each.value, label(each)) for each in PassportPurpose]


BESIDE_MEMBER = {
    "leaves_first": "leaves_on",
    "misses_event": "arrives_on",
    "far_from_event": "arrives_on",
    "second_head": "role",
}
BESIDE_ASKING = {
    "no_passport_key": "asks_passports",
    "no_days": "asks_passports",
    "too_soon_deleted": "delete_on",
    "too_long_kept": "delete_on",
}
BESIDE_PASSPORT = {
    "no_consent": "processing",
    "consent_changed": "processing",
    "passport_number": "number",
    "latin_name": "latin_name",
    "citizenship": "citizenship",
    "born_on": "born_on",
    "valid_until": "valid_until",
}
