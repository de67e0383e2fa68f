"""What protects every answer, word for word, whatever its status."""

import pytest
from werkzeug.exceptions import Gone, RequestEntityTooLarge, UnprocessableEntity

from core.adapters.cookies import drop_cookie, keep_cookie
from core.adapters.language import chosen_language
from core.adapters.passwords import TooBusy
from core.config import Settings
from core.kernel.errors import Refusal, Refused
from core.limits import TooOften
from core.security import with_headers

ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "object-src 'none'; frame-ancestors 'none'; manifest-src 'self'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), bluetooth=(), camera=(), clipboard-read=(), "
        "display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), "
        "gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), "
        "payment=(), picture-in-picture=(), screen-wake-lock=(), serial=(), usb=(), "
        "xr-spatial-tracking=()"
    ),
}
TELLING = ("Server", "X-Powered-By", "X-AspNet-Version", "Via")
RAISED = {
    409: Refused(Refusal("no", "No.")),
    410: Gone(),
    413: RequestEntityTooLarge(),
    422: UnprocessableEntity(),
    429: TooOften(60),
    500: RuntimeError("no connection to db.example"),
    503: TooBusy(),
}


def protection(answer):
    return {name: answer.headers.get(name) for name in ALWAYS}


@pytest.fixture
def failing(app, client, monkeypatch):
    """`failing(error)` -> the answer of a page that raises it."""

    def ask(error):
        def fail():
            raise error

        monkeypatch.setattr(app, "testing", False)
        monkeypatch.setitem(app.view_functions, "portal.home", fail)
        return client.get("/")

    return ask


@pytest.mark.parametrize("status", RAISED)
def test_an_answer_to_what_went_wrong_is_protected(failing, status):
    answer = failing(RAISED[status])

    assert answer.status_code == status
    assert protection(answer) == ALWAYS
    assert "db.example" not in answer.text


@pytest.mark.parametrize(
    ("status", "path", "method"),
    (
        (200, "/meetings/", "GET"),
        (200, "/static/theme.css", "GET"),
        (200, "/robots.txt", "GET"),
        (200, "/meetings.ics", "GET"),
        (302, "/desk/", "GET"),
        (308, "/meetings", "GET"),
        (400, "/sign-in", "POST"),
        (404, "/nowhere", "GET"),
        (404, "/static/nothing.js", "GET"),
        (405, "/meetings/", "DELETE"),
    ),
)
def test_an_answer_is_protected(council, client, status, path, method):
    answer = client.open(path, method=method, buffered=True)

    assert answer.status_code == status
    assert protection(answer) == ALWAYS
    assert not set(TELLING) & set(answer.headers)


def test_an_answer_without_a_body_is_protected(council, client):
    tag = client.get("/meetings/").headers["ETag"]
    answer = client.get("/meetings/", headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert protection(answer) == ALWAYS


def test_a_refusal_of_the_permission_is_protected(council, sign_in):
    answer = sign_in(council.member).get("/desk/accounts/")

    assert answer.status_code == 403
    assert protection(answer) == ALWAYS


def test_a_host_that_is_not_served_is_told_so_with_the_same_protection(client):
    answer = client.get("/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert protection(answer) == ALWAYS


@pytest.mark.parametrize("path", ("/desk/", "/meetings/", "/nowhere", "/meetings.ics"))
def test_nothing_of_a_session_is_kept_by_a_browser(council, sign_in, path):
    assert sign_in(council.member).get(path).headers["Cache-Control"] == "no-store"


def test_a_form_that_begins_a_session_is_not_kept_either(client):
    answer = client.get("/sign-in")

    assert "Set-Cookie" in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_styles_and_scripts_are_kept_with_a_session_too(council, sign_in):
    answer = sign_in(council.member).get("/static/theme.css", buffered=True)

    assert "no-store" not in answer.headers["Cache-Control"]


def test_a_public_page_sets_no_cookie(council, client):
    for path in ("/", "/meetings/", "/council/", "/plan/", "/events/", "/assignments/"):
        assert "Set-Cookie" not in client.get(path).headers, path


@pytest.mark.parametrize(
    ("https", "told"), ((True, "max-age=31536000; includeSubDomains"), (False, None))
)
def test_only_over_https_browsers_are_told_to_come_back_by_https(app, https, told):
    with app.test_request_context("/"):
        answer = with_headers(app.response_class(), https=https)

    assert answer.headers.get("Strict-Transport-Security") == told


def test_over_https_the_session_has_the_strictest_cookie(tmp_path):
    from core.app import create_app  # noqa: PLC0415 - an application of its own

    settings = Settings(
        secret_key="s" * 40,
        data_dir=tmp_path,
        database_url=f"sqlite:///{tmp_path}/none.db",
        base_url="https://council.example",
        testing=True,
    )
    app = create_app((), settings)
    found = {
        key: app.config[f"SESSION_COOKIE_{key}"]
        for key in ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")
    }

    assert found == {
        "NAME": "__Host-session",
        "SECURE": True,
        "HTTPONLY": True,
        "SAMESITE": "Lax",
        "PATH": None,
        "DOMAIN": None,
    }


@pytest.mark.parametrize(
    ("https", "prefix", "marks"),
    (
        (True, "__Host-", {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}),
        (False, "", {"HttpOnly", "Path=/", "SameSite=Lax"}),
    ),
)
def test_every_cookie_is_bound_to_this_host_over_https(app, monkeypatch, https, prefix, marks):
    """Set and taken away: a browser refuses to let go of what is named otherwise."""
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", https)
    with app.test_request_context("/"):
        kept, dropped = app.response_class(), app.response_class()
        keep_cookie(kept, "language", "en")
        drop_cookie(dropped, "language")

    for answer in (kept, dropped):
        name, *found = answer.headers["Set-Cookie"].split("; ")
        assert name.startswith(f"{prefix}language=")
        assert {mark for mark in found if not mark.startswith(("Max-Age", "Expires"))} == marks


@pytest.mark.parametrize(("https", "read"), ((True, "ru"), (False, "en")))
def test_over_https_a_cookie_without_the_prefix_says_nothing(app, monkeypatch, https, read):
    """Another host of the domain could have planted it."""
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", https)
    with app.test_request_context("/", headers={"Cookie": "language=en"}):
        assert chosen_language() == read
    with app.test_request_context("/", headers={"Cookie": "__Host-language=en"}):
        assert chosen_language() == ("en" if https else "ru")
