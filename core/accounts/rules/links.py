"""One-time links: what they are for and how long they work."""

from datetime import datetime, timedelta
from enum import StrEnum


class LinkPurpose(StrEnum):
    """What a one-time link lets its holder do."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - the name of a purpose


class LinkState(StrEnum):
    """Whether a link still works."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"


LIFETIME = {
    LinkPurpose.INVITATION: timedelta(days=14),
    LinkPurpose.PASSWORD_RESET: timedelta(hours=24),
}


def link_state(*, used_at: datetime | None, expires_at: datetime, now: datetime) -> LinkState:
    if used_at is not None:
        return LinkState.USED
    return LinkState.OPEN if now < expires_at else LinkState.EXPIRED
