"""The history of any record in words, for records whose slice has no words of its own.

Shown by `history` of templates/components/history.html; addresses of machines stay in the journal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import render_template
from flask_babel import gettext

from core.adapters.journal import HistoryLine, list_history
from core.audit.fields import FIELDS
from core.audit.words import IDENTITY, action_in_words, is_change, value_in_words


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it was (None if that is not told) and what it is."""

    field: str
    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a record's history in the reader's language."""

    text: str
    actor: str
    at: datetime
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The history of one record, the newest first, and the way back to it."""

    name: str
    back: str
    zone: str
    entries: tuple[Happened, ...]


def in_words(lines: Sequence[HistoryLine]) -> tuple[Happened, ...]:
    return tuple(
        Happened(action_in_words(line.what), line.actor_name, line.at, changes_of(line))
        for line in lines
    )


def changes_of(line: HistoryLine) -> tuple[Change, ...]:
    """Only what has a name in words: numbers of records tell a person nothing."""
    return tuple(
        change_of(name, value)
        for name, value in line.details.items()
        if name in FIELDS and value not in (None, "", []) and not names_records(value)
    )


def names_records(value: Any) -> bool:
    """Whether these are identities of records alone, or one that was set or taken away."""
    if isinstance(value, list):
        named = [each for each in value if each is not None]
        return bool(named) and all(names_records(each) for each in named)
    return bool(IDENTITY.fullmatch(str(value)))


def change_of(name: str, value: Any) -> Change:
    field = gettext(FIELDS[name])
    if is_change(value, name):
        return Change(field, value_in_words(value[0], name), value_in_words(value[1], name))
    return Change(field, None, value_in_words(value, name))


def show_history(subject_ids: Sequence[UUID], *, name: str, back: str, zone: str) -> str:
    """The page of a record's history; the view has seen to it that the viewer may read it."""
    return show_lines(list_history(subject_ids), name=name, back=back, zone=zone)


def show_lines(lines: Sequence[HistoryLine], *, name: str, back: str, zone: str) -> str:
    """The page of lines that the view has chosen, where a record has no entries of its own."""
    page = HistoryPage(name, back, zone, in_words(lines))
    return render_template("audit/history.html", page=page)
