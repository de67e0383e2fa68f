"""Drafts minutes from what happened in the hall: a record in, parts of text out. Pure.

The texts are Russian whatever the language of the page: minutes are a Russian document
(DOMAIN.md § 2.3). Nothing is invented; what the record does not hold is left to the secretary.
"""

from council.minutes.rules.drafting.full import full_minutes, item_part
from council.minutes.rules.drafting.reading import parts_of
from council.minutes.rules.drafting.records import (
    AbsenteeTerm,
    Attendee,
    BodyWords,
    Decision,
    DraftPart,
    ElectionCount,
    GuestOnRoll,
    Item,
    LeftOut,
    Officer,
    Party,
    Recusal,
    Said,
    Session,
    SpeakerLine,
    Tally,
    gender_of,
    joined,
)
from council.minutes.rules.drafting.short import short_minutes
from council.minutes.rules.words import MinutesForm

__all__ = [
    "AbsenteeTerm",
    "Attendee",
    "BodyWords",
    "Decision",
    "DraftPart",
    "ElectionCount",
    "GuestOnRoll",
    "Item",
    "LeftOut",
    "Officer",
    "Party",
    "Recusal",
    "Said",
    "Session",
    "SpeakerLine",
    "Tally",
    "drafted",
    "full_minutes",
    "gender_of",
    "item_part",
    "joined",
    "parts_of",
    "short_minutes",
]


def drafted(session: Session, form: MinutesForm) -> tuple[DraftPart, ...]:
    """The parts of the minutes in the asked form, in order."""
    return short_minutes(session) if form is MinutesForm.SHORT else full_minutes(session)
