"""The stamp of a public form: when it was opened, and the identity of what it will make. Signed.

Keeps programs away that send a form the moment they find it; a person needs longer.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from core.kernel.errors import N_, Refusal

SOONEST = timedelta(seconds=3)
LATEST = timedelta(hours=24)
TOO_SOON = Refusal(
    "too_soon", N_("That was very quick. Look through your answers and send them once more.")
)
TOO_OLD = Refusal(
    "old_form", N_("The page was open for too long. Look through your answers and send them again.")
)


def signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SETTINGS"].secret_keys, salt="mission form")


def new_stamp(now: datetime, key: UUID | None = None) -> str:
    """A stamp of this moment, for the same record if `key` is given."""
    return str(signer().dumps([(key or uuid4()).hex, now.isoformat()]))


def read_stamp(text: str, now: datetime) -> tuple[UUID, Refusal | None]:
    """The identity, and why the form is not taken now; a broken stamp is an old one."""
    try:
        key, opened = signer().loads(text)
        identity, at = UUID(key), datetime.fromisoformat(opened)
    except (BadData, ValueError, TypeError, AttributeError):
        return uuid4(), TOO_OLD
    age = now - at
    if age < SOONEST:
        return identity, TOO_SOON
    return identity, TOO_OLD if age > LATEST else None
