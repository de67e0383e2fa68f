"""What of the site the scanners are told: its addresses with queries, its forms, a description.

Read from the live site by following links as one person, so that it tells what people really see.
"""

import http.cookiejar
import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from werkzeug.routing import Map, Rule

MOST_PAGES = 250
ON_EACH = 2  # addresses of one kind that are opened
# Whoever sends these is signed out, locked out, or ends what the other scanners still need.
# What tells of the server's own state says no by 503, as it should.
LEFT_OUT = re.compile(r"^/(sign-out|desk/accounts?/|language/|static/|readyz)")
FREE_TEXT = {"type": "string"}
OF_CONVERTERS: dict[str, dict[str, Any]] = {
    "UUIDConverter": {"type": "string", "format": "uuid"},
    "IntegerConverter": {"type": "integer"},
}


class Links(HTMLParser):
    """The links of a page, and its forms: method, address, names of the fields."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, str, set[str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append((given.get("method", "get").lower(), given.get("action", ""), set()))
        elif self.forms and given.get("name"):
            self.forms[-1][2].add(given["name"])


@dataclass
class Browser:
    """One person's browser: cookies, and the token of the forms."""

    base: str
    token: str = ""
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self) -> None:
        processor = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(processor)

    def ask(self, path: str, data: dict[str, str] | None = None) -> str:
        """The page as text; empty for what is none."""
        body = urlencode(data).encode() if data else None
        try:
            with self.opener.open(self.base + path, body, timeout=30) as answer:
                is_page = answer.headers.get_content_type() == "text/html"
                return answer.read().decode("utf-8") if is_page else ""
        except urllib.error.HTTPError:
            return ""

    def sign_in(self, email: str, password: str) -> None:
        given = {"csrf_token": token_of(self.ask("/sign-in")), "email": email}
        page = self.ask("/sign-in", {**given, "password": password})
        if "/sign-out" not in page:
            raise SystemExit(f"{email} could not sign in")
        self.token = token_of(page)

    @property
    def cookie(self) -> str:
        return "; ".join(f"{each.name}={each.value}" for each in self.jar)


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    return found[1] if found else ""


@dataclass
class Seen:
    """What a person came across: addresses with a query, forms by address and method."""

    addresses: set[str] = field(default_factory=set)
    forms: dict[tuple[str, str], set[str]] = field(default_factory=dict)


def explore(browser: Browser, addresses: Map) -> Seen:
    """Follow links from the front page and the desk, few of each kind."""
    found, ahead, known = Seen(), ["/", "/desk/"], {"/", "/desk/"}
    opened: dict[str, int] = {}
    adapter = addresses.bind("127.0.0.1")
    while ahead and sum(opened.values()) < MOST_PAGES:
        path = ahead.pop(0)
        if not adapter.test(urlsplit(path).path, "GET") or LEFT_OUT.match(path):
            continue
        rule, _ = adapter.match(urlsplit(path).path, "GET", return_rule=True)
        opened[rule.endpoint] = opened.get(rule.endpoint, 0) + 1
        if opened[rule.endpoint] > ON_EACH:
            continue
        page = Links(browser.ask(path))
        for method, action, names in page.forms:
            place = urlsplit(urljoin(path, action or path)).path
            found.forms.setdefault((place, method), set()).update(names)
        for link in page.links:
            place = urljoin(path, link).split("#")[0]
            if place.startswith("/") and place not in known:
                known.add(place)
                ahead.append(place)
                if "?" in place:
                    found.addresses.add(place)
    return found


def with_queries(seen: Seen) -> list[str]:
    """One address for each page that reads a query: what injections are tried on."""
    by_page: dict[str, dict[str, str]] = {}
    for address in sorted(seen.addresses):
        parts = urlsplit(address)
        by_page.setdefault(parts.path, {}).update(parse_qsl(parts.query) or {})
    for (path, method), names in sorted(seen.forms.items()):
        if method == "get":
            by_page.setdefault(path, {}).update(dict.fromkeys(sorted(names), "1"))
    pages = by_page.items()
    return [f"{path}?{urlencode(query)}" for path, query in pages if not LEFT_OUT.match(path)]


def sent_forms(seen: Seen) -> dict[str, str]:
    """By address what a form of it would send, a word in each field; those of visitors first.

    One of each kind: records differ by a number in the address.
    """
    forms = sorted(seen.forms.items(), key=lambda form: (form[0][0].startswith("/desk/"), form[0]))
    kinds = {
        re.sub(r"[0-9a-f-]{36}|[0-9]+", "", path): (path, names - {"csrf_token"})
        for (path, method), names in forms
        if method == "post" and names - {"csrf_token"} and not LEFT_OUT.match(path)
    }
    return {path: urlencode(dict.fromkeys(sorted(names), "1")) for path, names in kinds.values()}


def described(addresses: Map, seen: Seen) -> dict[str, Any]:
    """The site in the words of OpenAPI: every address, the fields of the forms that were seen."""
    paths: dict[str, dict[str, Any]] = {}
    adapter = addresses.bind("127.0.0.1")
    fields: dict[str, set[str]] = {}
    queries: dict[str, set[str]] = {}
    for (path, method), names in seen.forms.items():
        if adapter.test(path, method.upper()):
            endpoint, _ = adapter.match(path, method.upper())
            (fields if method == "post" else queries).setdefault(endpoint, set()).update(names)
    for rule in addresses.iter_rules():
        if LEFT_OUT.match(rule.rule):
            continue
        place = paths.setdefault(re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule), {})
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            asked = sorted(queries.get(rule.endpoint, set()) | {"page", "year"})
            place[method.lower()] = operation(rule, method, asked, fields.get(rule.endpoint, set()))
    title = {"title": "Export Council", "version": "1"}
    return {"openapi": "3.0.2", "info": title, "paths": paths}


def operation(rule: Rule, method: str, asked: list[str], fields: set[str]) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": schema_of(rule, name)}
        for name in sorted(rule.arguments)
        if f":{name}>" in rule.rule or f"<{name}>" in rule.rule
    ]
    told: dict[str, Any] = {"responses": {"default": {"description": "an answer"}}}
    if method == "GET":
        parameters += [{"name": name, "in": "query", "schema": FREE_TEXT} for name in asked]
    else:
        names = dict.fromkeys(sorted(fields - {"csrf_token"}), FREE_TEXT)
        content = {
            "application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": names}}
        }
        told["requestBody"] = {"content": content}
    return {**told, "parameters": parameters}


def schema_of(rule: Rule, name: str) -> dict[str, Any]:
    kind = type(rule._converters.get(name)).__name__  # noqa: SLF001 - only read
    return OF_CONVERTERS.get(kind, FREE_TEXT)


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
