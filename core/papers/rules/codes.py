"""The code of a kept paper: year, number within the year, check digit. Pure.

Short enough to be read out; the last digit tells a slip of one digit or of two neighbours.
"""

import re

CODE = re.compile(r"(?P<year>\d{4})-(?P<number>\d{5,7})-(?P<check>\d)")
SEPARATORS = re.compile(r"[\s\u2010-\u2015\u2212_/.-]+")
BASE = 10
LARGEST = 9


def code_of(year: int, number: int) -> str:
    digits = f"{year:04d}{number:05d}"
    return f"{year:04d}-{number:05d}-{check_digit(digits)}"


def read_code(text: str) -> str:
    """The code in its one spelling, however its parts were set apart; empty if it is none."""
    parts = SEPARATORS.sub("-", text.replace("№", " ").strip()).strip("-")
    found = CODE.fullmatch(parts) if parts.isascii() else None
    if found is None or check_digit(found["year"] + found["number"]) != found["check"]:
        return ""
    return parts


def check_digit(digits: str) -> str:
    """The digit of Luhn's formula that must follow these."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 if place % 2 else 2)
        total += value - LARGEST if value > LARGEST else value
    return str(-total % BASE)
