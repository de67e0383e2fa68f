"""The limits as a table, and which of them a request falls under. Pure.

Whatever has the shape of a search, an upload or a table of figures is limited without being named;
what costs more than its shape tells (papers, letters, registrations) is counted where it is done.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
MEGABYTE = 1024 * 1024
TABLES = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times within so many seconds, for each person, network or address."""

    name: str
    times: int
    seconds: int


SEARCHES = Rate("search", 30, MINUTE)
EXPORTS = Rate("export", 10, MINUTE)
UPLOADS = Rate("upload", 20, HOUR)
UPLOADED = Rate("uploaded-megabytes", 500, DAY)
DATA = Rate("json", 60, MINUTE)
REGISTRATIONS = Rate("registration", 3, HOUR)  # for each mail; a network's own is a rule of theirs
LINKS = Rate("link", 3, HOUR)  # letters with a link for a password, to one mail
GUESSES = Rate("guess", 10, HOUR)  # links for a password that never were, from one network
FORMS = Rate("form", 300, HOUR)  # by secret links, from one network: a hall full of companies
FEEDBACK = Rate("feedback", 30, HOUR)  # by the link of an event, which many people have
CHECKS = Rate("check", 60, MINUTE)  # of a document's number
COMPARISONS = Rate("comparison", 20, HOUR)  # of a document's file

EXPORTS_AT_ONCE = 2
LONGEST_EXPORT = 180  # seconds, after which a seat falls free by itself


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a request decides about its limits."""

    method: str
    path: str
    searches_for: str = ""
    files: int = 0
    length: int = 0


def limits_of(asked: Asked) -> Sequence[tuple[Rate, int]]:
    """The limits of a request, each with what it costs."""
    if asked.method == "POST":
        if not asked.files:
            return ()
        return (UPLOADS, 1), (UPLOADED, max(1, -(-asked.length // MEGABYTE)))
    if asked.path.endswith(TABLES):
        return ((EXPORTS, 1),)
    if asked.path.endswith(".json"):
        return ((DATA, 1),)
    return ((SEARCHES, 1),) if asked.searches_for.strip() else ()
