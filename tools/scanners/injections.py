"""SQL injection in addresses and in forms, by sqlmap.

It is told which database it is, so that it leaves out the dialects of others. Cookies and headers
are no parameters of these pages: the site's own cookie is signed.
"""

import re
import shutil
from dataclasses import dataclass
from typing import TypeVar

from tools.scanners.browser import Browser
from tools.scanners.outcome import BIN, Outcome, Target, end, run
from tools.scanners.seen import sent_forms, with_queries

LINE = "=" * 54
# A page repeats its address in a link (the switch of display), which sqlmap takes for an answer of
# the database: it once said so of `type` at /desk/events/, which is compared with a fixed list.
# So it reads the text of pages alone; and a find does not end the search for others.
READING = ("--text-only", "--answers=skip further=N,keep testing=Y,exploit=N")
T = TypeVar("T")
KIND = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Given:
    """What sqlmap is given: the option that reads the text, and the places in it by their names."""

    name: str
    option: str
    places: dict[str, str]
    text: str


def inject(target: Target, seconds: float) -> Outcome:
    """Each parameter of each address with a query, and each part of an address that is text."""
    places = untried("sqlmap", with_queries(target.seen), target)
    addresses = "".join(f"{target.browser.base}{place}\n" for place in places.values())
    return injected(Given("sqlmap", "-m", places, addresses), target, seconds)


def inject_forms(target: Target, seconds: float) -> Outcome:
    """The same in each field of each form that is sent; it shows no rows: unions have no use."""
    forms = untried("forms", sent_forms(target.seen), target)
    requests = "".join(request_of(target.browser, *form) for form in forms.values())
    places = {key: place for key, (place, _body) in forms.items()}
    return injected(Given("forms", "-l", places, requests), target, seconds)


def request_of(browser: Browser, place: str, body: str) -> str:
    """As a proxy would log it: a line before and a line after each, or every second is missed."""
    head = (
        *(f"POST {place} HTTP/1.1", f"Host: {browser.host}", f"Content-Type: {KIND}"),
        *(f"X-CSRFToken: {browser.token}", f"Origin: {browser.base}", f"Cookie: {browser.cookie}"),
    )
    return "\n".join((LINE, *head, "", body, LINE, ""))


def untried(name: str, found: dict[str, T], target: Target) -> dict[str, T]:
    """What no role before this one has tried."""
    return {key: one for key, one in found.items() if (name, key) not in target.tried[name]}


def injected(told: Given, target: Target, seconds: float) -> Outcome:
    """Tries what is given. Whatever it did not come to is left for the next role."""
    if not told.places:
        return Outcome("", "nothing that was not tried before")
    report = target.report(told.name)
    list_of = report.with_suffix(".txt")
    list_of.write_text(told.text, "utf-8")
    shutil.rmtree(report, ignore_errors=True)
    text, is_whole = run(
        report,
        [
            *(str(BIN / "sqlmap"), told.option, str(list_of), "--batch", "--disable-coloring"),
            *("--cookie", target.browser.cookie, *ways(told, target.depth.injections)),
            *(
                *READING,
                "--dbms",
                target.database,
                "--param-filter=GET,POST,URI",
                "--ignore-code=*",
            ),
            *("--ignore-redirects", "--threads=2", "--timeout=20", "--drop-set-cookie"),
            *("--flush-session", f"--output-dir={report}"),
            *("--results-file", str(report.with_suffix(".csv"))),
        ],
        seconds,
    )
    found = sorted(set(re.findall(r"^Parameter: .*|.*is vulnerable.*", text, re.MULTILINE)))
    fields = len(re.findall(r"parameter '[^']+' (?:does not seem|is vuln)", text))
    done = done_of(told.places, text, is_whole=is_whole)
    target.tried[told.name].update((told.name, key) for key in done)
    sent = f"{fields} fields, {len(done)} of {len(told.places)} addresses"
    return Outcome("", sent, found, note=end(is_whole))


def ways(told: Given, options: tuple[str, ...]) -> list[str]:
    left_out = "U" if told.name == "forms" else ""
    technique = "--technique"
    return [one.replace(left_out, "") if one.startswith(technique) else one for one in options]


def done_of(places: dict[str, str], text: str, *, is_whole: bool) -> list[str]:
    """The names of the places that it says it tried; the one at which it was stopped is not."""
    came_to = re.findall(r"testing URL 'https?://[^/]+([^']+)'", text)
    done = set(came_to if is_whole else came_to[:-1])
    return [key for key, place in places.items() if place in done]
