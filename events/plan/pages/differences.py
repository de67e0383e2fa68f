"""What an edition changes in a line, in words: each field as it was and as it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, lazy_gettext

from core.adapters.language import label, language
from core.kernel.language import formats_for
from core.kernel.typography import NBSP
from events.plan.rules.editions import WHEN, Change, Values
from events.programme.rules.days import EventDays
from events.words import country_in, days_in

MONEY = "money"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a line before and after."""

    name: object
    old: str
    new: str


def flag(value: Any) -> str:
    return gettext("yes") if value else gettext("no")


def country(value: Any) -> str:
    return country_in(language(), value, "")


def money(value: Any) -> str:
    """«бюджет – 1 450 000 ₽; субсидия – 5 ₽»."""
    number = formats_for(language()).number
    return "; ".join(f"{source} – {number(rubles)}{NBSP}₽" for source, rubles in value)


def enumerated(value: Any) -> str:
    return str(label(value))


def listed(value: Any) -> str:
    return ", ".join(value)


# The fields in the order of the table, each with its name and how its value is said.
SAID: dict[str, tuple[object, Callable[[Any], str]]] = {
    "name": (lazy_gettext("Name of the event"), str),
    "type": (lazy_gettext("Type of event"), enumerated),
    "country": (lazy_gettext("Country"), country),
    "city": (lazy_gettext("City"), str),
    "format": (lazy_gettext("Format"), enumerated),
    "remote_reason": (lazy_gettext("Why it is held remotely"), str),
    "sectors": (lazy_gettext("Sectors"), listed),
    "participants": (lazy_gettext("Expected participants"), str),
    "responsible": (lazy_gettext("Responsible organisation"), str),
    "co_executors": (lazy_gettext("Co-executors"), str),
    "asks_trade_mission": (lazy_gettext("The trade mission is asked to help"), flag),
    "asks_rec_office": (lazy_gettext("The office of the REC is asked to help"), flag),
    MONEY: (lazy_gettext("Money"), money),
    "expected_result": (lazy_gettext("Expected result"), str),
}


def differences_of(change: Change | None, year: int) -> tuple[Difference, ...]:
    """Days first, then the other fields; nothing for a line that is new as a whole."""
    return tuple(told(change, year)) if change is not None and change.fields else ()


def told(change: Change, year: int) -> Iterator[Difference]:
    old, new = change.old, change.new
    if WHEN & set(change.fields):
        yield Difference(gettext("When"), days_of(old, year), days_of(new, year))
    for name, (title, said) in SAID.items():
        if name in change.fields:
            before, after = said(old[name]) or "–", said(new[name]) or "–"
            if before != after:
                yield Difference(title, before, after)


def days_of(values: Values, year: int) -> str:
    """«10–12 февраля 2026 г.», «март 2026 г.»; a dash while neither is known."""
    days = (values["starts_on"], values["ends_on"])
    return days_in(language(), EventDays.of(days, values["month"], year), "–")
