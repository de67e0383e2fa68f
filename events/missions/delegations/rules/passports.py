"""Passports of travellers: what is asked, how long it is kept, why it may be read. Pure.

A passport never shows itself in a log or a traceback: its `repr` is empty.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.kernel.errors import N_, Refusal

KEPT_DAYS = 30
MOST_DAYS = 90
OLDEST = 120  # years
NUMBER = re.compile(r"[0-9A-Z]{5,20}")
BETWEEN = re.compile(r"[\s№-]+")
LATIN = re.compile(r"[A-Z]+(?:[ '-][A-Z]+)+")
CITIZENSHIP = re.compile(r"[^\W\d_]+(?:[ '’.,()-]+[^\W\d_]+)*\)?")


class PassportPurpose(StrEnum):
    """Why a passport is read. A choice and no free text: nothing of a passport gets into it."""

    VISA = "visa"
    TICKETS = "tickets"
    HOTEL = "hotel"
    PASS = "pass"  # noqa: S105 - a permit to enter, no password
    CORRECTION = "correction"


NO_KEY = Refusal(
    "no_passport_key",
    N_("Passports are not taken: the operator of the server has set no key (PASSPORT_KEY)."),
)
NOT_ASKED = Refusal("passport_not_asked", N_("No passports are asked for this event."))
NO_DAYS = Refusal(
    "no_days",
    N_("The days of the event are not set yet, so nobody knows when passports are deleted."),
)
TOO_LATE = Refusal("passport_too_late", N_("Passports are not taken any more."))
NO_CONSENT = Refusal("no_consent", N_("Without your consent the passport cannot be taken."))
OLD_CONSENT = Refusal(
    "consent_changed",
    N_("The text of the consent has changed meanwhile. Read it and tick the box again."),
)
NOT_NAMED = Refusal(
    "not_named", N_("You are not among the people who may read the passports of this event.")
)
CANNOT_OPEN = Refusal(
    "cannot_open",
    N_("The passport cannot be opened: its key is not on the server, or the record was damaged."),
)
BAD_NUMBER = Refusal(
    "passport_number",
    N_("Enter series and number as in the passport: 5 to 20 digits and Latin letters."),
)
BAD_LATIN = Refusal(
    "latin_name", N_("Enter surname and given name in Latin letters, as in the passport.")
)
BAD_CITIZENSHIP = Refusal("citizenship", N_("Enter the citizenship in letters."))
BAD_BIRTH = Refusal("born_on", N_("Check the date of birth."))
EXPIRES = Refusal(
    "valid_until", N_("The passport expires before the journey ends. Enter one that is valid.")
)
TOO_SOON = Refusal(
    "too_soon_deleted", N_("Passports are needed until the end of the event. Choose a later day.")
)
TOO_LONG = Refusal(
    "too_long_kept",
    N_("Passports are kept for at most %(days)s days after the event."),
    {"days": MOST_DAYS},
)


@dataclass(frozen=True, slots=True, repr=False)
class Passport:
    """What is asked of a traveller, and nothing else."""

    number: str
    citizenship: str
    latin_name: str
    born_on: date
    valid_until: date

    def to_text(self) -> str:
        return json.dumps(asdict(self), default=date.isoformat, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Passport":
        known = json.loads(text)
        days = {name: date.fromisoformat(known[name]) for name in ("born_on", "valid_until")}
        return cls(**(known | days))


def clean_number(typed: str) -> str:
    """«75 № 1234567» as 751234567."""
    return BETWEEN.sub("", typed).upper()


def clean_latin(typed: str) -> str:
    return " ".join(typed.split()).upper()


def passport_faults(passport: Passport, today: date, needed_until: date) -> tuple[Refusal, ...]:
    """What is wrong with it; `needed_until` is the last day of the journey or the event."""
    found = []
    if not NUMBER.fullmatch(passport.number):
        found.append(BAD_NUMBER)
    if not CITIZENSHIP.fullmatch(passport.citizenship):
        found.append(BAD_CITIZENSHIP)
    if not LATIN.fullmatch(passport.latin_name):
        found.append(BAD_LATIN)
    if not today.year - OLDEST <= passport.born_on.year or passport.born_on >= today:
        found.append(BAD_BIRTH)
    if passport.valid_until < needed_until:
        found.append(EXPIRES)
    return tuple(found)


def deletion_day(chosen: date | None, last_day: date | None) -> date | None:
    """The day that was chosen, else thirty days after the event; None while it has no days.

    A day that the event has overtaken, because it was moved, is chosen no more.
    """
    if last_day is None:
        return None
    if chosen is not None and chosen > last_day:
        return chosen
    return last_day + timedelta(days=KEPT_DAYS)


def deletion_refusal(chosen: date | None, last_day: date | None) -> Refusal | None:
    """Why passports cannot be deleted on that day."""
    if chosen is None or last_day is None:
        return None
    if chosen <= last_day:
        return TOO_SOON
    return TOO_LONG if chosen > last_day + timedelta(days=MOST_DAYS) else None


@dataclass(frozen=True, slots=True)
class Asking:
    """Whether an event asks for passports, until when it would keep them."""

    has_key: bool = True
    asks: bool = True
    delete_on: date | None = None
    is_off: bool = False


def asking_refusal(asking: Asking, today: date) -> Refusal | None:
    """Why no passport is taken now."""
    if not asking.asks:
        return NOT_ASKED
    if not asking.has_key:
        return NO_KEY
    if asking.is_off:
        return TOO_LATE
    if asking.delete_on is None:
        return NO_DAYS
    return TOO_LATE if today >= asking.delete_on else None


def is_due(promised: date, asking: Asking, today: date) -> bool:
    """Whether a passport goes now: on the day its owner was promised, or on an earlier one.

    A later day would need a new consent; an event that is called off, or asks no more, needs none.
    """
    days = filter(None, (promised, asking.delete_on))
    return asking.is_off or not asking.asks or today >= min(days)
