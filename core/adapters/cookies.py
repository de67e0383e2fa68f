"""Cookies of this site: closed to scripts, sent to this site alone, over https bound to this host.

`__Host-` makes a browser refuse a cookie that another host of the domain or plain http would set.
The session's own cookie is set by Flask and named likewise by core.app.
"""

from flask import current_app, request
from werkzeug import Response

ONE_YEAR = 365 * 24 * 3600
PREFIX = "__Host-"
SESSION = "session"


def is_https() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def brings_session() -> bool:
    """Whether the request names a session, be it a dead one."""
    return any(name in request.cookies for name in (SESSION, PREFIX + SESSION))


def full_name(name: str) -> str:
    return PREFIX + name if is_https() else name


def read_cookie(name: str) -> str:
    """What the browser sent; empty if nothing, or only what anybody could have planted."""
    return request.cookies.get(full_name(name), "")


def keep_cookie(response: Response, name: str, value: str) -> None:
    """Let the browser hold the value for a year."""
    response.set_cookie(
        full_name(name),
        value,
        max_age=ONE_YEAR,
        path="/",
        secure=is_https(),
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(response: Response, name: str) -> None:
    response.delete_cookie(
        full_name(name), path="/", secure=is_https(), httponly=True, samesite="Lax"
    )
