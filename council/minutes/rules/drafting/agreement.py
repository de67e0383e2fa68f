"""Whether the edited text still says what the session decided, and in which words. Pure.

Assignments arise from signed minutes (DOMAIN.md § 1.9, invariant 8): their wording is the signed
one, their executors and terms are those of the session, so the two have to agree before signing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from core.kernel.russian import date_long
from core.kernel.typography import NBSP
from council.meetings.rules.kinds import DueKind
from council.minutes.rules.drafting.records import Decision, Item
from council.minutes.rules.drafting.wording import TERMS

NUMBERED = re.compile(r"(\d+\.\d+)\.\s+(.+)", re.DOTALL)
AFTER = ("Голосовали", "В голосовании", "Особое мнение")
TERM = re.compile(r"\s+Срок\s–\s(.+)$", re.DOTALL)
SHORT_TERM = re.compile(r"\s+в\sсрок\sдо\s\d+\s\w+\s\d{4}\sг\.$")


def decisions_in(text: str) -> Mapping[str, str]:
    """The numbered decisions of an item's text, each with its term, line breaks kept."""
    return dict(match.groups() for block in blocks(text) if (match := NUMBERED.match(block)))  # type: ignore[misc]


def blocks(text: str) -> Iterator[str]:
    """Numbered decisions with the lines that continue them; other lines by themselves."""
    block: list[str] = []
    for line in text.splitlines():
        if block and (NUMBERED.match(line) or line.startswith(AFTER)):
            yield "\n".join(block)
            block = []
        block.append(line)
    yield "\n".join(block)


def without_term(text: str) -> str:
    """The wording alone, as the list of assignments shows it beside the term."""
    if SHORT_TERM.search(text):
        return SHORT_TERM.sub(".", text)
    return TERM.sub("", text)


def missing(item: Item, text: str) -> tuple[str, ...]:
    """Numbers of decisions that the text does not have."""
    written = decisions_in(text)
    return tuple(each.number for each in item.decisions if each.number not in written)


def other_terms(item: Item, text: str) -> tuple[str, ...]:
    """Numbers of decisions whose term reads differently in the text."""
    written = decisions_in(text)
    return tuple(
        each.number
        for each in item.decisions
        if each.number in written and not says_term(each, written[each.number])
    )


def says_term(decision: Decision, text: str) -> bool:
    plain = text.replace(NBSP, " ")
    if decision.due_kind is DueKind.NONE:
        return not TERM.search(text) and not SHORT_TERM.search(text)
    if decision.due_on:
        return f"до {date_long(decision.due_on)}".replace(NBSP, " ") in plain
    return f"Срок – {TERMS[decision.due_kind]}" in plain


def disagreements(
    items: Iterable[Item], texts: Mapping[UUID, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Decisions that are missing and those with another term; `texts` by the item's id."""
    lacking: list[str] = []
    differing: list[str] = []
    for item in items:
        text = texts.get(item.id, "")
        lacking += missing(item, text)
        differing += other_terms(item, text)
    return tuple(lacking), tuple(differing)
