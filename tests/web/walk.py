"""A walk through the whole site: every page that people can reach, every form on those pages.

Each request is undone: its effects in a savepoint, and those on the browser's cookies.
"""

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from traceback import format_exception
from urllib.parse import parse_qsl, urlsplit

from werkzeug.exceptions import HTTPException

from core.adapters.database import db

CHOSEN = {"radio", "checkbox"}
FIXED = CHOSEN | {"hidden", "submit", "file"}
SUMMARY = re.compile(r"data-errors>.*?</div>", re.DOTALL)
LINK = re.compile(r'href="#([^"]+)"')


@dataclass
class Form:
    """A form as a page offers it, with what a browser would send unchanged."""

    page: str
    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)

    @property
    def names(self):
        return frozenset(self.values)


class Page(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, address, text):
        super().__init__()
        self.address, self.links, self.forms = address, [], []
        self.form = self.filled = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"].split("#")[0])
        elif tag == "form":
            self.form = Form(
                self.address, given.get("action") or self.address, given.get("method", "get")
            )
            self.forms.append(self.form)
        elif self.form is not None:
            self.note_field(tag, given)

    def note_field(self, tag, given):
        name, kind, values = given.get("name"), given.get("type", "text"), self.form.values
        if tag in {"select", "textarea"}:
            self.filled = name
        elif tag == "option" and (not values[self.filled] or "selected" in given):
            values[self.filled] = given.get("value", "")
        if name and (kind not in CHOSEN or "checked" in given or name not in values):
            values.setdefault(name, given.get("value", ""))
        if name and tag != "button" and kind not in FIXED:
            self.form.typed.add(name)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag in {"select", "textarea"}:
            self.filled = None

    def handle_data(self, data):
        if self.form is not None and self.filled and data.strip():
            self.form.values[self.filled] = self.form.values[self.filled] or data


def is_page(answer):
    return answer.mimetype == "text/html"


class Walk:
    """Several people in one world.

    `failures` collects answers 5xx with their tracebacks, `pages` the HTML that was met, `lost` the
    links of error summaries that lead to no field, of `summaries` in all, `resent` the endpoints
    that answered a form with a page, so that a reload would send it again.
    """

    def __init__(self, app, clients):
        self.app, self.clients = app, clients
        self.failures, self.pages = [], {}
        self.lost, self.summaries, self.resent = set(), 0, set()
        self.addresses = app.url_map.bind("localhost")

    def ask(self, who, method, address, **kwargs):
        """The answer to one request; None for a failure."""
        client = self.clients[who]
        cookies = dict(client._cookies or {})  # noqa: SLF001 - no public way to keep them
        with db.engine.begin_nested() as savepoint:
            try:
                answer = client.open(address, method=method, buffered=True, **kwargs)
                self.look_at_summary(address, answer)
                if method == "POST" and answer.status_code == 200 and is_page(answer):
                    self.resent.add(self.endpoint(address, "POST"))
                return answer  # noqa: TRY300 - the block undoes it
            except Exception as error:  # noqa: BLE001 - what a person would see as a 500
                told = "".join(format_exception(error)[-3:])
                self.failures.append(f"{who} {method} {address} {str(kwargs)[:300]}\n{told}")
                return None
            finally:
                savepoint.rollback()
                client._cookies = cookies  # noqa: SLF001

    def look_at_summary(self, address, answer):
        if answer.status_code == 422 and is_page(answer) and (found := SUMMARY.search(answer.text)):
            self.summaries += 1
            wanted = LINK.findall(found[0])
            self.lost |= {
                (self.endpoint(address, "POST"), name)
                for name in wanted
                if f'id="{name}"' not in answer.text
            }

    def status(self, who, method, address, **kwargs):
        answer = self.ask(who, method, address, **kwargs)
        return 500 if answer is None else answer.status_code

    def greet(self, who):
        """Let a first page give the browser its cookies, and return the forgery token."""
        page = self.clients[who].get("/sign-in" if who == "visitor" else "/desk/account/")
        return next(f for f in Page("/", page.text).forms if "csrf_token" in f.values).values[
            "csrf_token"
        ]

    def endpoint(self, address, method="GET"):
        """The name of what answers at an address; None if nothing does."""
        try:
            return self.addresses.match(urlsplit(address).path, method)[0]
        except HTTPException:
            return None

    def explore(self, who, starts, most):
        """Follow links from `starts`; returns addresses by endpoint, and the forms met.

        All of `starts` are visited, then at most so many addresses of an endpoint.
        """
        seen, forms, ahead = defaultdict(list), [], deque(starts)
        known, first = set(ahead), set(ahead)
        while ahead:
            address = ahead.popleft()
            endpoint = self.endpoint(address)
            if endpoint is None or (address not in first and len(seen[endpoint]) >= most):
                continue
            answer = self.ask(who, "GET", address)
            if answer is None or answer.status_code not in {200, 303}:
                continue
            seen[endpoint].append(address)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                page, self.pages[address] = Page(address, answer.text), answer.text
                forms += page.forms
                new = [link for link in page.links if link not in known]
                known.update(new)
                ahead += new
        return {endpoint: found for endpoint, found in seen.items() if found}, forms


def query_names(addresses, forms):
    """Every name that stands in a query of the site."""
    found = {name for form in forms if form.method == "get" for name in form.values}
    for address in addresses:
        found |= {name for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True)}
    return found
