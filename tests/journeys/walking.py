"""What a page is made of, read from its HTML: links, visible words, headings, build.

Knows nothing of the browser; names what is wrong with a page in words.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

NEVER = re.compile(
    r"^/readyz|^/metrics|^/display/|/sign-out|/language/|/static/"
    r"|\.(?:pdf|docx|xlsx|csv|ics)(?:$|\?)"
)
HIDDEN = frozenset({"script", "style", "template", "code", "pre"})
EMPTY = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-copy-label", "data-copied")
LATIN = re.compile(r"[A-Za-z]{3,}")
# What stands in Latin letters on a Russian page: addresses, sums, marks of versions, Roman numbers,
# kinds of files, acts by their letters, the examples beside fields, the way to the other language.
ALLOWED = re.compile(
    r"\S+@\S+|[\w«»-]+\.(?:pdf|png|sig)\b|https?://\S*|\b[0-9a-f]{4,}\b|\b[IVX]+\b|\bvisitor-\d\b|\bEnglish\b"
    r"|\b(?:PDF|Word|Excel|PowerPoint|OpenDocument|PNG|JPEG|XLSX|CSV|DOCX|JSON)\b|\.(?:ics|xlsx|sig|eml)\b"
    r"|\bWCAG\b|\bSHA[-‑]256\b"
    r"|\bcookie\b|\bIANA: Asia/Yekaterinburg\b|: logistics\."
    r"|\b(?:mission|passport)-1/\w+/ru\b|\b(?:mission|passport)-\d|\bIVANOV IVAN\b|\bUSD\b"
    r"|\b550 5\.1\.1 No such user\b"  # what another server answered
    r"|\bBuyer \d+|\bFarovon\b|\bOutlook\b|\binvite\b|\bAsia/\w+"
)


class Reading(HTMLParser):
    """One pass over a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.words: list[str] = []
        self.build: set[tuple[str, ...]] = set()
        self.headings: list[str] = []
        self.title = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given.get("href", ""))
        else:
            self.loaded += [given[key] for key in ("src", "href", "action") if key in given]
        self.words += [given[name] for name in SPOKEN if name in given]
        kind = f"{tag}.{given.get('class', '')}.{given.get('type', '')}"
        self.build.add((*self.open[-1:], kind))
        if tag == "h1":
            self.headings.append("")
        if tag not in EMPTY:
            self.open.append(kind)

    def handle_endtag(self, tag: str) -> None:
        while self.open and not self.open.pop().startswith(f"{tag}."):
            pass

    def handle_data(self, data: str) -> None:
        inside = [kind.split(".")[0] for kind in self.open]
        if "title" in inside and "svg" not in inside:
            self.title += data
        elif not HIDDEN.intersection(inside):
            self.words.append(data)
        if "h1" in inside:
            self.headings[-1] += data


def plain(text: str) -> str:
    return " ".join(text.split())


def told_title(page: Reading) -> str:
    """Without the word that a page with refusals begins with."""
    return plain(page.title).removeprefix("Ошибка: ")


def faults_of(page: Reading, base: str) -> Iterator[str]:
    """What a reader would stumble over, whatever the page is about."""
    if page.build and len(page.headings) != 1:
        yield f"{len(page.headings)} h1: {page.headings}"
    elif page.build and not told_title(page).startswith(plain(page.headings[0])):
        yield f"title {plain(page.title)!r} does not begin with h1 {plain(page.headings[0])!r}"
    for text in page.words:
        if LATIN.search(ALLOWED.sub("", text)):
            yield f"not Russian: {plain(text)!r}"
    for url in page.loaded:
        if own_path(url, "/", base) is None and not url.startswith("data:"):
            yield f"loads {url}"


def own_path(link: str, path: str, base: str) -> str | None:
    """The address on this site that a link on the page at `path` leads to; None for another."""
    whole = urljoin(f"{base}{path}", link).split("#", 1)[0]
    return whole.removeprefix(base) if whole.startswith(f"{base}/") else None


def own_links(page: Reading, path: str, base: str, *more: str | None) -> Iterator[str]:
    """Addresses of this site to which the page leads."""
    for link in (*page.links, *filter(None, more)):
        found = own_path(link, path, base)
        if found and not NEVER.search(found):
            yield found


def pattern_of(addresses: Map, path: str, method: str = "GET") -> str | None:
    """What pages of one kind have in common: the rule and a name of the query."""
    parts = urlsplit(path)
    try:
        rule, _values = addresses.bind("site").match(parts.path, method=method, return_rule=True)
    except HTTPException:
        return None
    return " ".join([rule.rule, *sorted(parse_qs(parts.query))[:1]])


def fixed_addresses(addresses: Map) -> list[str]:
    """Pages that need nothing to be known but their address."""
    return sorted(
        rule.rule
        for rule in addresses.iter_rules()
        if not rule.arguments and "GET" in (rule.methods or ()) and not NEVER.search(rule.rule)
    )
