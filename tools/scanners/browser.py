"""One person's browser: it signs in, opens pages, and reads their links and forms.

No more of HTML than scanners need: files are not sent, scripts are not run.
"""

import http.cookiejar
import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

TYPED = {
    "email": "contact@example.org", "date": "2026-12-01", "datetime-local": "2026-12-01T10:00",
    "time": "10:00", "number": "1", "url": "https://example.org/", "tel": "+7 900 000-00-00",
}  # fmt: skip
# Most dates are typed as text; whoever fills the last one is taken for a robot.
BY_NAME = {
    r".*(_on|day|_date|_from|_until)|until|on": "01.12.2026", r".*time": "10:00",
    "inn": "7707083893", "website": "",
}  # fmt: skip
CHOSEN = {"radio", "checkbox"}
NOT_SENT = {"file", "submit", "button", "image", "reset"}


@dataclass
class Form:
    """A form as a page offers it, with what a browser would send: words where nothing stands."""

    method: str
    action: str
    values: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """The links and the forms of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.filled = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self.form = Form(given.get("method", "get").lower(), given.get("action", ""))
            self.forms.append(self.form)
        elif self.form is not None:
            note_field(self.form, tag, given)
            if tag == "option" and (not self.form.values.get(self.filled) or "selected" in given):
                self.form.values[self.filled] = given.get("value", "")
            elif tag in {"select", "textarea"}:
                self.filled = given.get("name", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag in {"select", "textarea"}:
            self.filled = ""

    def handle_data(self, data: str) -> None:
        """What stands in a large field; an option has been read already."""
        if self.form and self.form.values.get(self.filled) == "text" and data.strip():
            self.form.values[self.filled] = data.strip()


def note_field(form: Form, tag: str, given: dict[str, str]) -> None:
    name, kind = given.get("name", ""), given.get("type", "text")
    if not name or tag == "option" or kind in NOT_SENT or given.get("value", tag) == "button":
        return
    if kind in CHOSEN:
        if "checked" in given or name not in form.values:
            form.values[name] = given.get("value", "on")
    else:
        by_name = (word for pattern, word in BY_NAME.items() if re.fullmatch(pattern, name))
        word = next(by_name, TYPED.get(kind, "1"))
        word = {"select": "", "textarea": "text"}.get(tag, word)
        form.values.setdefault(name, given.get("value") or word)


@dataclass
class Browser:
    """Cookies, and the token of the forms; nobody's until it signs in."""

    base: str
    token: str = ""
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self) -> None:
        processor = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(processor)
        self.token = token_of(self.ask("/sign-in") or "")

    def ask(self, path: str, data: dict[str, str] | None = None) -> str | None:
        """The page as text, empty for another kind of file; None for an error."""
        body = urlencode(data).encode() if data else None
        try:
            with self.opener.open(self.base + path, body, timeout=60) as answer:
                is_page = answer.headers.get_content_type() == "text/html"
                return answer.read().decode("utf-8") if is_page else ""
        except urllib.error.HTTPError:
            return None

    def sign_in(self, email: str, password: str) -> None:
        given = {"csrf_token": self.token, "email": email, "password": password}
        page = self.ask("/sign-in", given) or ""
        if not is_desk(page):
            raise SystemExit(f"{email} could not sign in")
        self.token = token_of(page)

    def is_inside(self) -> bool:
        """Whether it is still signed in."""
        return is_desk(self.ask("/desk/") or "")

    @property
    def host(self) -> str:
        return urlsplit(self.base).netloc

    @property
    def cookie(self) -> str:
        return "; ".join(f"{each.name}={each.value}" for each in self.jar)


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    return found[1] if found else ""


def is_desk(page: str) -> bool:
    return "/sign-out" in page
