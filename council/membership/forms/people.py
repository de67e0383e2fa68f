"""What is typed about people: who they are, their consents, their invitation."""

from flask_babel import lazy_gettext
from wtforms import EmailField, RadioField, SearchField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from core.adapters.fields import DayField
from core.adapters.forms import BaseForm, KeyedForm, stripped
from core.kernel.names import check_words
from council.membership.forms.fields import (
    RecordForm,
    coerced,
    enum_choices,
    one_line,
    reading,
    uuid_or_none,
)
from council.membership.rules import ConsentScope, Gender

IS_NAME = reading(lambda text: check_words(text.split()))


class PersonForm(RecordForm):
    surname = StringField(
        lazy_gettext("Surname"),
        [DataRequired(lazy_gettext("Enter the surname.")), Length(max=100), IS_NAME],
        filters=[one_line],
    )
    given_name = StringField(
        lazy_gettext("Given name"),
        [DataRequired(lazy_gettext("Enter the given name.")), Length(max=100), IS_NAME],
        filters=[one_line],
    )
    patronymic = StringField(
        lazy_gettext("Patronymic"), [Length(max=100), IS_NAME], filters=[one_line]
    )
    gender = RadioField(
        lazy_gettext("Grammatical gender"),
        [InputRequired(lazy_gettext("Choose the gender: the case forms follow from it."))],
        choices=enum_choices(Gender),
        coerce=coerced(Gender),
    )
    genitive = StringField(lazy_gettext("Genitive"), [Length(max=200)], filters=[one_line])
    dative = StringField(lazy_gettext("Dative"), [Length(max=200)], filters=[one_line])
    instrumental = StringField(lazy_gettext("Instrumental"), [Length(max=200)], filters=[one_line])
    position = StringField(lazy_gettext("Position"), [Length(max=400)], filters=[one_line])
    organisation_id = SelectField(lazy_gettext("Organisation"), coerce=uuid_or_none)
    email = EmailField(lazy_gettext("E-mail"), [Length(max=254)], filters=[stripped])
    phone = StringField(lazy_gettext("Telephone"), [Length(max=60)], filters=[one_line])


class InviteForm(KeyedForm):
    email = EmailField(
        lazy_gettext("E-mail"),
        [DataRequired(lazy_gettext("Enter the e-mail.")), Length(max=254)],
        filters=[stripped],
    )


class SearchForm(BaseForm):
    q = SearchField(lazy_gettext("Name, position or organisation"), [Length(max=200)])


class ConsentForm(KeyedForm):
    scope = RadioField(
        lazy_gettext("What may be published"),
        [InputRequired(lazy_gettext("Choose what the consent is about."))],
        choices=enum_choices(ConsentScope),
        coerce=coerced(ConsentScope),
    )
    given_on = DayField(
        lazy_gettext("Day of the signature"),
        [InputRequired(lazy_gettext("Enter the day on which the consent was signed."))],
    )
