"""What protects every answer: headers, the strict content policy, trusted hosts and origins."""

import re
from secrets import token_hex
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request, session
from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix

from core.adapters.cookies import brings_session
from core.config import Settings

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
# Everything that a browser may offer to pages and no page here asks for.
OFF = (
    "accelerometer", "autoplay", "bluetooth", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in OFF),
}
LOADED_BY_PAGES = "static"  # the same for everybody: the browser may keep it
LARGEST_TEXT = 4 * 1024 * 1024  # of a form without files
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
REQUEST_ID = re.compile(r"[0-9a-f]{16,64}")


def init_security(app: Flask, settings: Settings) -> None:
    if hops := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.before_request(note_request)
    app.before_request(refuse_foreign)
    app.before_request(limit_text)

    @app.teardown_request
    def close_files(_error: BaseException | None) -> None:
        """What was uploaded leaves no temporary file, whatever became of the request."""
        request.close()

    @app.after_request
    def protect(response: Response) -> Response:
        return with_headers(response, https=settings.is_https)


def note_request() -> None:
    """Give each request a number that error pages and logs show."""
    asked = request.headers.get("X-Request-ID", "")
    g.request_id = asked if REQUEST_ID.fullmatch(asked) else token_hex(8)


def refuse_foreign() -> None:
    """400 for a host we do not serve, a NUL byte in the address, a change asked by another site."""
    _ = request.host  # werkzeug checks TRUSTED_HOSTS here
    if "\x00" in request.path or "%00" in request.query_string.decode("latin-1"):
        raise BadRequest
    origin = request.headers.get("Origin")
    if request.method in CHANGING and origin and urlsplit(origin).netloc != request.host:
        abort(400)


def is_from_own_page() -> bool:
    """Whether the browser itself says that a page of this site sent the request.

    What says nothing of where it comes from is not believed. An `Origin` was checked before.
    """
    if request.headers.get("Origin"):
        return True
    if fetched := request.headers.get("Sec-Fetch-Site"):
        return fetched == "same-origin"
    return urlsplit(request.headers.get("Referer", "")).netloc == request.host


def limit_text() -> None:
    """413 for more text than a form can hold; only forms with files may be larger."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = LARGEST_TEXT


def has_session() -> bool:
    """Whether the browser holds a session, or is handed one by this answer: a form, for example."""
    return brings_session() or session.modified


def with_headers(response: Response, *, https: bool) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
    if "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]:
        response.headers["X-Frame-Options"] = "DENY"  # for browsers that know no policy
    if https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if has_session() and request.endpoint != LOADED_BY_PAGES:
        response.headers["Cache-Control"] = "no-store"
    response.headers["X-Request-ID"] = g.get("request_id", "")
    return response
