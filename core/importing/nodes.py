"""A value of the file that knows its path, notes what was read and collects faults. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, TypeVar

T = TypeVar("T")
LARGEST_NUMBER = 2_000_000_000
INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the file; `path` reads `meetings[2].agenda[3].votes[0]`."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path or 'file'}: {self.message}"


@dataclass(slots=True)
class Ledger:
    """What reading found out: the faults, and which places of the file somebody read."""

    faults: list[Fault] = field(default_factory=list)
    read: set[str] = field(default_factory=set)


class Node:
    """One value of the file. Readers never raise: they note a fault and return something usable."""

    __slots__ = ("ledger", "path", "value")

    def __init__(self, value: Any, path: str = "", ledger: Ledger | None = None) -> None:
        self.value = value
        self.path = path
        self.ledger = ledger if ledger is not None else Ledger()

    def fault(self, message: str) -> None:
        self.ledger.faults.append(Fault(self.path, message))

    @property
    def is_given(self) -> bool:
        return self.value is not None

    def __getitem__(self, key: str) -> "Node":
        """The named child; a missing one is a node without a value."""
        path = f"{self.path}.{key}" if self.path else key
        self.ledger.read.add(INDEX.sub("[]", path))
        if self.value is not None and not isinstance(self.value, Mapping):
            self.fault("has to be a group of named values")
            return Node(None, path, self.ledger)
        return Node((self.value or {}).get(key), path, self.ledger)

    def needed(self, key: str) -> "Node":
        """The named child; a fault when it is missing or empty."""
        child = self[key]
        if child.value in (None, ""):
            child.fault("is missing")
        return child

    def each(self) -> Iterator["Node"]:
        """The elements of a list."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            self.fault("has to be a list")
            return
        for index, value in enumerate(self.value):
            yield Node(value, f"{self.path}[{index}]", self.ledger)

    def pairs(self) -> Iterator[tuple[str, "Node"]]:
        """Keys and values of a group whose keys are data (member -> reason)."""
        if self.value is None:
            return
        if not isinstance(self.value, Mapping):
            self.fault("has to be a group of named values")
            return
        for key in self.value:
            yield (
                str(key),
                self[str(key)]
                if isinstance(key, str)
                else Node(self.value[key], f"{self.path}.{key}", self.ledger),
            )

    def take(self) -> Any:
        """Everything below, read as it is."""
        self.ledger.read.add(INDEX.sub("[]", self.path) + ".*")
        return self.value

    def text(self, *, longest: int = 400) -> str:
        """Text without NUL; numbers count as text; nothing is an empty text."""
        value = "" if self.value is None else self.value
        if isinstance(value, bool) or not isinstance(value, str | int):
            self.fault("has to be text")
            return ""
        text = str(value)
        if "\x00" in text:
            self.fault("holds an invisible character (NUL)")
        if len(text) > longest:
            self.fault(f"is longer than {longest} characters")
        return text

    def whole(self, *, low: int = 0, high: int = LARGEST_NUMBER) -> int:
        value = self.value
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.fault(f"has to be a whole number from {low} to {high}")
            return low
        return value

    def flag(self, *, default: bool = False) -> bool:
        if self.value is None:
            return default
        if not isinstance(self.value, bool):
            self.fault("has to be true or false")
            return default
        return self.value

    def day(self) -> date:
        """An ISO date; see `day_or_none` for optional ones."""
        if isinstance(self.value, date):
            return self.value
        try:
            return date.fromisoformat(self.value if isinstance(self.value, str) else "")
        except ValueError:
            self.fault(f"{self.value!r} is no date of the form 2026-11-21")
            return date(2000, 1, 1)

    def day_or_none(self) -> date | None:
        return self.day() if self.is_given else None

    def clock(self) -> time:
        try:
            return time.fromisoformat(self.value if isinstance(self.value, str) else "")
        except ValueError:
            self.fault(f"{self.value!r} is no time of the form 11:00")
            return time(0)

    def one_of(self, words: Mapping[str, T]) -> T:
        """What the word means; a fault that names the words allowed."""
        if isinstance(self.value, str) and self.value in words:
            return words[self.value]
        self.fault(f"{self.value!r} is not one of: {', '.join(words)}")
        return next(iter(words.values()))

    def known(self, records: Mapping[str, T]) -> T | None:
        """The record that the value refers to by its id."""
        if isinstance(self.value, str) and self.value in records:
            return records[self.value]
        self.fault(f"{self.value!r} refers to nothing in this file")
        return None

    def checked(self, check: Callable[[str], bool], what: str) -> str | None:
        """A text that passes `check`, or None when nothing is given."""
        if not self.is_given:
            return None
        text = self.text()
        if not check(text):
            self.fault(f"{text!r} is no {what}")
        return text


def unread(value: Any, read: set[str], path: str = "") -> set[str]:
    """Places that nobody read, as patterns (`companies[].industry`), topmost only."""
    if path and path not in read:
        return set() if f"{path}.*" in read else {path}
    if f"{path}.*" in read:
        return set()
    if isinstance(value, Mapping):
        names = ((f"{path}.{key}" if path else str(key), below) for key, below in value.items())
        return set().union(*(unread(below, read, name) for name, below in names))
    if isinstance(value, list):
        lists = (below for below in value if isinstance(below, Mapping))
        return set().union(*(unread_in(below, read, f"{path}[]") for below in lists))
    return set()


def unread_in(value: Mapping[str, Any], read: set[str], path: str) -> set[str]:
    return set().union(*(unread(v, read, f"{path}.{key}") for key, v in value.items()))
