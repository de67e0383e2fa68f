"""Dictionary forms of Russian words, from the OpenCorpora dictionary that pymorphy3 reads.

Loads the dictionary (some 40 MB, half a second) at the first word and keeps it for the process.
"""

from functools import cache, lru_cache

from pymorphy3 import MorphAnalyzer

REMEMBERED_WORDS = 5_000  # 1.2 MB; visitors' searches bring new ones without end


class RussianLemmas:
    """The `Lemmas` of the search: the likeliest dictionary form of a word.

    A participle falls together with its verb («утверждённый» with «утвердить»); the two aspects
    of a verb do not («утверждать» stays apart).
    """

    def lemma(self, word: str) -> str:
        return _lemma(word)


@cache
def analyzer() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=REMEMBERED_WORDS)
def _lemma(word: str) -> str:
    return str(analyzer().parse(word)[0].normal_form)
