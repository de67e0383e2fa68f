"""Countries by name: what the forms of events offer, and where an event is held."""

from babel import Locale
from sqlalchemy import select

from core.adapters.database import db
from core.kernel.search import fold
from events.programme.models import Country, Event
from events.words import Venue, country_in

CODE = 2


def list_countries(language: str) -> tuple[tuple[str, str], ...]:
    """Every country by code and name; in Russian the region's own names come first."""
    names = {
        code: str(name)
        for code, name in Locale.parse(language).territories.items()
        if len(code) == CODE and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ"}
    }
    own = db.session.execute(select(Country.code, Country.name))
    names |= {row[0]: country_in(language, row[0], row[1]) for row in own}
    return tuple(sorted(names.items(), key=lambda each: fold(each[1])))


def venue_of(event: Event) -> Venue:
    """Where the event is held, with the region's own name of the country."""
    own = db.session.scalar(select(Country.name).where(Country.code == event.country))
    return Venue(event.type, event.city, (event.country, own or event.country))
