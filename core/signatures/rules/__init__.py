"""What a simple electronic signature binds together, and when it may be given. Pure."""

from core.signatures.rules.acts import (
    ALGORITHM,
    FIRST,
    LIFETIME,
    NOT_ACCEPTED,
    NOT_AUTHORISED,
    PAUSED,
    TRIES,
    Act,
    Decision,
    Signed,
    chained,
)
from core.signatures.rules.agreement import Agreement, agreement

__all__ = [
    "ALGORITHM",
    "FIRST",
    "LIFETIME",
    "NOT_ACCEPTED",
    "NOT_AUTHORISED",
    "PAUSED",
    "TRIES",
    "Act",
    "Agreement",
    "Decision",
    "Signed",
    "agreement",
    "chained",
]
