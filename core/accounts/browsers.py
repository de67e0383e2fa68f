"""Browsers in which somebody has signed in before, known by a signed cookie.

It signs nobody in. It only lets the owner try while others guess the same password from elsewhere.
The cookie goes to the sign-in page alone.
"""

from secrets import token_urlsafe

from flask import current_app, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug import Response

from core.accounts.services.tokens import digest

COOKIE = "browser"
ONE_YEAR = 365 * 24 * 3600


def serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SETTINGS"].secret_key, salt="known browser")


def name_of(email: str) -> str:
    return digest(f"browser\n{email.strip().casefold()}")


def known_browser(email: str) -> str | None:
    """The number of this browser if this e-mail has signed in here."""
    try:
        number, owner = serializer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, ValueError, TypeError):
        return None
    return str(number) if owner == name_of(email) else None


def remember_browser(response: Response, email: str) -> None:
    """Know this browser again when the e-mail signs in next time."""
    number = known_browser(email) or token_urlsafe(12)
    response.set_cookie(
        COOKIE,
        serializer().dumps([number, name_of(email)]),
        max_age=ONE_YEAR,
        path=url_for("accounts.sign_in"),
        secure=current_app.config["SETTINGS"].is_https,
        httponly=True,
        samesite="Lax",
    )
