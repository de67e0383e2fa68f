"""What a password must be: long and not easy to guess. No rules of composition, no expiry.

A word that anybody would try (common ones, the person's own name and mail, the council's) adds
nothing: enough must remain when such words are taken away. And it must withstand those who try the
passwords of others first: how long it does is told by `core.adapters.guessing`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

from core.accounts.rules.common_words import COMMON_RUSSIAN
from core.kernel.errors import N_, Refusal, Refused

SHORTEST = 15
LONGEST = 256
SHORTEST_REMAINDER = 8
FEWEST_TRIES = 10.0  # as a decimal logarithm: ten thousand million
FEWEST_SIGNS = 6
SHORTEST_WORD = 3
LONGEST_RUN = 4
# Words that anybody would try, in both layouts of the keyboard.
COMMON_WORDS = """
password passwort passw0rd parol parole gfhjkm пароль пороль qwerty йцукен welcome letmein
ghbdtn привет dragon monkey football iloveyou sunshine princess master shadow superman batman
trustno1 starwars whatever freedom login secret private administrator admin админ администратор
guest гость user root test тест demo changeme default service system работа секрет любовь
солнышко наташа настя максим андрей сергей россия russia moscow москва spartak спартак zenit
зенит 1q2w3e 1qaz 2wsx zaq1 abc123 2023 2024 2025 2026 2027
"""
SITE_WORDS = """
совет sovet council экспортный экспорт export губернатор область министерство секретарь
"""
COMMON = frozenset(COMMON_WORDS.split())
SITE = frozenset(SITE_WORDS.split())
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "01234567890",
)
RUNS = tuple(line for row in ROWS for line in (row, row[::-1]))
WORDS = re.compile(r"[^\W_]+")
GUESSABLE = Refusal(
    "password_guessable",
    N_(
        "This password is easy to guess. Leave out your name, e-mail, common words and"
        " rows of keys; add unrelated words."
    ),
)
# How many tries a password withstands (a decimal logarithm) when these words are tried first.
TriesOf = Callable[[str, Iterable[str]], float]


def normal(password: str) -> str:
    """One form for one password, whichever keyboard typed it."""
    return unicodedata.normalize("NFKC", password)


def refusals(password: str, about: Iterable[str] = ()) -> tuple[Refusal, ...]:
    """Why a password cannot be taken; `about` is what is known of its owner (mail, name)."""
    text = normal(password)
    if len(text) < SHORTEST:
        message = N_("Use at least %(count)s characters, for example four unrelated words.")
        return (Refusal("password_short", message, {"count": SHORTEST}),)
    if len(text) > LONGEST:
        message = N_("Use no more than %(count)s characters.")
        return (Refusal("password_long", message, {"count": LONGEST}),)
    if is_guessable(text, about):
        return (GUESSABLE,)
    return ()


def demand_good(password: str, about: Iterable[str], tries_of: TriesOf) -> None:
    """Raise `Refused` for a password that cannot be taken."""
    if found := refusals(password, about):
        raise Refused(*found)
    if tries_of(normal(password), tried_first(about)) < FEWEST_TRIES:
        raise Refused(GUESSABLE)


def is_guessable(password: str, about: Iterable[str]) -> bool:
    text = "".join(WORDS.findall(password.casefold()))
    rest = without_runs(without_words(text, COMMON | SITE | own_words(about)))
    return len(rest) < SHORTEST_REMAINDER or len(set(rest)) < FEWEST_SIGNS


def own_words(about: Iterable[str]) -> frozenset[str]:
    """The words of what is known of the owner; shorter ones stand in other words by chance."""
    words = (word for known in about for word in WORDS.findall(normal(known).casefold()))
    return frozenset(word for word in words if len(word) >= SHORTEST_WORD)


def tried_first(about: Iterable[str]) -> tuple[str, ...]:
    """What somebody who knows the owner and the language tries before all else."""
    return (*sorted(own_words(about)), *sorted(SITE), *sorted(COMMON), *COMMON_RUSSIAN)


def without_words(text: str, words: Iterable[str]) -> str:
    """The text with the words cut out, longest first."""
    for word in sorted(words, key=lambda word: (-len(word), word)):
        text = text.replace(word, "")
    return text


def without_runs(text: str) -> str:
    """The text with rows of keys and repetitions shrunk to their first sign."""
    kept, at = [], 0
    while at < len(text):
        kept.append(text[at])
        at += run_length(text, at)
    return "".join(kept)


def run_length(text: str, start: int) -> int:
    """How many signs from `start` form one row of keys or one repetition; 1 if none."""
    end = start + 1
    while end < len(text) and is_run(text[start : end + 1]):
        end += 1
    length = end - start
    return length if length >= LONGEST_RUN else 1


def is_run(part: str) -> bool:
    return len(set(part)) == 1 or any(part in line for line in RUNS)
