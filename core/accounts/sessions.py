"""Who stands in front of the page: the live session behind the cookie, one statement a request.

Starting and ending sessions are services; here they are only recognised.
"""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from uuid import UUID

from flask import Request, current_app, session
from sqlalchemy.exc import OperationalError

from core.accounts import queries, services
from core.accounts.rules import SessionLife, is_touch_due
from core.adapters.clock import now, today
from core.kernel.viewers import Standing, Viewer
from core.pages import region

TOKEN = "sid"  # noqa: S105 - a name in the signed cookie, no secret
DEFAULT_ZONE = "Europe/Moscow"
StandingOf = Callable[[UUID, date], Standing]


def load_viewer(_request: Request, standing: StandingOf) -> Viewer | None:
    """The viewer of a live session; None for a visitor. Without a cookie it costs nothing."""
    token = session.get(TOKEN)
    if not isinstance(token, str):
        return None
    found = queries.find_session(sha256(token.encode()).hexdigest())
    moment = now()
    if found is None or not SessionLife().is_live(
        seen_at=found.seen_at, expires_at=found.expires_at, now=moment
    ):
        return None
    if is_touch_due(found.seen_at, moment):
        touch(found.session_id)
    return viewer_of(found, standing)


def touch(session_id: UUID) -> None:
    """Note that the session is in use; reading must go on where nothing can be written."""
    try:
        services.touch_session(session_id, now=now())
    except OperationalError:
        current_app.logger.warning("the moment of use of a session was not noted")


def viewer_of(found: queries.LiveSession, standing: StandingOf) -> Viewer:
    row = region()
    held = standing(found.account_id, today(row.zone if row else DEFAULT_ZONE))
    return Viewer(
        account_id=found.account_id,
        person_id=held.person_id,
        name=held.name or found.name,
        email=found.email,
        role_label=held.role_label,
        is_administrator=found.is_administrator,
        held=held.held,
    )
