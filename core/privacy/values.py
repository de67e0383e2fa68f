"""Values of one person's data in words: of pages, and of the paper that holds them all.

Names no record of the register but those of the journal, whose codes have words of their own.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from flask_babel import gettext

from core.accounts.factor_pages import METHODS
from core.adapters.language import label
from core.audit.words import action_in_words
from core.kernel.dates_input import stored_day
from core.kernel.register import PersonalRecord
from core.kernel.zones import local
from core.privacy.words import column_in_words

LONGEST = 300
# Codes, numbers of records and digests under names that only programs know. The file of one's data,
# offered on the same page, holds them, too.
MACHINE = re.compile(r"[a-z]+(?:_[a-z]+)*|[0-9a-f]{8}(?:-?[0-9a-f]{4,}){3,}")
PAGE = re.compile(r"/\S*")  # where a link of a letter leads
JOURNAL = frozenset({"journal", "journal_values"})


def told(one: PersonalRecord, name: str, value: Any, zone: str, longest: int = LONGEST) -> str:
    """Actions of the journal, the names of its values, ways to show who one is have own words."""
    if one.table in JOURNAL and name == "what":
        return action_in_words(value)
    if one.table in JOURNAL and name == "name":
        return column_in_words(value)
    if name == "auth_methods" and value in METHODS:
        return gettext(METHODS[value])
    return said(value, zone, longest)


def said(value: Any, zone: str, longest: int = LONGEST) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, date | time):
        return said_of_time(value, zone)
    if isinstance(value, list | tuple):
        told = (said(each, zone, longest) for each in value if not PAGE.fullmatch(str(each)))
        return cut("; ".join(told), longest)
    if isinstance(value, Mapping):
        pairs = (said_of_pair(*pair, zone, longest) for pair in value.items() if pair[1])
        return cut("; ".join(filter(None, pairs)), longest)
    return cut(str(value), longest)


def said_of_pair(name: str, value: Any, zone: str, longest: int) -> str:
    """Names that only programs know are left out; questions of a form stay with their answers."""
    words = said((isinstance(value, str) and stored_day(value)) or value, zone, longest)
    if not name.isascii() or " " in name:
        return f"{name}: {words}"
    return "" if MACHINE.fullmatch(words) or PAGE.fullmatch(words) else words


def said_of_time(value: date | time, zone: str) -> str:
    if isinstance(value, datetime):
        return local(value, zone).strftime("%d.%m.%Y %H:%M")
    return value.strftime("%d.%m.%Y" if isinstance(value, date) else "%H:%M")


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
