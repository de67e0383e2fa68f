"""A picture of every page for every role at 1280 and 390 px, in var/shots: `make shots`.

Starts a demonstration of its own on a free port. Pages are found by following links from all fixed
addresses, one for each endpoint; outside the desk the first role that sees a page stands for all.
"""

import argparse
import os
import re
import shutil
import tempfile
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import yaml
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from tools import demo
from tools.browser import chromium
from tools.launch import ROOT, free_port, serving

SHOTS = ROOT / "var" / "shots"
WIDTHS = {1280: 900, 390: 844}
MOST_OF_A_KIND = 4  # followed for each endpoint and role: a record in another state leads elsewhere
NEVER = re.compile(
    r"sign-out|/language/|/display/|/files?/|/static/|\.(?:pdf|docx|xlsx|csv|ics)(?:$|\?)"
)


class Links(HTMLParser):
    """The targets of a page's links."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href")
        if tag == "a" and target:
            self.targets.append(target)


@contextmanager
def demonstration() -> Iterator[str]:
    """The address of a fresh demonstration that ends with the block."""
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="council-shots-"))
    try:
        environ = demo.prepare(folder, port)
        os.environ.update(environ)  # for the map of addresses, read from the application itself
        with serving(environ, port):
            yield environ["BASE_URL"]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def accounts() -> dict[str, str]:
    """Role -> e-mail, the visitor first."""
    sample = yaml.safe_load((ROOT / demo.ACCOUNTS).read_text(encoding="utf-8"))
    return {"visitor": "", **{one["role"]: one["email"] for one in sample["accounts"]}}


def sign_in(context: BrowserContext, base: str, email: str) -> None:
    sample = yaml.safe_load((ROOT / demo.ACCOUNTS).read_text(encoding="utf-8"))
    page = context.new_page()
    page.goto(f"{base}/sign-in")
    page.fill("main input[type=email]", email)
    page.fill("main input[type=password]", sample["password"])
    page.click("main form button:not([type=button])")
    page.wait_for_load_state()
    if urlsplit(page.url).path == "/sign-in":
        raise SystemExit(f"{email} could not sign in")
    page.close()


def endpoint_of(addresses: Map, url: str) -> str | None:
    try:
        endpoint, _values = addresses.bind("127.0.0.1").match(urlsplit(url).path, method="GET")
    except HTTPException:
        return None
    return str(endpoint)


def is_start(rule: Rule) -> bool:
    return not rule.arguments and "GET" in (rule.methods or ()) and not NEVER.search(rule.rule)


def follow(context: BrowserContext, base: str, addresses: Map) -> dict[str, str]:
    """Endpoint -> address of its first page that answered with HTML."""
    found: dict[str, str] = {}
    fixed = sorted(rule.rule for rule in addresses.iter_rules() if is_start(rule))
    queue = deque(urljoin(base, start) for start in fixed)
    known, visits = set(queue), Counter[str | None]()
    while queue:
        url = queue.popleft()
        kind = endpoint_of(addresses, url)
        visits[kind] += 1
        if kind is None or visits[kind] > MOST_OF_A_KIND:
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
        whole = urljoin(url, target).split("#", 1)[0]
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
    """One run over the roles: what to picture, and the endpoints that some role has seen."""

    browser: Browser
    base: str
    addresses: Map
    wanted: re.Pattern[str]
    seen: set[str] = field(default_factory=set)

    def shoot(self, role: str) -> None:
        context = self.browser.new_context(locale="ru-RU")
        if email := accounts()[role]:
            sign_in(context, self.base, email)
        found = follow(context, self.base, self.addresses)
        chosen = {name: url for name, url in found.items() if self.is_due(name, url)}
        for endpoint, url in sorted(chosen.items()):
            for fault in picture(context, url, f"{endpoint}-{role.replace(' ', '-')}"):
                print(f"  {urlsplit(url).path}: {fault}", flush=True)
        context.close()
        self.seen |= found.keys()
        print(f"{role}: {len(chosen)} pages", flush=True)

    def is_due(self, endpoint: str, url: str) -> bool:
        is_new = endpoint not in self.seen or urlsplit(url).path.startswith("/desk/")
        return is_new and bool(self.wanted.search(f"{endpoint} {url}"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="a pattern of endpoints or addresses")
    parser.add_argument("--role", action="append", choices=list(accounts()), help="default: all")
    chosen = parser.parse_args()
    SHOTS.mkdir(parents=True, exist_ok=True)
    with demonstration() as base, chromium() as browser:
        from wsgi import app  # noqa: PLC0415  # the environment has just been made

        pictures = Round(browser, base, app.url_map, re.compile(chosen.only))
        for role in chosen.role or accounts():
            pictures.shoot(role)
        pages = {
            rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())
        }
        print("Not reached by links:", ", ".join(sorted(pages - pictures.seen)) or "none")


if __name__ == "__main__":
    main()
