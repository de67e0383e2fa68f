"""One act on one version of one record, and the signature's place in the chain. Pure.

What you see is what you sign: the form carries record, version and SHA-256; the service that acts
reads them again and compares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from core.accounts.rules.throttle import Limit
from core.kernel.canonical import sha256_of
from core.kernel.errors import N_, Refusal

LIFETIME = timedelta(minutes=5)  # from showing the factors to the act
TRIES = Limit(free=5, forgives=True)  # to show the factors for one act
FIRST = "0" * 64  # the hash before the first signature
ALGORITHM = "sha256/canon=1"


class Decision(StrEnum):
    APPROVE = "approve"
    RETURN = "return"
    SIGN = "sign"


NOT_AUTHORISED = Refusal(
    "not_authorised",
    N_(
        "Your signature has run out: more than five minutes have passed. Enter your password again."
    ),
)
NOT_ACCEPTED = Refusal(
    "agreement_not_accepted",
    N_("Before your first signature accept the agreement on the simple electronic signature."),
)
PAUSED = N_(
    "Your password, e-mail or second factor was changed a short time ago. You can sign from "
    "%(day)s, %(time)s on."
)


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be signed. `sha256` is of the canonical form that the page showed."""

    name: str
    object_type: str
    object_id: UUID
    version: int
    sha256: str

    @property
    def purpose(self) -> str:
        """What fresh factors are bound to: this act on these bytes and no other."""
        parts = (self.name, self.object_type, self.object_id, self.version, self.sha256)
        return sha256("\n".join(map(str, parts)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Signed:
    """What the slice adds to the act: the words decided and the bytes that were shown.

    `office` is the signer's on that day, `basis` the act or order it rests on.
    """

    title: str
    content: bytes
    decision: Decision
    office: str
    name: str
    person_id: UUID | None = None
    comment: str = ""
    basis: str = ""
    id: UUID | None = None


def chained(fields: Mapping[str, object], prev_hash: str) -> str:
    """The hash of a signature: all that it binds, and the one before it."""
    return sha256_of({**fields, "prev_hash": prev_hash})
