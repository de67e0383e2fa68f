"""What a search among meetings found: every word in some form, the newest first (invariant 22)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from core.kernel.search import Lemmas, normal_words, search_terms
from core.kernel.zones import local
from council.meetings.rules.addresses import MeetingAddress
from council.membership.rules import BodyKind
from portal.meetings.naming import Masks
from portal.meetings.queries.search import FoundText

MOST_FOUND = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found; `text` is the decision that has the words, if a decision has."""

    address: MeetingAddress
    item: int
    day: date
    title: str
    text: str

    @property
    def url(self) -> str:
        return f"{self.address.page}#item-{self.item}"


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`is_cut` tells that there is more than is shown."""

    query: str
    hits: tuple[Hit, ...]
    is_cut: bool
    years: tuple[int, ...]


def search_page(
    query: str,
    texts: Iterable[FoundText],
    naming: Masks,
    *,
    lemmas: Lemmas,
    years: tuple[int, ...],
) -> SearchPage:
    found = one_per_item(matching(query, texts, naming, lemmas))
    hits = tuple(islice(found, MOST_FOUND + 1))  # what is not shown is not read either
    return SearchPage(query, hits[:MOST_FOUND], is_cut=len(hits) > MOST_FOUND, years=years)


def matching(
    query: str, texts: Iterable[FoundText], naming: Masks, lemmas: Lemmas
) -> Iterator[Hit]:
    """The search reads what a visitor would read: names that are hidden cannot be found."""
    terms = search_terms(query, lemmas)
    for text in texts:
        title, decision = naming.shown(text.title), naming.shown(text.text)
        found = frozenset(normal_words(decision or title, lemmas))
        if terms and all(not found.isdisjoint(term) for term in terms):
            yield hit(text, title, decision)


def hit(text: FoundText, title: str, decision: str) -> Hit:
    slug = None if text.body_kind is BodyKind.COUNCIL else text.slug
    address = MeetingAddress(text.year, text.number, slug)
    day = local(text.starts_at, text.zone).date()
    return Hit(address, text.item_number, day, title, decision)


def one_per_item(hits: Iterable[Hit]) -> Iterator[Hit]:
    seen = set()
    for each in hits:
        key = (each.address, each.item)
        if key not in seen:
            seen.add(key)
            yield each
