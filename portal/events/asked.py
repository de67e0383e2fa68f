"""What a reader of the list of events asked for. Pure; what is no value counts as not given."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from events.programme.rules import EventType

FIRST_YEAR, LAST_YEAR, LAST_PAGE = 1990, 2200, 9999
CODE = 2
MOST_DIGITS = 4


class When(StrEnum):
    """Events ahead or under way, and those that are over."""

    COMING = "coming"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Asked:
    """The part of the list that is looked at; None means all."""

    when: When = When.COMING
    year: int | None = None
    type: EventType | None = None
    country: str | None = None
    page: int = 1

    def params(self, **changes: Any) -> dict[str, Any]:
        """The query of the address of a changed list, which begins at its first page."""
        other = replace(self, **{"page": 1, **changes})
        values = {each.name: getattr(other, each.name) for each in fields(other)}
        usual = Asked()
        return {
            name: value
            for name, value in values.items()
            if value not in {None, getattr(usual, name)}
        }


def asked_of(query: Mapping[str, str]) -> Asked:
    country = query.get("country", "")
    return Asked(
        when=When.PAST if query.get("when") == When.PAST else When.COMING,
        year=number(query.get("year", ""), FIRST_YEAR, LAST_YEAR),
        type=EventType(query["type"]) if query.get("type") in set(EventType) else None,
        country=country if is_code(country) else None,
        page=number(query.get("page", ""), 1, LAST_PAGE) or 1,
    )


def is_code(text: str) -> bool:
    return len(text) == CODE and text.isascii() and text.isalpha() and text.isupper()


def number(text: str, least: int, most: int) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        return None
    return int(text) if least <= int(text) <= most else None
