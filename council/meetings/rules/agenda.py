"""Rules of the agenda: what may stand on it, in which order, and the gate of reports. Pure.

The gate (Standard, instrument 5): a gated report is tabled only after the deputy chair approved
its current version. The schema holds the same by a CHECK; here are the words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from typing import TypeVar

from core.kernel.errors import N_, Refusal, Refused
from council.meetings.rules.kinds import ItemKind
from council.reports.rules import ReportState, blocked_because

T = TypeVar("T")
# The stop of a word that is cut short stays where the sentence goes on.
ABBREVIATED = re.compile(r"\b(г|гг|руб|коп|тыс|млн|млрд|др|пр|т\.\s?д|т\.\s?п)\.$")
ITEM_BLOCKED = N_("Item %(number)s. %(why)s")
NO_REPORT = Refusal("report_not_chosen", N_("Choose the report that will be heard."))


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item as the gate sees it; `number` is the one the page shows.

    `is_approved` speaks of the report's current version, `is_agreed` of the item: it was on the
    agenda when that was approved, and its report has not changed since.
    """

    number: int
    kind: ItemKind = ItemKind.OTHER
    is_agreed: bool = False
    is_gated: bool = False
    is_approved: bool = False
    report_state: ReportState | None = None

    @property
    def blocked(self) -> Refusal | None:
        """Why the item may not stand on an agreed agenda; None if it may."""
        if self.report_state is None:
            return NO_REPORT if self.kind is ItemKind.REPORT else None
        return blocked_because(
            self.report_state, is_gated=self.is_gated, is_approved=self.is_approved
        )


def blocked_lines(lines: Iterable[AgendaLine]) -> tuple[Refusal, ...]:
    """Every blocked item by its number with its reason, in the order of the agenda."""
    return tuple(
        Refusal(why.code, ITEM_BLOCKED, {"number": line.number, "why": why})
        for line in lines
        if (why := line.blocked) is not None
    )


def told(refusals: Iterable[Refusal], lines: Iterable[AgendaLine]) -> tuple[Refusal, ...]:
    """The refusals with each blocked item's own reason in place of their list of numbers."""
    return (*(each for each in refusals if each.code != "items_blocked"), *blocked_lines(lines))


def listed(numbers: Iterable[int]) -> str:
    """«1, 3»: numbers of items inside a sentence."""
    return ", ".join(str(number) for number in numbers)


def timetable(start: datetime, minutes: Sequence[int]) -> tuple[tuple[datetime, datetime], ...]:
    """From when to when each item is heard, one after the other without a break."""
    ends = accumulate(minutes, lambda at, length: at + timedelta(minutes=length), initial=start)
    return tuple(pairwise(ends))


def reordered(order: Sequence[T], item: T, place: int) -> tuple[T, ...]:
    """The order with `item` at `place`, counted from 1; raises `Refused` for what is not there."""
    if item not in order or not 1 <= place <= len(order):
        message = N_("There is no such place on the agenda. Open the page again.")
        raise Refused(Refusal("no_such_place", message))
    rest = [other for other in order if other != item]
    return (*rest[: place - 1], item, *rest[place - 1 :])


def control_line(number: str, text: str, due: str) -> str:
    """«3.1. Представить план (срок – до 14 августа 2026 г.).»: one sentence."""
    if not due:
        return f"{number}. {text}"
    sentence = text.rstrip() if ABBREVIATED.search(text) else text.rstrip(". ")
    return f"{number}. {sentence} ({due})."


def control_text(lines: Sequence[str]) -> str:
    """The decision proposed for the control of assignments, filled from the open ones."""
    return "\n".join(lines)


def item_title(report_title: str) -> str:
    """What an item about a report is called: «О реализации …» for «Отчёт о реализации …»."""
    word, _, about = report_title.partition(" ")
    if word not in {"Отчёт", "Отчет"} or not about:
        return report_title
    preposition, _, matter = about.partition(" ")
    is_about = preposition in {"о", "об"} and matter
    return f"{preposition.capitalize()} {matter}" if is_about else f"Об отчёте {about}"
