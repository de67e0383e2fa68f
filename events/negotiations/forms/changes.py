"""A change of the timetable as a form carries it: told on one page, seen and sent on the next."""

from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from core.kernel.errors import N_, Refusal, Refused
from events.missions.rules.timetable.problem import Pair
from events.negotiations.rules.changes import (
    Absence,
    Change,
    Closing,
    Move,
    Swap,
    TakeOut,
    VoiceAway,
    Withdrawal,
)

LARGEST = 1_000_000
UNREADABLE = Refusal("unreadable", N_("This change cannot be read. Open the schedule again."))
KINDS: Mapping[str, type[Change]] = {
    "move": Move,
    "swap": Swap,
    "take_out": TakeOut,
    "absence": Absence,
    "withdrawal": Withdrawal,
    "closing": Closing,
    "voice": VoiceAway,
}
AWAY: Mapping[str, Callable[[int, frozenset[str]], Change]] = {
    "absence": Absence,
    "closing": Closing,
    "voice": VoiceAway,
}
NAMES = {kind: name for name, kind in KINDS.items()}


def change_in(form: MultiDict[str, str]) -> Change:
    """The change that was sent; raises Refused when it makes no sense."""
    kind = KINDS.get(form.get("kind", ""))
    if kind is Move:
        return Move(pair_in(form), number_in(form, "slot"), displaces=bool(form.get("displaces")))
    if kind is Swap:
        return Swap(pair_in(form), pair_in(form, "other_"))
    if kind is TakeOut:
        return TakeOut(pair_in(form))
    if kind is None:
        raise Refused(UNREADABLE)
    number = number_in(form, "number")
    if kind is Withdrawal:
        return Withdrawal(number)
    return AWAY[form["kind"]](number, frozenset(form.getlist("away")))


def pair_in(form: MultiDict[str, str], prefix: str = "") -> Pair:
    return number_in(form, f"{prefix}first"), number_in(form, f"{prefix}second")


def number_in(form: MultiDict[str, str], name: str) -> int:
    text = form.get(name, "")
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(LARGEST)):
        raise Refused(UNREADABLE)
    return int(text)


def fields_of(change: Change) -> tuple[tuple[str, str], ...]:
    """The change as hidden fields, each name as often as it is needed."""
    found: list[tuple[str, Any]] = [("kind", NAMES[type(change)])]
    match change:
        case Move(pair, slot, displaces):
            found += [*of_pair(pair), ("slot", slot)]
            found += [("displaces", "1")] if displaces else []
        case Swap(pair, other):
            found += [*of_pair(pair), *of_pair(other, "other_")]
        case TakeOut(pair):
            found += of_pair(pair)
        case Withdrawal(number):
            found += [("number", number)]
        case Absence(number, away) | Closing(number, away) | VoiceAway(number, away):
            found += [("number", number), *(("away", key) for key in sorted(away))]
    return tuple((name, str(value)) for name, value in found)


def of_pair(pair: Pair, prefix: str = "") -> list[tuple[str, Any]]:
    return [(f"{prefix}first", pair[0]), (f"{prefix}second", pair[1])]
