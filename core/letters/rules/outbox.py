"""What becomes of a letter: at once, in the digest of the morning, kept back; when to try again.

Pure. The reader's choice never holds back what the reader asked for (`Urgency.SERVICE`), and an
invitation goes by itself even to readers of a digest: a calendar cannot read it out of one.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from core.kernel.zones import local, utc_from
from core.letters.rules.letter import Letter, Urgency

BATCH = 20
SEND_TIMEOUT = timedelta(seconds=20)  # of one step of SMTP
STEPS = 10  # connection, greeting, STARTTLS, greeting, log-in, sender, addressee, data, end, quit
WORST_SEND = SEND_TIMEOUT * STEPS
# Far longer than a batch takes; a batch that comes near its end gives the rest back.
LEASE = timedelta(minutes=15)
MOST_ATTEMPTS = 400  # four days of quarters of an hour
ALARM_AFTER = timedelta(minutes=10)  # a letter that still waits deserves a look at the server
DIGEST_AT = time(8)
DIGEST = "letters.digest"  # the kind of letter that holds others


class LetterState(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"  # for the digest
    GATHERED = "gathered"  # went out inside a digest
    KEPT_BACK = "kept_back"  # the reader wants only what asks for an answer
    NO_ADDRESS = "no_address"


class Frequency(StrEnum):
    """What a reader chose."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    ASKS_ONLY = "asks_only"


@dataclass(frozen=True, slots=True)
class Fate:
    """The state a letter begins in and the moment from which it may go."""

    state: LetterState
    due_at: datetime


def fate_of(letter: Letter, frequency: Frequency, *, now: datetime, zone: str) -> Fate:
    """What becomes of a letter posted now."""
    if not letter.addressee.address:
        return Fate(LetterState.NO_ADDRESS, now)
    return held_fate(
        frequency, letter.urgency, is_invitation=letter.is_invitation, now=now, zone=zone
    )


def held_fate(
    frequency: Frequency, urgency: Urgency, *, is_invitation: bool, now: datetime, zone: str
) -> Fate:
    """The same for a letter that has an address."""
    if urgency is Urgency.SERVICE or frequency is Frequency.AT_ONCE or is_invitation:
        return Fate(LetterState.WAITING, now)
    if frequency is Frequency.DAILY:
        return Fate(LetterState.HELD, next_morning(now, zone))
    wanted = urgency is Urgency.ASKS
    return Fate(LetterState.WAITING if wanted else LetterState.KEPT_BACK, now)


def next_morning(now: datetime, zone: str) -> datetime:
    """The first eight o'clock of the zone after the moment."""
    day = local(now, zone).date()
    morning = utc_from(day, DIGEST_AT, zone)
    return morning if morning > now else utc_from(day + timedelta(days=1), DIGEST_AT, zone)


def is_hopeless(attempts: int) -> bool:
    """Whether a server that only puts us off has done so for too long."""
    return attempts >= MOST_ATTEMPTS
