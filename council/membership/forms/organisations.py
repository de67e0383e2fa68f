"""What is typed about an organisation."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import EmailField, SearchField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from core.adapters.forms import BaseForm
from core.adapters.language import sentence
from core.kernel.identifiers import read_inn, read_ogrn
from core.letters.rules import Addressee
from core.letters.services.mending import EMAIL_UNREADABLE
from council.membership.forms.fields import RecordForm, one_line, paragraphs, reading


def readable_email(_form: Any, field: Any) -> None:
    """An address that letters can be sent to, or none: then they go on paper."""
    if field.data and not Addressee("", field.data).address:
        raise ValidationError(sentence(EMAIL_UNREADABLE))


class OrganisationForm(RecordForm):
    name = StringField(
        lazy_gettext("Full name"),
        [DataRequired(lazy_gettext("Enter the name of the organisation.")), Length(max=400)],
        filters=[one_line],
    )
    short_name = StringField(lazy_gettext("Short name"), [Length(max=200)], filters=[one_line])
    kind = StringField(lazy_gettext("Kind"), [Length(max=200)], filters=[one_line])
    inn = StringField(lazy_gettext("INN"), [Length(max=20), reading(read_inn)], filters=[one_line])
    ogrn = StringField(
        lazy_gettext("OGRN or OGRNIP"), [Length(max=25), reading(read_ogrn)], filters=[one_line]
    )
    city = StringField(lazy_gettext("City"), [Length(max=200)], filters=[one_line])
    email = EmailField(
        lazy_gettext("E-mail"), [Length(max=254), readable_email], filters=[one_line]
    )
    note = TextAreaField(lazy_gettext("Note"), [Length(max=2000)], filters=[paragraphs])


class SearchForm(BaseForm):
    q = SearchField(lazy_gettext("Name, INN or city"), [Length(max=200)])
