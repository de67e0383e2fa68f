"""Second factors: one-time codes by time, passkeys, recovery codes. Pure; no code is computed here.

A code belongs to a step of thirty seconds and is taken once: no step before the last used one, nor
that one itself, counts again (RFC 6238, 5.2).
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.kernel.errors import N_, Refusal

STEP_SECONDS = 30
DRIFT = 1  # a clock may be so many steps ahead or behind
RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read for another
LONGEST_NAME = 60
MOST_PASSKEYS = 10
PASSKEY_LIFETIME = timedelta(minutes=5)
OFFER_LIFETIME = timedelta(minutes=30)
PENDING_LIFETIME = timedelta(minutes=10)
MOST_TRIES = 5
CODE = re.compile(r"\d{6}")
RECOVERY_CODE = re.compile(rf"(\d{{1,2}})([{LETTERS}]{{12}})")


class Method(StrEnum):
    """What was shown besides the password."""

    CODE = "totp"
    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery"


WRONG_CODE = Refusal(
    "wrong_code", N_("The code is wrong or has run out. Enter the one that is shown now.")
)
CODE_USED = Refusal(
    "code_used", N_("This code was used already. Wait for the next one: half a minute at most.")
)
NO_CODE = Refusal("no_code", N_("Enter the code of your second factor."))
WRONG_KEY = Refusal(
    "wrong_key", N_("The passkey was not accepted. Try it again or enter a code instead.")
)
ATTEMPT_OVER = Refusal(
    "attempt_over",
    N_("Too many wrong codes or too much time: begin to sign in anew with your password."),
)
LAST_FACTOR = Refusal(
    "last_factor",
    N_("Your office needs a second factor. Set up another one first, then remove this one."),
)


def step_of(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def steps_around(moment: datetime) -> range:
    """The steps whose codes may be entered at the moment."""
    present = step_of(moment)
    return range(present - DRIFT, present + DRIFT + 1)


def plain_code(typed: str) -> str:
    """What was typed without spaces and hyphens, in small letters."""
    return re.sub(r"[\s\-–]", "", typed).casefold()


def is_code(typed: str) -> bool:
    return CODE.fullmatch(plain_code(typed)) is not None


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """`number` says which of the ten it is, so that one hash is enough to check it."""

    number: int
    secret: str

    @property
    def spelt(self) -> str:
        """«3-abcd-efgh-jkmn»."""
        groups = [self.secret[start : start + 4] for start in range(0, len(self.secret), 4)]
        return "-".join((str(self.number), *groups))


def read_recovery_code(typed: str) -> RecoveryCode | None:
    found = RECOVERY_CODE.fullmatch(plain_code(typed))
    return RecoveryCode(int(found[1]), found[2]) if found else None


def signing_free_at(changed_at: datetime | None, hours: int) -> datetime | None:
    """From when one may sign again after a change of password, e-mail or factor."""
    return changed_at + timedelta(hours=hours) if changed_at and hours else None
