"""Names, places and days of events in the reader's language; what is only Russian stays Russian."""

from dataclasses import dataclass
from functools import cache

from babel import Locale
from flask_babel import gettext

from core.kernel.language import formats_for
from events.programme.rules import EventType
from events.programme.rules.days import EventDays

ENGLISH = "en"


def name_in(language: str, name: str, name_english: str) -> str:
    return name_english if language == ENGLISH and name_english else name


def country_in(language: str, code: str, own: str) -> str:
    """The region's own Russian name, else that of the library; the code where nobody knows it."""
    if language != ENGLISH and own and own != code:
        return own
    return territories(language).get(code, own or code)


@cache
def territories(language: str) -> dict[str, str]:
    return {code: str(name) for code, name in Locale.parse(language).territories.items()}


def place_in(language: str, kind: EventType, city: str, country: tuple[str, str]) -> str:
    """«г. Астана, Казахстан»; `country` is its code and own name.

    Buyers come to the city: their country is no part of the place.
    """
    if kind is EventType.BUYERS and city:
        return city
    return ", ".join(filter(None, (city, country_in(language, *country))))


@dataclass(frozen=True, slots=True)
class Venue:
    """Where an event is held, to be said in the language of each reader."""

    kind: EventType
    city: str
    country: tuple[str, str]

    def said(self, language: str) -> str:
        return place_in(language, self.kind, self.city, self.country)


def days_in(language: str, days: EventDays, unknown: str = "") -> str:
    """«8–10 февраля 2027 г.», «февраль 2027 г.»; `unknown` where nothing is known."""
    formats = formats_for(language)
    if days.starts_on is not None:
        return formats.period(days.starts_on, days.ends_on or days.starts_on)
    return formats.month_year(days.month) if days.month else unknown or gettext("not known yet")
