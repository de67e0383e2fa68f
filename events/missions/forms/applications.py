"""The application of a company as it is typed."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    EmailField,
    FieldList,
    HiddenField,
    MultipleFileField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from core.adapters.fields import Needed
from core.adapters.forms import BaseForm, stripped
from core.kernel.errors import N_
from council.meetings.forms.visitors import readable_email, readable_inn, readable_name
from events.companies.forms import readable_ogrn, readable_products
from events.missions.rules.consents import Purpose

LONGEST_ANSWER = 2_000
VALUES = (
    *("company", "inn", "ogrn", "city", "products", "markets"),
    *("full_name", "post", "email", "phone", "partners"),
)


class ApplicationForm(BaseForm):
    """Consents are boxes of their own and never ticked beforehand; `website` is for programs."""

    company = StringField(lazy_gettext("Company"), [Needed(), Length(max=400)], filters=[stripped])
    inn = StringField(
        lazy_gettext("INN of the company"),
        [Needed(), Length(max=30), readable_inn],
        filters=[stripped],
    )
    ogrn = StringField(lazy_gettext("OGRN"), [Length(max=30), readable_ogrn], filters=[stripped])
    city = StringField(lazy_gettext("Town"), [Length(max=200)], filters=[stripped])
    products = TextAreaField(
        lazy_gettext("Products for export"),
        [Needed(), Length(max=5_000), readable_products],
        filters=[stripped],
    )
    markets = StringField(
        lazy_gettext("Countries of export, now and wished for"),
        [Length(max=500)],
        filters=[stripped],
    )
    full_name = StringField(
        lazy_gettext("Surname, given name, patronymic"),
        [Needed(N_("Enter your name.")), Length(max=200), readable_name],
        filters=[stripped],
    )
    post = StringField(lazy_gettext("Post"), [Length(max=200)], filters=[stripped])
    email = EmailField(
        lazy_gettext("E-mail"),
        [Needed(N_("Enter your e-mail.")), Length(max=254), readable_email],
        filters=[stripped],
    )
    phone = TelField(lazy_gettext("Telephone"), [Needed(), Length(max=60)], filters=[stripped])
    partners = TextAreaField(
        lazy_gettext("Partners you look for"), [Length(max=LONGEST_ANSWER)], filters=[stripped]
    )
    answers = FieldList(
        TextAreaField("", [Needed(), Length(max=LONGEST_ANSWER)], filters=[stripped])
    )
    files = MultipleFileField(lazy_gettext("Files"))
    removed = SelectMultipleField(
        lazy_gettext("Files kept already: tick those to remove"),
        choices=[],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    processing = BooleanField(lazy_gettext("I agree to the processing of my personal data"))
    handing_on = BooleanField(lazy_gettext("I agree that my contacts are handed on to partners"))
    publication = BooleanField(lazy_gettext("I agree that my name is published"))
    consent_text = HiddenField()
    stamp = HiddenField()
    website = StringField(lazy_gettext("Leave this field empty"), [Length(max=200)])

    def ask(self, questions: Sequence[str]) -> None:
        """As many answers as there are questions, each under its own."""
        while len(self.answers) < len(questions):
            self.answers.append_entry()
        while len(self.answers) > len(questions):
            self.answers.pop_entry()
        for field, question in zip(self.answers, questions, strict=True):
            field.label.text = question

    def offer_removal(self, files: Sequence[tuple[UUID, str]]) -> None:
        """The files that are kept, by id and name; another one cannot be named."""
        self.removed.choices = [(str(key), name) for key, name in files]

    def is_good(self, *, is_for_later: bool) -> bool:
        """Whether it can be kept; a draft for later needs the e-mail and nothing unreadable."""
        good = self.validate()
        if good or not is_for_later:
            return good
        for field in (*self, *self.answers):
            if field is not self.email and field is not self.answers and not field.data:
                field.errors = ()
        return not any(
            field.errors for field in (*self, *self.answers) if field is not self.answers
        )

    def removals(self) -> frozenset[UUID]:
        return frozenset(UUID(key) for key in self.removed.data or ())

    def values(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in VALUES}

    def pairs(self, questions: Sequence[str]) -> tuple[tuple[str, str], ...]:
        answers = (field.data or "" for field in self.answers)
        return tuple(zip(questions, answers, strict=True))

    def consents(self) -> dict[Purpose, str]:
        """The versions of what was ticked, as the page showed them."""
        head, _, language = (self.consent_text.data or "").partition("/")
        return {each: f"{head}/{each}/{language}" for each in Purpose if self[each.value].data}

    def refuse_program(self) -> bool:
        """Whether the field that people do not see was filled in."""
        if not self.website.data:
            return False
        self.form_errors.append(
            gettext("A field that people do not see was filled in. Empty it and send again.")
        )
        return True
