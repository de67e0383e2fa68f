"""What one person comes across on the live site: pages, addresses with a query, forms.

Read by following links, so that it tells what people really see; few of each kind.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from tools.scanners.browser import Browser, Form, Page

OF_A_KIND = 2  # pages that are opened for each endpoint; a record in another state leads elsewhere
# Whoever sends these is signed out, or shuts out whoever scans. What tells of the server's own
# state says no by 503, as it should.
WAYS_OUT = (
    *("sign-out", "language/", "display/", "static/", "readyz"),
    *("desk/account/end", "desk/account/password"),
)
LEFT_OUT = re.compile("^/(" + "|".join(WAYS_OUT) + ")")


PART = re.compile(r"<([^:<>]+:)?([^<>]+)>")  # of a rule; a part without a converter is text


@dataclass
class Seen:
    """Pages and forms by what answers them; the names that stand in queries."""

    addresses: Map
    pages: dict[str, list[str]] = field(default_factory=dict)
    forms: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    queries: dict[str, dict[str, str]] = field(default_factory=dict)

    def matched(self, path: str, method: str) -> tuple[Rule, Mapping[str, object]] | None:
        """What answers an address, and the parts of it."""
        adapter = self.addresses.bind("127.0.0.1")
        try:
            return adapter.match(urlsplit(path).path, method, return_rule=True)
        except HTTPException:
            return None

    def endpoint(self, path: str, method: str = "GET") -> str:
        found = self.matched(path, method)
        return found[0].endpoint if found else ""

    def note_page(self, endpoint: str, path: str) -> None:
        self.pages.setdefault(endpoint, []).append(urlsplit(path).path)

    def note_query(self, path: str, values: dict[str, str]) -> None:
        if values and (endpoint := self.endpoint(path)):
            self.queries.setdefault(endpoint, {}).update(values)

    def note_form(self, page: str, form: Form) -> None:
        place = urlsplit(urljoin(page, form.action or page)).path
        values = {name: value for name, value in form.values.items() if name != "csrf_token"}
        if form.method == "get":
            self.note_query(place, values)
        elif (endpoint := self.endpoint(place, "POST")) and not LEFT_OUT.match(place):
            known = self.forms.setdefault(endpoint, {})
            if len(known) < OF_A_KIND or place in known:
                known[place] = {**known.get(place, {}), **values}


def explore(browser: Browser, addresses: Map, starts: Iterable[str]) -> Seen:
    """Open all of `starts`, then what they lead to."""
    found, first = Seen(addresses), list(dict.fromkeys(starts))
    ahead, known, opened = deque(first), set(first), Counter[str]()
    while ahead:
        path = ahead.popleft()
        endpoint = found.endpoint(path)
        is_enough = opened[endpoint] >= OF_A_KIND and path not in first
        if not endpoint or is_enough or LEFT_OUT.match(path):
            continue
        text = browser.ask(path)
        if text is None:
            continue
        opened[endpoint] += 1
        found.note_page(endpoint, path)
        for link in followed(found, Page(text), path):
            if link not in known:
                known.add(link)
                ahead.append(link)
    return found


def followed(found: Seen, page: Page, path: str) -> list[str]:
    """The links that lead further on this site; its forms and queries are noted."""
    for form in page.forms:
        found.note_form(path, form)
    links = [urljoin(path, link).split("#")[0] for link in page.links]
    own = [link for link in links if link.startswith("/")]
    for link in own:
        found.note_query(link, dict(parse_qsl(urlsplit(link).query)))
    return own


def with_queries(seen: Seen) -> dict[str, str]:
    """By endpoint the address with all names of its queries; `*` stands behind parts of text.

    Parts that are numbers or identities are refused by routing before anything is asked.
    """
    asked, parts = {}, {}
    for endpoint, paths in sorted(seen.pages.items()):
        if values := seen.queries.get(endpoint):
            query = urlencode({name: value or "1" for name, value in values.items()})
            asked[endpoint] = f"{paths[0]}?{query}"
        if (path := marked(seen, paths[0])) != paths[0]:
            parts[f"{endpoint} by parts"] = path
    return {**asked, **parts}


def marked(seen: Seen, path: str) -> str:
    """The address with `*` behind each part that is text: there something is put in."""
    found = seen.matched(path, "GET")
    if found is None:
        return path
    rule, parts = found
    return PART.sub(lambda part: quote(str(parts[part[2]])) + ("" if part[1] else "*"), rule.rule)


def sent_forms(seen: Seen) -> dict[str, tuple[str, str]]:
    """By endpoint the address of one of its forms, and what a browser would send to it."""
    found = {}
    for endpoint, places in sorted(seen.forms.items()):
        place, values = max(places.items(), key=lambda each: len(each[1]))
        if values:
            found[endpoint] = (place, urlencode({name: v or "1" for name, v in values.items()}))
    return found
