"""Conditional answers for visitors: a weak ETag made from a version, 304 before anything is loaded.

Only for visitors without a session: whoever is signed in gets a page of their own, never stored.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from http import HTTPStatus

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from core.access import viewer
from core.adapters.language import language
from core.config import ROOT

POLICY = "public, max-age=0, must-revalidate"
CODE = ("core", "council", "events", "portal", "templates", "translations")
SESSION_COOKIES = ("session", "__Host-session")


@cache
def code_version() -> str:
    """A fingerprint of the installed code, templates and catalogues: a new release, new pages."""
    files = (path for folder in CODE for path in (ROOT / folder).rglob("*") if path.is_file())
    kept = sorted(str(p) for p in files if p.suffix in {".py", ".html", ".po"})
    marks = "\n".join(f"{path} {(ROOT / path).stat().st_mtime_ns}" for path in kept)
    return sha256(marks.encode()).hexdigest()


def is_shared() -> bool:
    """Whether the answer is the same for everybody."""
    has_session = any(name in request.cookies for name in SESSION_COOKIES)
    return not has_session and viewer().is_anonymous


def tag_of(*version: str) -> str:
    text = "\n".join((code_version(), language(), request.path, *version))
    return sha256(text.encode()).hexdigest()[:32]


def conditional(version: str, make: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """The page, or 304 if the visitor has this very version; `make` runs only when needed."""
    if not is_shared():
        return make()
    tag = tag_of(version)
    if request.if_none_match.contains_weak(tag):
        return marked(Response(status=304), tag)
    response = make_response(make())
    return marked(response, tag) if response.status_code == HTTPStatus.OK else response


def marked(response: Response, tag: str) -> Response:
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = POLICY
    response.vary.add("Cookie")
    return response
