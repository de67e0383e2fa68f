"""Pieces that the forms of a session share: counts, votes, people to choose from.

Numbers of votes may be left empty, which means nought: the sum is checked by the rules.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import gettext
from wtforms import IntegerField, RadioField, SelectChoice
from wtforms.validators import ValidationError

from core.adapters.fields import as_uuid
from core.adapters.language import label as say
from council.meetings.rules.kinds import Choice

PERSON, GUEST, ORGANISATION = "person", "guest", "organisation"
Choices = list[tuple[str, str]]


class CountField(IntegerField):
    """A number of votes; an empty field is nought."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and not valuelist[0].strip():
            self.data = 0
            return
        super().process_formdata(valuelist)

    @property
    def count(self) -> int:
        return self.data or 0


class VoteField(RadioField):
    """One of the three choices; what is missing or strange is told in one sentence."""

    def __init__(self, label: str, validators: Any = None, **kwargs: Any) -> None:
        choices = [SelectChoice(choice.value, say(choice)) for choice in Choice]
        super().__init__(label, validators, choices=choices, **kwargs)

    def pre_validate(self, _form: Any) -> None:
        if self.data not in set(Choice):
            raise ValidationError(gettext("Choose: in favour, against or abstained."))


def chosen(value: str, kind: str) -> UUID | None:
    """The identity behind «person:…» if it is of that kind."""
    found, _, identity = (value or "").partition(":")
    return as_uuid(identity) if found == kind else None


def with_blank(options: Iterable[tuple[str, str]], blank: str) -> Choices:
    return [("", blank), *options]


def presiding_choices() -> Choices:
    blank = gettext("the votes are not equal")
    return with_blank([(choice.value, say(choice)) for choice in Choice], blank)


def choice_of(value: str | None) -> Choice | None:
    """The choice that was made; spaces, which `Optional` lets pass, are none."""
    return Choice(value) if value in set(Choice) else None
