"""The filter of the journal. Shape only."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext
from wtforms import SearchField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from core.adapters.fields import DayField, as_uuid
from core.adapters.forms import BaseForm, stripped
from core.audit.queries.reading import JournalFilter
from core.audit.words import action_in_words, noun_in_words

ONE_DAY = timedelta(days=1)


class FilterForm(BaseForm):
    since = DayField(lazy_gettext("From day"))
    until = DayField(lazy_gettext("Until day"))
    actor = SearchField(lazy_gettext("Who"), [Length(max=200)], filters=[stripped])
    what = SelectField(lazy_gettext("What was done"), default="", validate_choice=False)
    record = SearchField(lazy_gettext("Number of the record"), [Length(max=40)], filters=[stripped])
    address = SearchField(lazy_gettext("Network address"), [Length(max=64)], filters=[stripped])

    def offer(self, actions: Iterable[str]) -> None:
        """Kinds of records, then every action that there is; a choice that is none finds all."""
        all_of_them = tuple(actions)
        known = sorted({(action_in_words(each), each) for each in all_of_them})
        nouns = sorted({(noun_in_words(noun), noun) for noun in map(noun_of, all_of_them)})
        self.what.choices = [
            SelectChoice("", lazy_gettext("Any action")),
            *(SelectChoice(f"{noun}.", f"{said[:1].upper()}{said[1:]}") for said, noun in nouns),
            *(SelectChoice(each, said) for said, each in known),
        ]

    def chosen(self, zone: str) -> JournalFilter:
        """What is wrong finds nothing less: only readable fields count."""
        self.validate()
        good = {field.name: field.data or "" for field in self if not field.errors}
        until: Any = good.get("until")
        return JournalFilter(
            since=midnight(good.get("since"), zone),
            until=midnight(until + ONE_DAY if until else None, zone),
            actor=str(good.get("actor", "")),
            what=str(good.get("what", "")),
            subject_id=as_uuid(good.get("record", "")),
            address=str(good.get("address", "")),
        )


def noun_of(what: str) -> str:
    return what.partition(".")[0]


def midnight(day: Any, zone: str) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC) if day else None
