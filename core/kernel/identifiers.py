"""State numbers of organisations and entrepreneurs, read and checked by their check digits.

Whether a number is in the register nobody can tell from its digits: that stays a manual mark.
"""

import re
from enum import StrEnum

from core.kernel.errors import N_
from core.kernel.typography import clean_spaces
from core.kernel.unreadable import Unreadable

BETWEEN_DIGITS = re.compile(r"[\s-]+")
INN_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
ORGANISATION_INN, PERSON_INN = 10, 12
ORGANISATION_OGRN, ENTREPRENEUR_OGRN = 13, 15
OGRN_BEGINNINGS = {ORGANISATION_OGRN: "15", ENTREPRENEUR_OGRN: "3"}


class Holder(StrEnum):
    """Whose number it is; a person's INN serves an entrepreneur too."""

    ORGANISATION = "organisation"
    PERSON = "person"


def read_inn(text: str) -> str:
    """The digits of a taxpayer's number (ИНН); raises `Unreadable`."""
    digits = only_digits(text)
    if len(digits) not in (ORGANISATION_INN, PERSON_INN):
        message = N_("An INN has 10 digits for an organisation or 12 for a person. Check yours.")
        raise Unreadable("inn_length", message)
    first_check = 9 if len(digits) == ORGANISATION_INN else 10
    right = (inn_check_digit(digits[:at]) == digits[at] for at in range(first_check, len(digits)))
    # No region has the code 00; without this, a row of noughts would pass as a number.
    if digits.startswith("00") or not all(right):
        message = N_("There is a mistake in the INN. Compare it with the certificate.")
        raise Unreadable("inn_check", message)
    return digits


def read_ogrn(text: str) -> str:
    """The digits of a register number (ОГРН of 13, ОГРНИП of 15 digits); raises `Unreadable`."""
    digits = only_digits(text)
    if len(digits) not in OGRN_BEGINNINGS:
        message = N_("An OGRN has 13 digits for an organisation or 15 for an entrepreneur.")
        raise Unreadable("ogrn_length", message)
    # The check digit is the LAST digit of the remainder, which may itself have two.
    remainder = int(digits[:-1]) % (len(digits) - 2)
    begins_well = digits[0] in OGRN_BEGINNINGS[len(digits)]
    if not begins_well or remainder % 10 != int(digits[-1]):
        message = N_("There is a mistake in the OGRN. Compare it with the certificate.")
        raise Unreadable("ogrn_check", message)
    return digits


def holder_of(number: str) -> Holder:
    """Whose the number is; for numbers that were read by this module."""
    is_organisation = len(number) in (ORGANISATION_INN, ORGANISATION_OGRN)
    return Holder.ORGANISATION if is_organisation else Holder.PERSON


def only_digits(text: str) -> str:
    """The text without spaces and hyphens if the rest is digits of the ASCII kind, else ""."""
    digits = BETWEEN_DIGITS.sub("", clean_spaces(text))
    return digits if digits.isascii() and digits.isdigit() else ""


def inn_check_digit(digits: str) -> str:
    """The digit that must follow these; the weights end in the same row for every length."""
    weights = INN_WEIGHTS[-len(digits) :]
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return str(total % 11 % 10)
