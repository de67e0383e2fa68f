"""The check of a composition against the nine categories of the Standard. Pure.

It warns and never blocks: a council with a gap works on, and the page says what is missing.
"""

from collections.abc import Iterable

from council.membership.rules import Category

REQUIRED = (
    Category.EXECUTIVE_BODY,
    Category.REC,
    Category.DEVELOPMENT_INSTITUTE,
    Category.SUPPORT_INFRASTRUCTURE,
    Category.EXPORT_SUPPORT_CENTRE,
    Category.BUSINESS_ASSOCIATION,
    Category.SECTOR_UNION,
    Category.EXPORTER,
    Category.FUTURE_EXPORTER,
)


def missing_categories(present: Iterable[Category]) -> tuple[Category, ...]:
    """The categories named by the Standard that nobody represents, in its order."""
    represented = set(present)
    return tuple(category for category in REQUIRED if category not in represented)
