"""Names of minutes, of their parts and tones of their states, in the reader's language."""

from datetime import date, datetime
from typing import Protocol

from flask_babel import gettext

from core.adapters.language import label, language
from core.kernel.language import formats_for
from core.kernel.zones import local
from council.meetings.rules.naming import named_day_of
from council.minutes.queries.editions import PartRow
from council.minutes.rules import EditionState, PartKind

TONES = {
    EditionState.DRAFT: "plain",
    EditionState.CIRCULATED: "new",
    EditionState.TO_SIGN: "warn",
    EditionState.SIGNED: "warn",
    EditionState.PUBLISHED: "ok",
    EditionState.WITHDRAWN: "bad",
    EditionState.DISCARDED: "plain",
}


class Dated(Protocol):
    """A meeting as far as its minutes are named after it."""

    @property
    def number(self) -> int: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def closed_at(self) -> datetime | None: ...
    @property
    def ballots_until(self) -> date | None: ...
    @property
    def zone(self) -> str: ...


def held_on(meeting: Dated) -> date:
    """The day from which the term of signing runs."""
    if meeting.ballots_until:
        return meeting.ballots_until
    return local(meeting.closed_at or meeting.starts_at, meeting.zone).date()


def title_of(meeting: Dated) -> str:
    """«Протокол № 4 от 24 сентября 2026 г.»."""
    day = formats_for(language()).date_long(named_day_of(meeting))
    return gettext("Minutes No. %(number)s of %(day)s", number=meeting.number, day=day)


def part_name(part: PartRow) -> str:
    """«Пункт 3», «Повестка дня»: a part as lists and headings name it."""
    if part.kind is not PartKind.ITEM:
        return label(part.kind)
    number = part.text.partition(".")[0].strip()
    return gettext("Item %(number)s", number=number[:10])


def tone_of(state: EditionState) -> str:
    return TONES[state]
