"""Forms around personal data. Shape only."""

from flask_babel import lazy_gettext
from wtforms import SearchField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from core.adapters.forms import BaseForm, stripped

LONGEST = 500


class SearchForm(BaseForm):
    text = SearchField(
        lazy_gettext("Name or e-mail"),
        [DataRequired(lazy_gettext("Enter a name or an e-mail.")), Length(min=3, max=200)],
        filters=[stripped],
    )


class EraseForm(BaseForm):
    reason = TextAreaField(
        lazy_gettext("Why the data are erased"),
        [
            DataRequired(lazy_gettext("Say why the data are erased: a request and its date.")),
            Length(max=LONGEST),
        ],
        filters=[stripped],
    )


class WithdrawForm(BaseForm):
    basis = StringField(
        lazy_gettext("On what the withdrawal rests"),
        [
            DataRequired(lazy_gettext("Say on what the withdrawal rests, with its date.")),
            Length(max=LONGEST),
        ],
        filters=[stripped],
    )
