"""Browsers in which somebody has signed in before, known by a signed cookie.

It signs nobody in. It only lets the owner try while others guess the same password from elsewhere.
Where a password is asked for once more it does the same.
"""

from secrets import token_urlsafe

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug import Response

from core.accounts.services.tokens import digest
from core.adapters.cookies import keep_cookie, read_cookie

COOKIE = "browser"


def serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SETTINGS"].secret_keys, salt="known browser")


def name_of(email: str) -> str:
    return digest(f"browser\n{email.strip().casefold()}")


def known_browser(email: str) -> str | None:
    """The number of this browser if this e-mail has signed in here."""
    try:
        number, owner = serializer().loads(read_cookie(COOKIE))
    except (BadSignature, ValueError, TypeError):
        return None
    return str(number) if owner == name_of(email) else None


def remember_browser(response: Response, email: str) -> None:
    """Know this browser again when the e-mail signs in next time."""
    number = known_browser(email) or token_urlsafe(12)
    keep_cookie(response, COOKIE, serializer().dumps([number, name_of(email)]))
