"""Forms about letters: the secretary's filter, sending again, the reader's choice. Shape only."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext
from wtforms import EmailField, RadioField, SearchField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from core.adapters.fields import Needed
from core.adapters.forms import BaseForm, stripped
from core.adapters.language import LANGUAGES, label
from core.kernel.errors import N_
from core.letters.queries.desk import Filter, Handover, Matter
from core.letters.rules import Frequency, LetterState

NAMES_OF_LANGUAGES = {"ru": "Русский", "en": "English"}


class FilterForm(BaseForm):
    state = SelectField(lazy_gettext("State"), default="", validate_choice=False)
    about = SelectField(lazy_gettext("About"), default="", validate_choice=False)
    q = SearchField(lazy_gettext("Name or e-mail"), [Length(max=200)], filters=[stripped])

    def offer(self, matters: tuple[Matter, ...]) -> None:
        """Fill the lists; a choice that is none finds all."""
        states = (SelectChoice(each.value, label(each)) for each in (*Handover, *LetterState))
        self.state.choices = [SelectChoice("", lazy_gettext("All")), *states]
        self.about.choices = [
            SelectChoice("", lazy_gettext("Everything")),
            *(SelectChoice(str(each.about_id), each.about) for each in matters),
        ]

    @property
    def chosen(self) -> Filter:
        words = self.q.data if self.validate() and self.q.data else ""
        return Filter(
            state=known(Handover, self.state.data) or known(LetterState, self.state.data),
            words=words,
            about_id=known(UUID, self.about.data),
        )


def known(kind: Any, value: str | None) -> Any:
    try:
        return kind(value)
    except (ValueError, AttributeError, TypeError):
        return None


class SendAgainForm(BaseForm):
    email = EmailField(
        lazy_gettext("E-mail"),
        [Needed(N_("Enter the e-mail.")), Length(max=254)],
        filters=[stripped],
    )


class ChoiceForm(BaseForm):
    frequency = RadioField(
        lazy_gettext("How often"),
        [Needed(N_("Choose how often you want letters."))],
        choices=[
            SelectChoice(Frequency.AT_ONCE.value, lazy_gettext("Every letter at once")),
            SelectChoice(Frequency.DAILY.value, lazy_gettext("Once a day, all in one letter")),
            SelectChoice(
                Frequency.ASKS_ONLY.value, lazy_gettext("Only what asks for an answer from me")
            ),
        ],
    )
    language = RadioField(
        lazy_gettext("Language of the letters"),
        [Needed(N_("Choose a language."))],
        choices=[SelectChoice(each, NAMES_OF_LANGUAGES[each]) for each in LANGUAGES],
    )
