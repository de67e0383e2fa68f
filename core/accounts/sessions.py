"""Who stands in front of the page: the live session behind the cookie, one statement a request.

Starting and ending sessions are services; here they are only recognised.
"""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from flask import Request, current_app, g, request, session
from sqlalchemy.exc import OperationalError

from core.accounts.browsers import known_browser
from core.accounts.queries.sessions import LiveSession, find_session
from core.accounts.rules.sessions import SessionLife, Source, is_touch_due
from core.accounts.services.sessions import touch_session
from core.accounts.services.tokens import digest
from core.adapters.clock import now, today
from core.kernel.viewers import Standing, Viewer
from core.region.calendar import region

__all__ = ["forget", "life", "load_viewer", "remember", "source", "token"]

COOKIE_KEY = "sid"
PENDING_KEY = "waits"  # a sign-in between the password and the second factor
DEFAULT_ZONE = "Europe/Moscow"
StandingOf = Callable[[UUID, date], Standing]


def load_viewer(_request: Request, standing: StandingOf) -> Viewer | None:
    """The viewer of a live session; None for a visitor. Without a cookie it costs nothing."""
    held = token()
    found = find_session(digest(held)) if held else None
    moment = now()
    if found is None or not life().is_live(
        seen_at=found.seen_at, expires_at=found.expires_at, now=moment
    ):
        return None
    if is_touch_due(found.seen_at, moment):
        touch(found.session_id)
    g.session_id = found.session_id
    return viewer_of(found, standing)


def token() -> str | None:
    """The token that the signed cookie holds."""
    held = session.get(COOKIE_KEY)
    return held if isinstance(held, str) else None


def remember(new_token: str) -> None:
    """Put a new session into the cookie; nothing of the visitor before stays, its CSRF least."""
    session.clear()
    session[COOKIE_KEY] = new_token


def remember_pending(new_token: str) -> None:
    """Put a sign-in that waits for its second factor into the cookie; it signs nobody in."""
    session.clear()
    session[PENDING_KEY] = new_token


def pending_token() -> str | None:
    held = session.get(PENDING_KEY)
    return held if isinstance(held, str) else None


def forget_pending() -> None:
    session.pop(PENDING_KEY, None)


def forget() -> None:
    session.clear()


def life() -> SessionLife:
    """How long this installation lets people stay signed in."""
    settings = current_app.config["SETTINGS"]
    return SessionLife(
        timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours)
    )


def source(email: str = "") -> Source:
    """The browser of this request. Addresses in headers are not believed."""
    return Source(
        address=request.remote_addr or "",
        browser=request.user_agent.string,
        known=known_browser(email),
        token=token(),
        life=life(),
    )


def touch(session_id: UUID) -> None:
    """Note that the session is in use; reading goes on where nothing can be written."""
    try:
        touch_session(session_id, now=now())
    except OperationalError:
        current_app.logger.warning("the moment of use of a session was not noted")


def viewer_of(found: LiveSession, standing: StandingOf) -> Viewer:
    row = region()
    held = standing(found.account_id, today(row.zone if row else DEFAULT_ZONE))
    needs = needs_factor(is_trusted=found.is_administrator or held.is_trusted)
    if needs and not found.has_factor:
        return without_powers(found, held)
    return Viewer(
        account_id=found.account_id,
        person_id=held.person_id,
        name=held.name or found.name,
        email=found.email,
        role_label=held.role_label,
        is_administrator=found.is_administrator,
        held=held.held,
        is_trusted=held.is_trusted,
    )


def needs_factor(*, is_trusted: bool) -> bool:
    """Whether this installation demands a second factor of such an office."""
    return is_trusted and current_app.config["SETTINGS"].second_factor


def without_powers(found: LiveSession, held: Standing) -> Viewer:
    """Whoever still has to set up a second factor can do that and nothing else."""
    return Viewer(
        account_id=found.account_id,
        name=held.name or found.name,
        email=found.email,
        role_label=held.role_label,
        is_trusted=True,
        lacks_factor=True,
    )
