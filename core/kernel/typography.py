"""Spaces, signs and marks of printed Russian that no locale library sets the office's way.

Pure string work; which words stand between the marks is the business of `russian` and `english`.
"""

import re
import unicodedata
from collections.abc import Sequence
from types import MappingProxyType

NBSP = "\u00a0"
EN_DASH = "–"
MINUS = "−"
ELLIPSIS = "…"
# The office fonts lack the narrow spaces, and copied text with invisible marks is not found again.
CLEANED = str.maketrans({"\u202f": NBSP, "\u2009": NBSP} | dict.fromkeys("\u00ad\u200b\ufeff"))
# Signs that turn the order of letters: with them one name can be read as another.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
LARGEST_ROMAN = 39
FAULTS = MappingProxyType(
    {
        "straight_quotes": re.compile('"'),
        "hyphen_for_dash": re.compile(r"(?<=\s)--?(?=\s)"),
        "em_dash": re.compile("—"),
        "narrow_space": re.compile("[\u202f\u2009]"),
        "invisible_mark": re.compile("[\u00ad\u200b\ufeff]"),
        "several_spaces": re.compile(r"(?<=\S)[^\S\n]{2,}(?=\S)"),
        "space_before_mark": re.compile(r"(?<=\w) [,.;:!?](?!\w)"),
        "number_sign": re.compile(rf"№(?!{NBSP}\S|$)"),
        "year_mark": re.compile(rf"\d(?!{NBSP})\s?гг?\."),
        "three_dots": re.compile(r"\.{3}"),
    }
)
MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
# Where a line must not be broken: before a dash, inside «№ 5», «А.Н. Ветлугин», «г. Омск»…
TIES = (
    re.compile(rf"(?<=\S) (?=[{EN_DASH}·] )"),
    re.compile(r"(?<=№) (?=\S)"),
    re.compile(r"(?<=\bNo\.) (?=\d)"),
    re.compile(r"(?<=[a-zа-яё]) (?=[A-ZА-ЯЁ]\.(?: ?[A-ZА-ЯЁ]\.)?(?!\w))"),
    re.compile(r"(?<=(?<!\w)[A-ZА-ЯЁ]\.) (?=[A-ZА-ЯЁ](?:\.|[a-zа-яё]))"),
    re.compile(r"(?<=\b[гдспч]\.) (?=[A-ZА-ЯЁ\d])"),
    re.compile(r"(?<=\b(?:ул|пл|пр|ст|пп|оф)\.) (?=[A-ZА-ЯЁ\d])"),
    re.compile(r"(?<=\b(?:каб|стр)\.) (?=[A-ZА-ЯЁ\d])"),
    re.compile(r"(?<=\d) (?=(?:гг?\.|%|₽|руб|тыс|млн|млрд))"),
    re.compile(r"(?<=[IVX]) (?=(?:полугоди|квартал))"),
    re.compile(rf"(?<=\d) (?=(?:{MONTHS})(?!\w))"),
)


def tidy(text: str) -> str:
    """The text with no-break spaces where printed Russian asks for them; nothing else changes."""
    for tie in TIES:
        text = tie.sub(NBSP, text)
    return text


def clean_spaces(text: str) -> str:
    """The text without narrow spaces, soft hyphens and invisible marks, composed (NFC)."""
    return unicodedata.normalize("NFC", text.translate(CLEANED))


def unturned(text: str) -> str:
    """The text as its letters follow each other, without signs that show them in another order."""
    return TURNING.sub("", text)


def tied(*words: str) -> str:
    """The words with no-break spaces between them."""
    return NBSP.join(words)


def faults(text: str) -> tuple[str, ...]:
    """The codes of the typographic faults in a Russian text, in the order of `FAULTS`."""
    return tuple(code for code, pattern in FAULTS.items() if pattern.search(text))


def roman(number: int) -> str:
    """A small number in Roman numerals, as half-years, quarters and sections are counted."""
    if not 0 < number <= LARGEST_ROMAN:
        raise ValueError(f"{number} is not written in Roman numerals here")
    signs = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        signs += sign * times
    return signs


def grouped(digits: str, *, by: str) -> str:
    """A string of digits in groups of three from the right."""
    head = len(digits) % 3
    groups = [digits[:head]] if head else []
    return by.join([*groups, *(digits[at : at + 3] for at in range(head, len(digits), 3))])


def listed(words: Sequence[str], conjunction: str) -> str:
    """The words as an enumeration: «Китай, Индия и ОАЭ»."""
    *most, last = words or ("",)
    return f"{', '.join(most)} {conjunction} {last}" if most else last
