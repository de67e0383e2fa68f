"""Forms around personal data. Shape only."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import RadioField, SearchField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from core.adapters.fields import DayField, Needed
from core.adapters.forms import BaseForm, KeyedForm, stripped
from core.adapters.language import label
from core.kernel.errors import N_
from core.privacy.rules.requests import RequestKind

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


class RequestForm(KeyedForm):
    name = StringField(
        lazy_gettext("Who asks"),
        [Needed(N_("Write who asks.")), Length(max=200)],
        filters=[stripped],
    )
    email = StringField(lazy_gettext("E-mail"), [Length(max=254)], filters=[stripped])
    kind = RadioField(
        lazy_gettext("What is asked for"),
        [InputRequired(lazy_gettext("Choose what is asked for."))],
        coerce=str,
    )
    received_on = DayField(
        lazy_gettext("Day on which the request came"),
        [InputRequired(lazy_gettext("Enter the day."))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(each.value, label(each)) for each in RequestKind]


class AnswerForm(BaseForm):
    answered_on = DayField(
        lazy_gettext("Day of the answer"), [InputRequired(lazy_gettext("Enter the day."))]
    )
    answer = TextAreaField(
        lazy_gettext("What was answered and done"),
        [Needed(N_("Write what was answered and done.")), Length(max=2000)],
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
