"""From the wishes of both sides to the pairs that shall meet, and to those that shall not.

A "no" of one side is a veto. Who met before meets again only when both insist. Else both must want
it, unless the mission also takes wishes of one side; then those weigh less.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from events.missions.rules.timetable.problem import (
    Interpreter,
    Pair,
    Participant,
    Request,
    Side,
    Unplaced,
)


class Wish(StrEnum):
    MUST = "must"
    WANT = "want"
    NO = "no"


WORTH = {Wish.MUST: 4, Wish.WANT: 2}
BUYER_BONUS = {Wish.MUST: 2, Wish.WANT: 1}  # slightly more: the buyer came from far away


@dataclass(frozen=True, slots=True)
class Chosen:
    requests: tuple[Request, ...]
    refused: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """How a mission makes pairs of wishes; `met` are pairs of earlier years, in any order."""

    takes_one_sided: bool = False
    met: Collection[frozenset[int]] = ()
    interpreters: tuple[Interpreter, ...] = ()


def pairs_of(
    people: Mapping[int, Participant], wishes: Mapping[Pair, Wish], rules: Rules
) -> Chosen:
    """`wishes` by who wishes and about whom. A pair stands once, a buyer second."""
    requests: list[Request] = []
    refused: list[Unplaced] = []
    for pair in sorted({ordered(people, *pair) for pair in wishes}):
        guest, host = pair
        voices = wishes.get((guest, host)), wishes.get((host, guest))
        if reason := veto(people, pair, voices, rules):
            refused.append(Unplaced(guest, host, reason))
        elif all(voices) or rules.takes_one_sided:
            language = language_between(people[guest], people[host], rules.interpreters)
            requests.append(Request(guest, host, weight_of(*voices), language=language))
    return Chosen(tuple(requests), tuple(refused))


def ordered(people: Mapping[int, Participant], one: int, other: int) -> Pair:
    """Both directions of a wish give the same pair; a buyer stands second."""
    first, second = sorted((one, other))
    is_host = [people[key].side is Side.BUYER for key in (first, second)]
    return (second, first) if is_host == [True, False] else (first, second)


def veto(
    people: Mapping[int, Participant],
    pair: Pair,
    voices: tuple[Wish | None, Wish | None],
    rules: Rules,
) -> Refusal | None:
    """Nobody is told who said no, hence the same words for both sides."""
    names = {"first": str(people[pair[0]]), "second": str(people[pair[1]])}
    if Wish.NO in voices:
        return Refusal("declined", N_("%(first)s and %(second)s: one side declined."), names)
    if frozenset(pair) in rules.met and voices != (Wish.MUST, Wish.MUST):
        return Refusal(
            "met_before",
            N_("%(first)s and %(second)s met before; they meet again only when both insist."),
            names,
        )
    return None


def weight_of(guest: Wish | None, host: Wish | None) -> int:
    """One insisting voice outweighs two that would like to."""
    voices = [WORTH[wish] for wish in (guest, host) if wish]
    return 1 + sum(voices) * len(voices) + (BUYER_BONUS[host] if host else 0)


def language_between(
    one: Participant, other: Participant, interpreters: tuple[Interpreter, ...]
) -> str | None:
    """The language for which an interpreter is needed; None when both share one or none is told."""
    if not one.languages or not other.languages or one.languages & other.languages:
        return None
    spoken = {language for person in interpreters for language in person.languages}
    return min(sorted(other.languages), key=lambda language: language not in spoken)
