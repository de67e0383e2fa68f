"""A picture of every page at 1280 and 390 px, in var/shots: `make shots`.

Pages are found by following links from all fixed addresses, one for each endpoint: in a fresh
demonstration (on the desk for every role, elsewhere for the first that sees it), then, what is
still missing, in a site that has one of everything. Ends with 1 if a page has no picture.
"""

import argparse
import re
import sys
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from tools.browser import chromium
from tools.launch import ROOT
from tools.shots_sites import Place, demonstration, everything

SHOTS = ROOT / "var" / "shots"
WIDTHS = {1280: 900, 390: 844}
MOST_OF_A_KIND = 4  # followed for each endpoint and role: a record in another state leads elsewhere
NEVER = re.compile(
    r"sign-out|/language/|/display/|/files?/|/static/|\.(?:pdf|docx|xlsx|csv|ics|atom)(?:$|\?)"
)
SITES = {"demonstration": demonstration, "everything": everything}
WITHOUT_PICTURE = {
    "answers to programs": {
        "audit.show_head",
        "negotiations.progress",
        "news.body",
        "news.site",
        "operation.figures",
        "operation.life",
        "operation.readiness",
        "papers.for_researchers",
        "papers.for_robots",
        "papers.map_of_site",
    },
    "files": {
        "documents.signature_file",
        "exchanges.text",
        "letters.attachment",
        "minutes.signature_file",
        "personal_data.export_own",
        "personal_data.export_person",
        "personal_data.print_own",
        "personal_data.print_person",
        "public_events.photo",
        "public_exchanges.text",
        "signatures.signed_bytes",
    },
    "leads on to another page": {"letters.one_click"},
    "shown once, after a form: the journey of the last seat opens it": {"visitors.applied"},
}

# Many a paper is offered as PDF alone, and is a page, too.
PAPER = re.compile(r"\.pdf(?=$|\?)")


class Links(HTMLParser):
    """The targets of a page's links."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href")
        if tag == "a" and target:
            self.targets.append(target)


def endpoint_of(addresses: Map, url: str) -> str | None:
    try:
        endpoint, _values = addresses.bind("127.0.0.1").match(urlsplit(url).path, method="GET")
    except HTTPException:
        return None
    return str(endpoint)


def is_start(rule: Rule) -> bool:
    return not rule.arguments and "GET" in (rule.methods or ()) and not NEVER.search(rule.rule)


def follow(context: BrowserContext, place: Place) -> dict[str, str]:
    """Endpoint -> address of its first page that answered with HTML."""
    found: dict[str, str] = {}
    base, addresses = place.base, place.addresses
    fixed = sorted(rule.rule for rule in addresses.iter_rules() if is_start(rule))
    named = [way for way in place.starts if not NEVER.search(way)]
    queue = deque(urljoin(base, start) for start in [*named, *fixed])
    known, visits, wanted = set(queue), Counter[str | None](), set(queue)
    while queue:
        url = queue.popleft()
        kind = endpoint_of(addresses, url)
        visits[kind] += 1
        if kind is None or (visits[kind] > MOST_OF_A_KIND and url not in wanted):
            continue
        answer = context.request.get(url)
        if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
            continue
        if endpoint := endpoint_of(addresses, answer.url):
            found.setdefault(endpoint, answer.url)
        fresh = set(links_of(answer.text(), answer.url, base)) - known
        queue.extend(sorted(fresh))
        known |= fresh
    return found


def links_of(html: str, url: str, base: str) -> Iterator[str]:
    links = Links()
    links.feed(html)
    for target in links.targets:
        whole = PAPER.sub(".html", urljoin(url, target).split("#", 1)[0])
        if whole.startswith(f"{base}/") and not NEVER.search(whole):
            yield whole


def complaint(said: ConsoleMessage) -> str:
    return f"{said.text} {urlsplit(said.location['url']).path}"


def picture(context: BrowserContext, url: str, name: str) -> Iterator[str]:
    """Picture one page at both widths; gives what is wrong with it at a glance."""
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda said: told.append(complaint(said)) if said.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(url)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            told.append(f"wider than {width} px")
    page.close()
    yield from dict.fromkeys(told)


@dataclass
class Round:
    """One run over the sites and roles: the endpoints that have a picture, or were not asked to."""

    browser: Browser
    wanted: re.Pattern[str]
    seen: set[str] = field(default_factory=set)

    def shoot(self, place: Place, role: str, *, is_for_each: bool) -> None:
        context = place.browser_of(role, self.browser)
        found = follow(context, place)
        chosen = {
            endpoint: url
            for endpoint, url in found.items()
            if endpoint not in self.seen or (is_for_each and urlsplit(url).path.startswith("/desk"))
            if self.wanted.search(f"{endpoint} {url}")
        }
        for endpoint, url in sorted(chosen.items()):
            for fault in picture(context, url, f"{endpoint}-{role.replace(' ', '-')}"):
                print(f"  {urlsplit(url).path}: {fault}", flush=True)
        context.close()
        self.seen |= found.keys()
        print(f"{role}: {len(chosen)} pages", flush=True)


def pages_of(addresses: Map) -> set[str]:
    """The endpoints that answer with a page, as far as their addresses tell."""
    return {
        rule.endpoint
        for rule in addresses.iter_rules()
        if "GET" in (rule.methods or ()) and not NEVER.search(rule.rule)
    } - set().union(*WITHOUT_PICTURE.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="a pattern of endpoints or addresses")
    parser.add_argument("--role", action="append", default=[], help="default: all")
    parser.add_argument("--site", choices=list(SITES), action="append", help="default: both")
    chosen = parser.parse_args()
    SHOTS.mkdir(parents=True, exist_ok=True)
    pages: set[str] = set()
    with chromium() as browser:
        pictures = Round(browser, re.compile(chosen.only))
        for name in chosen.site or SITES:
            with SITES[name]() as place:
                pages = pages_of(place.addresses)
                print(f"{name}: {len(pages)} kinds of pages", flush=True)
                for role in place.come_in:
                    if role in (chosen.role or place.come_in):
                        pictures.shoot(place, role, is_for_each=name == "demonstration")
    print("Without a picture:", ", ".join(sorted(pages - pictures.seen)) or "none")
    return int(bool(pages - pictures.seen))


if __name__ == "__main__":
    sys.exit(main())
