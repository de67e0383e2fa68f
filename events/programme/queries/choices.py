"""What the forms of events offer: countries by name."""

from babel import Locale
from sqlalchemy import select

from core.adapters.database import db
from core.kernel.search import fold
from events.programme.models import Country

CODE = 2


def list_countries(language: str) -> tuple[tuple[str, str], ...]:
    """Every country by code and name; the region's own names before those of the library."""
    names = {
        code: str(name)
        for code, name in Locale.parse(language).territories.items()
        if len(code) == CODE and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ"}
    }
    names |= {row[0]: row[1] for row in db.session.execute(select(Country.code, Country.name))}
    return tuple(sorted(names.items(), key=lambda each: fold(each[1])))
