"""The lines of the day: an entry with its state and last day, a section of entries."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext

from core.adapters.language import language, provisionally
from core.kernel.language import formats_for
from council.day.rules.tasks import LastDay, State

LONGEST_PREPOSITION = 2
ABBREVIATED = ("\u00a0г.", " г.")


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a note; `after` goes on where the link ends."""

    text: str
    url: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One task. `action` is what the main button of the page says if this task comes first."""

    label: str
    note: str = ""
    state: State = "todo"
    tag: str = ""
    tone: str = "plain"
    url: str = ""
    links: tuple[Link, ...] = ()
    action: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Tasks under one heading."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list beside the page."""

    title: str
    url: str
    context: str
    tag: str = ""
    tone: str = "plain"


def place(endpoint: str, **values: Any) -> str:
    """The address of another slice's page, where that slice has it."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def brief(day: Any) -> str:
    return formats_for(language()).date_brief(day)


def due_tag(last: LastDay | None, state: State) -> tuple[str, str]:
    """The last day of an open task and its tone: «до 1 декабря», «срок был 1 декабря»."""
    if last is None or state == "done":
        return "", "plain"
    day = provisionally(brief(last.day), is_so=last.is_provisional)
    if last.is_late:
        return gettext("was due on %(day)s", day=day), "bad"
    if not last.days_left:
        today = gettext("today is the last day")
        return provisionally(today, is_so=last.is_provisional), "warn"
    tone = "warn" if state == "now" or last.is_near else "plain"
    return gettext("until %(day)s", day=day), tone


def joined(*parts: str) -> str:
    """The parts of a note, without the empty ones and full stops; «г.» keeps its own."""
    return " · ".join(
        part if part.endswith(ABBREVIATED) else part.rstrip(".") for part in parts if part
    )


def shortened(text: str, longest: int = 90) -> str:
    """The beginning of a long text, cut after a whole word that can end it."""
    if len(text) <= longest:
        return text
    words = text[:longest].split(" ")[:-1]
    while words and len(words[-1].strip("–(,.")) <= LONGEST_PREPOSITION:
        words.pop()
    return " ".join(words).rstrip(" ,.;:–(") + "…"
