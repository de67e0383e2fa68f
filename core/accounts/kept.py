"""What somebody typed while their session ran out: it goes through the sign-in page and back.

Signed, so that nobody can make others send what they never typed. Passwords are never kept,
files cannot be.
"""

from collections.abc import Iterable
from json import dumps, loads

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

Typed = tuple[tuple[str, str], ...]
NEVER = frozenset(
    {
        "csrf_token",
        "password",
        "confirmation",
        "current_password",
        "new_password",
        "factor_code",
        "factor_answer",
    }
)
LONGEST = 1_000_000  # of the signed text, which is compressed
SECONDS = 60 * 60


def signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SETTINGS"].secret_keys, salt="kept form")


def without_secrets(typed: Iterable[tuple[str, str]]) -> Typed:
    return tuple((name, value) for name, value in typed if name not in NEVER)


def keep(typed: Iterable[tuple[str, str]]) -> str:
    """The fields as one signed text; empty if there is too much of it."""
    text = signer().dumps(dumps(without_secrets(typed), ensure_ascii=False))
    return text if len(text) <= LONGEST else ""


def kept(text: str | None) -> Typed | None:
    """The fields again; None if this site did not sign them within the last hour."""
    if not text:
        return None
    try:
        pairs = loads(signer().loads(text, max_age=SECONDS))
    except BadData:
        return None
    return tuple((str(name), str(value)) for name, value in pairs)
