"""SQL injection in addresses and in forms, by sqlmap.

It is told which database it is, so that it leaves out the dialects of others. Cookies and headers
are no parameters of these pages: the site's own cookie is signed.
"""

import re
import shutil
from dataclasses import dataclass
from typing import TypeVar

from tools.scanners.outcome import BIN, Outcome, Target, end, run
from tools.scanners.seen import sent_forms, with_queries

LINE = "=" * 54
T = TypeVar("T")
KIND = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Given:
    """What sqlmap is given, how it is told so, and the name of its report."""

    kind: str
    name: str
    option: str
    given: dict[str, str]


def inject(target: Target, seconds: float) -> Outcome:
    """Each parameter of each address with a query, and each part of an address that is text."""
    new = untried("queries", with_queries(target.seen), target)
    given = {key: f"{target.browser.base}{one}" for key, one in new.items()}
    return injected(Given("queries", "sqlmap", "-m", given), target, seconds)


def inject_forms(target: Target, seconds: float) -> Outcome:
    """The same in each field of each form that is sent; it shows no rows: unions have no use."""
    browser = target.browser
    given = {
        key: f"POST {path} HTTP/1.1\nHost: {browser.host}\nContent-Type: {KIND}\n"
        f"X-CSRFToken: {browser.token}\nOrigin: {browser.base}\nCookie: {browser.cookie}\n\n{body}"
        for key, (path, body) in untried("forms", sent_forms(target.seen), target).items()
    }
    return injected(Given("forms", "forms", "-l", given), target, seconds)


def untried(kind: str, found: dict[str, T], target: Target) -> dict[str, T]:
    """What no role before this one has tried."""
    return {key: one for key, one in found.items() if (kind, key) not in target.tried[kind]}


def without_unions(options: tuple[str, ...]) -> list[str]:
    return [one.replace("U", "") if one.startswith("--technique") else one for one in options]


def injected(told: Given, target: Target, seconds: float) -> Outcome:
    """Tries a list of addresses, or of whole requests. Whatever it did not come to is left."""
    if not told.given:
        return Outcome("", "nothing that was not tried before")
    report = target.report(told.name)
    list_of = report.with_suffix(".txt")
    between = "\n" if told.option == "-m" else f"\n{LINE}\n"
    list_of.write_text(between.join(["", *told.given.values(), ""]).lstrip("\n"), "utf-8")
    ways = target.depth.injections
    shutil.rmtree(report, ignore_errors=True)
    text, is_whole = run(
        report,
        [
            *(str(BIN / "sqlmap"), told.option, str(list_of), "--batch", "--disable-coloring"),
            *("--cookie", target.browser.cookie),
            *(ways if told.option == "-m" else without_unions(ways)),
            *("--dbms", target.database, "--param-filter=GET,POST,URI", "--ignore-code=*"),
            *("--ignore-redirects", "--threads=2", "--timeout=20", "--drop-set-cookie"),
            *("--flush-session", f"--output-dir={report}"),
            *("--results-file", str(report.with_suffix(".csv"))),
        ],
        seconds,
    )
    found = sorted(set(re.findall(r"^Parameter: .*|.*is vulnerable.*", text, re.MULTILINE)))
    fields = len(re.findall(r"parameter '[^']+' (?:does not seem|is vuln)", text))
    pages = len(set(re.findall(r"testing URL '([^']+)'", text))) - (not is_whole)
    target.tried[told.kind].update((told.kind, key) for key in list(told.given)[:pages])
    sent = f"{fields} fields, {pages} of {len(told.given)} addresses"
    return Outcome("", sent, found, note=end(is_whole))
