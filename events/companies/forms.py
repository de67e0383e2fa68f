"""Forms of the register of companies; shape only."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional, Regexp, StopValidation
from wtforms.widgets import HiddenInput

from core.adapters.fields import DayField, Needed
from core.adapters.forms import BaseForm, KeyedForm, stripped
from core.adapters.language import label, sentence
from core.kernel.identifiers import read_ogrn
from core.kernel.unreadable import Unreadable
from council.meetings.forms.visitors import readable_email, readable_inn
from events.companies.queries import ContactRow
from events.companies.rules import MOST_METRES, Attendance, SmeCategory, read_products
from events.companies.services import CompanyDraft

MOST_CONTACTS = 3
WHOLE = [Optional(), NumberRange(min=0, max=2_000_000_000)]


def readable_ogrn(_form: Any, field: Any) -> None:
    if not field.data:
        return
    try:
        field.data = read_ogrn(field.data)
    except Unreadable as error:
        raise StopValidation(sentence(error.refusal)) from error


def readable_products(_form: Any, field: Any) -> None:
    try:
        read_products(field.data)
    except Unreadable as error:
        raise StopValidation(sentence(error.refusal)) from error


def readable_email_if_any(form: Any, field: Any) -> None:
    if field.data:
        readable_email(form, field)


class ContactForm(BaseForm):
    """One person to ask; without a name there is none."""

    full_name = StringField(lazy_gettext("Name"), [Length(max=200)], filters=[stripped])
    post = StringField(lazy_gettext("Post"), [Length(max=200)], filters=[stripped])
    email = StringField(
        lazy_gettext("E-mail"), [Length(max=254), readable_email_if_any], filters=[stripped]
    )
    phone = StringField(lazy_gettext("Telephone"), [Length(max=60)], filters=[stripped])


class CompanyForm(KeyedForm):
    """A company of the register."""

    name = StringField(lazy_gettext("Full name"), [Needed(), Length(max=400)], filters=[stripped])
    short_name = StringField(lazy_gettext("Short name"), [Length(max=200)], filters=[stripped])
    inn = StringField(
        lazy_gettext("INN of the company"),
        [Needed(), Length(max=30), readable_inn],
        filters=[stripped],
    )
    ogrn = StringField(lazy_gettext("OGRN"), [Length(max=30), readable_ogrn], filters=[stripped])
    city = StringField(lazy_gettext("Town"), [Length(max=200)], filters=[stripped])
    sectors = StringField(lazy_gettext("Sectors"), [Length(max=500)], filters=[stripped])
    products = TextAreaField(
        lazy_gettext("Products for export"),
        [Length(max=5_000), readable_products],
        filters=[stripped],
    )
    markets = StringField(
        lazy_gettext("Countries of export, now and wished for"),
        [Length(max=500)],
        filters=[stripped],
    )
    sme = SelectField(lazy_gettext("Category of the business"), default=SmeCategory.UNKNOWN.value)
    export_status = StringField(
        lazy_gettext("Experience in export"), [Length(max=100)], filters=[stripped]
    )
    publication_consent = BooleanField(lazy_gettext("The company agrees to be published"))
    note = TextAreaField(lazy_gettext("Note"), [Length(max=2_000)], filters=[stripped])
    contacts = FieldList(FormField(ContactForm), min_entries=MOST_CONTACTS, max_entries=10)
    revision = IntegerField(default=1, widget=HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sme.choices = [(each.value, label(each)) for each in SmeCategory]

    def draft(self) -> CompanyDraft:
        people = (each.form for each in self.contacts)
        return CompanyDraft(
            inn=self.inn.data,
            names={
                "name": self.name.data,
                "short_name": self.short_name.data,
                "ogrn": self.ogrn.data or None,
                "city": self.city.data,
            },
            values={
                "sectors": words(self.sectors.data),
                "markets": words(self.markets.data),
                "sme": SmeCategory(self.sme.data),
                "export_status": self.export_status.data,
                "publication_consent": self.publication_consent.data,
                "note": self.note.data,
            },
            products=read_products(self.products.data),
            contacts=tuple(
                ContactRow(each.full_name.data, each.post.data, each.email.data, each.phone.data)
                for each in people
                if each.full_name.data
            ),
            revision=self.revision.data or 1,
        )


def words(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


class SupportForm(KeyedForm):
    """One support and what came of it."""

    title = StringField(
        lazy_gettext("Event or support"), [Needed(), Length(max=500)], filters=[stripped]
    )
    day = DayField(lazy_gettext("Day"), [Needed()])
    attendance = SelectField(lazy_gettext("Took part"), default=Attendance.EXPECTED.value)
    rubles = IntegerField(lazy_gettext("Rubles"), WHOLE)
    metres = IntegerField(
        lazy_gettext("Stand, m²"), [Optional(), NumberRange(min=0, max=MOST_METRES)]
    )
    report_due = DayField(lazy_gettext("Report due on"))
    report_on = DayField(lazy_gettext("Report received on"))
    outcome = TextAreaField(
        lazy_gettext("What came of it"), [Length(max=5_000)], filters=[stripped]
    )
    contracts = IntegerField(
        lazy_gettext("Contracts"), [Optional(), NumberRange(min=0, max=10_000)]
    )
    amount = IntegerField(lazy_gettext("Sum of contracts"), WHOLE)
    currency = StringField(
        lazy_gettext("Currency"),
        [Regexp(r"[A-Z]{3}\Z", message=lazy_gettext("Three capital letters, for example USD."))],
        default="USD",
        filters=[stripped],
    )
    revision = IntegerField(default=1, widget=HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attendance.choices = [(each.value, label(each)) for each in Attendance]

    def values(self) -> dict[str, Any]:
        plain = ("title", "day", "report_due", "report_on", "outcome", "currency")
        figures = ("rubles", "metres", "contracts", "amount")
        return {
            **{name: self[name].data for name in plain},
            **{name: self[name].data or 0 for name in figures},
            "attendance": Attendance(self.attendance.data),
        }
