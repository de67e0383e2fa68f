"""What is typed about an organisation."""

from flask_babel import lazy_gettext
from wtforms import SearchField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from core.adapters.forms import BaseForm
from core.kernel.identifiers import read_inn, read_ogrn
from council.membership.forms.fields import RecordForm, one_line, paragraphs, reading


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
    note = TextAreaField(lazy_gettext("Note"), [Length(max=2000)], filters=[paragraphs])


class SearchForm(BaseForm):
    q = SearchField(lazy_gettext("Name, INN or city"), [Length(max=200)])
