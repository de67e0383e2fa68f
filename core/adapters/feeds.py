"""Feeds as answers: a strong ETag made from a version, 304 before anything is loaded.

The same version gives the same bytes, for everybody who may read the feed at all.
"""

from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus

from flask import Response, request

from core.adapters.language import language
from core.adapters.release import code_version
from core.kernel.calendars import Feed, feed_text

MEDIA_TYPE = "text/calendar; charset=utf-8"
REVALIDATED = "max-age=0, must-revalidate"


def feed_answer(
    version: str, make: Callable[[], Feed], *, name: str, is_private: bool = False
) -> Response:
    """A calendar, as the file of a name."""

    def calendar() -> Response:
        response = Response(feed_text(make()), content_type=MEDIA_TYPE)
        response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
        return response

    return revalidated(version, calendar, is_private=is_private)


def revalidated(
    version: str, make: Callable[[], Response], *, is_private: bool = False
) -> Response:
    """The feed, or 304 if the program has this very version; `make` runs only when needed."""
    text = f"{code_version()}\n{language()}\n{request.path}\n{version}"
    tag = sha256(text.encode()).hexdigest()[:32]
    is_known = request.if_none_match.contains_weak(tag)
    response = Response(status=HTTPStatus.NOT_MODIFIED) if is_known else make()
    response.set_etag(tag)
    response.headers["Cache-Control"] = f"{'private' if is_private else 'public'}, {REVALIDATED}"
    response.vary.add("Cookie")
    if is_private:
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
    return response
