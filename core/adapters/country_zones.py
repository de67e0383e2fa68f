"""Which time zones a country has, by the tables that come with the tz database.

The first zone of a country is a proposal that people may change.
"""

from functools import cache
from importlib.resources import files

FALLBACK = "Etc/UTC"


@cache
def zones_by_country() -> dict[str, tuple[str, ...]]:
    """IANA zones by the ISO code of the country, the most populous first as the table has them."""
    table = files("tzdata").joinpath("zoneinfo/zone1970.tab").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            codes, _place, zone, *_comment = line.split("\t")
            for code in codes.split(","):
                found[code] = (*found.get(code, ()), zone)
    return found


def first_zone(country: str) -> str:
    """The zone proposed for a country; UTC for a code that the table does not know."""
    return zones_by_country().get(country, (FALLBACK,))[0]
