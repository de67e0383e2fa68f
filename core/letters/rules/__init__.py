"""What a letter is and what becomes of it: values and decisions, nothing stored or sent. Pure."""

from core.letters.rules.letter import (
    Action,
    Actions,
    Addressee,
    Attachment,
    Block,
    Facts,
    Heading,
    Letter,
    Listing,
    Paragraph,
    Urgency,
    calendar_part,
    fact_of,
)
from core.letters.rules.outbox import Frequency, LetterState

__all__ = [
    "Action",
    "Actions",
    "Addressee",
    "Attachment",
    "Block",
    "Facts",
    "Frequency",
    "Heading",
    "Letter",
    "LetterState",
    "Listing",
    "Paragraph",
    "Urgency",
    "calendar_part",
    "fact_of",
]
