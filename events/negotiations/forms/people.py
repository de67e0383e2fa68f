"""Forms of participants: a buyer or an exporter, and the choice of a wish."""

from flask_babel import lazy_gettext
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.adapters.forms import BaseForm, stripped
from core.letters.rules.letter import LONGEST_EMAIL
from events.missions.rules.timetable.wishes import Wish
from events.negotiations.rules.languages import languages_in
from events.negotiations.rules.people import MOST_MEETINGS, NegotiatorDraft


class NegotiatorForm(BaseForm):
    """A participant; of an exporter only what the schedule itself needs is asked."""

    name = StringField(lazy_gettext("Company"), [Length(max=400)], filters=[stripped])
    country = SelectField(lazy_gettext("Country"), validate_choice=False)
    city = StringField(lazy_gettext("Town"), [Length(max=200)], filters=[stripped])
    languages = StringField(
        lazy_gettext("Languages, between commas"), [Length(max=300)], filters=[stripped]
    )
    goods = TextAreaField(lazy_gettext("Products"), [Length(max=5000)], filters=[stripped])
    contact = StringField(lazy_gettext("Contact person"), [Length(max=200)], filters=[stripped])
    email = StringField(lazy_gettext("E-mail"), [Length(max=LONGEST_EMAIL)], filters=[stripped])
    phone = StringField(lazy_gettext("Telephone"), [Length(max=60)], filters=[stripped])
    most = IntegerField(
        lazy_gettext("At most so many meetings"),
        [Optional(), NumberRange(min=1, max=MOST_MEETINGS)],
    )
    hall = SelectField(lazy_gettext("Hall"), coerce=str, validate_choice=False)
    table = IntegerField(
        lazy_gettext("Table of its own"), [Optional(), NumberRange(min=1, max=10_000)]
    )
    revision = IntegerField(default=1, widget=HiddenInput())

    def draft(self) -> NegotiatorDraft:
        hall = self.hall.data or ""
        return NegotiatorDraft(
            name=self.name.data or "",
            country=(self.country.data or "")[:2],
            city=self.city.data or "",
            languages=languages_in(self.languages.data or ""),
            goods=self.goods.data or "",
            contact=self.contact.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
            most=self.most.data,
            hall=int(hall) if hall.isdecimal() and len(hall) < 10 else None,  # noqa: PLR2004
            table=self.table.data,
            revision=self.revision.data or 0,
        )


def wish_in(text: str | None) -> Wish | None:
    """A wish as a form sends it; anything else is no wish."""
    return Wish(text) if text in set(Wish) else None
