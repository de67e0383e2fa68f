"""What a search among meetings found: every word in some form, the newest first (invariant 22)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.kernel.pagination import Pages
from core.kernel.search import Lemmas, matches
from council.meetings.rules.addresses import MeetingAddress
from council.meetings.rules.naming import named_day_of
from portal.meetings.naming import Masks
from portal.meetings.queries.search import FoundText, Texts

PAGE = 25


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
    """`is_cut` tells that older texts with the words were not looked at."""

    query: str
    hits: tuple[Hit, ...]
    found: int
    number: int
    total: int
    is_cut: bool
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The words and the page of what was found with them."""

    query: str
    page: int = 1


def search_page(
    asked: Asked,
    texts: Texts,
    naming: Masks,
    *,
    lemmas: Lemmas,
    years: tuple[int, ...],
) -> SearchPage:
    found = tuple(one_per_item(matching(asked.query, texts.newest, naming, lemmas)))
    pages = Pages(len(found), PAGE, asked.page)
    return SearchPage(
        query=asked.query,
        hits=pages.part(found),
        found=pages.found,
        number=pages.number,
        total=pages.total,
        is_cut=texts.is_cut,
        years=years,
    )


def matching(
    query: str, texts: Iterable[FoundText], naming: Masks, lemmas: Lemmas
) -> Iterator[Hit]:
    """The search reads what a visitor would read: names that are hidden cannot be found.

    The index has found every text by its words as written; what is shown as it is written
    has them, and only a text with a name covered is looked through again.
    """
    for text in texts:
        title, decision = naming.shown(text.title), naming.shown(text.text)
        shown, written = decision or title, text.text or text.title
        if shown == written or matches(query, shown, lemmas):
            yield hit(text, title, decision)


def hit(text: FoundText, title: str, decision: str) -> Hit:
    address = MeetingAddress.of_body(text.body_kind, text.slug, text.year, text.number)
    return Hit(address, text.item_number, named_day_of(text), title, decision)


def one_per_item(hits: Iterable[Hit]) -> Iterator[Hit]:
    seen = set()
    for each in hits:
        key = (each.address, each.item)
        if key not in seen:
            seen.add(key)
            yield each
