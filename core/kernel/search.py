"""One normal form for what is searched and what is found: case, ё and inflection fall away.

The lemmas come from a dictionary outside; here is only the protocol and what is done around it.
"""

import re
from typing import Protocol

from core.kernel.typography import clean_spaces

WORD = re.compile(r"[^\W_]+")
SHORTEST_ABBREVIATION = 2


class Lemmas(Protocol):
    """A dictionary of word forms."""

    def lemma(self, word: str) -> str:
        """The dictionary form of a small-letter word: китая → китай; itself if not known."""
        ...


def fold(text: str) -> str:
    """The text for comparing and sorting: small letters, ё as е."""
    return clean_spaces(text).casefold().replace("ё", "е")


def normal_words(text: str, lemmas: Lemmas) -> tuple[str, ...]:
    """The words of a text as an index stores them, in their order.

    A word in capitals stands twice, as written and as a dictionary form: nobody can tell an
    abbreviation (ЦПЭ) from a word of a heading (ПОВЕСТКА). Words with hyphens stand in parts.
    """
    return tuple(form for word in WORD.findall(clean_spaces(text)) for form in forms(word, lemmas))


def normal_text(text: str, lemmas: Lemmas) -> str:
    """The normal words in one string, as an index stores them."""
    return " ".join(normal_words(text, lemmas))


def search_terms(query: str, lemmas: Lemmas) -> tuple[tuple[str, ...], ...]:
    """What to look for: all of the terms, each in any of its forms."""
    return tuple(forms(word, lemmas) for word in WORD.findall(clean_spaces(query)))


def matches(query: str, text: str, lemmas: Lemmas) -> bool:
    """Whether every word of the query occurs in the text in some form."""
    found = frozenset(normal_words(text, lemmas))
    return all(not found.isdisjoint(term) for term in search_terms(query, lemmas))


def forms(word: str, lemmas: Lemmas) -> tuple[str, ...]:
    """The normal forms of one word; two where capitals leave its nature open."""
    written = fold(word)
    if not word.isalpha():
        return (written,)
    lemma = fold(lemmas.lemma(word.casefold()))
    is_open = len(word) >= SHORTEST_ABBREVIATION and word.isupper() and lemma != written
    return (written, lemma) if is_open else (lemma,)
