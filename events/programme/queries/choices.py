"""What the forms of events offer: countries by name."""

from babel import Locale
from sqlalchemy import select

from core.adapters.database import db
from core.kernel.search import fold
from events.programme.models import Country
from events.words import country_in

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
