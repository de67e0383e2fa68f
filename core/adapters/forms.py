"""The base of every form: shape of input only, messages in the reader's language.

Forgery protection is not here: Flask-WTF's CSRFProtect checks every POST of the whole application.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask_babel import get_translations, gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.meta import DefaultMeta

from core.adapters.fields import KeyField
from core.adapters.once import SENT
from core.kernel.errors import N_, Refused
from core.kernel.typography import TURNING, unturned

NUL = N_("Remove the invisible character (NUL) from the text.")
LARGEST = 2_000_000_000


class Translations:
    """WTForms' own messages through our catalogue (wtforms.po)."""

    def gettext(self, text: str) -> str:
        return gettext(text)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        # Not flask_babel's ngettext: it would fill in the places that WTForms fills in itself.
        return str(get_translations().ungettext(singular, plural, number))


class BaseForm(Form):
    """A form whose every text field refuses NUL bytes and every number a huge one.

    Signs that turn the order of letters are taken out of whatever is typed.
    """

    class Meta(DefaultMeta):
        def get_translations(self, _form: Any) -> Translations:
            return Translations()

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            return super().wrap_formdata(form, straightened(formdata))

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        valid = super().validate(extra_validators)
        impossible = [field for field in self if holds_impossible(field)]
        return valid and not impossible

    def fix(self, name: str) -> None:
        """The page offers no control for this field: nothing can lead to it from the summary."""
        self[name].is_fixed = True

    def refuse(self, refused: Refused, say: Callable[[Any], str], **fields: str) -> None:
        """Put each reason beside the field named for its code, else at the top of the form."""
        for refusal in refused.refusals:
            if name := fields.get(refusal.code):
                self[name].errors = [*self[name].errors, say(refusal)]
            else:
                self.form_errors.append(say(refusal))


class KeyedForm(BaseForm):
    """A form of a new record: `key` becomes its identity, so that sending it twice makes one."""

    key = KeyField()

    def refuse(self, refused: Refused, say: Callable[[Any], str], **fields: str) -> None:
        """As any form; what was sent already may be sent once more as a new record."""
        super().refuse(refused, say, **fields)
        if SENT.code in refused.codes:
            self.key.renew()


def straightened(typed: MultiDict[str, Any] | None) -> MultiDict[str, Any] | None:
    """What was typed without the signs that turn the order of letters; files as they are."""
    if typed is None or not any(TURNING.search(each) for each in texts_of(typed)):
        return typed
    return MultiDict(
        (name, unturned(value) if isinstance(value, str) else value)
        for name, value in typed.items(multi=True)
    )


def texts_of(typed: MultiDict[str, Any]) -> Iterator[str]:
    return (value for _name, value in typed.items(multi=True) if isinstance(value, str))


def holds_impossible(field: Any) -> bool:
    """Whether the value cannot be stored; adds the message to the field."""
    value = field.data
    if isinstance(value, str) and "\x00" in value:
        field.errors = [*field.errors, gettext(NUL)]
        return True
    if isinstance(value, int) and abs(value) > LARGEST:
        message = gettext("Enter a smaller number.")
        field.errors = [*field.errors, message]
        return True
    return False


def stripped(text: str | None) -> str:
    """Filter: without white space at the ends."""
    return (text or "").strip()
