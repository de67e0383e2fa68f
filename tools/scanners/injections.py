"""SQL injection in addresses and in forms, by sqlmap.

It is told which database it is, so that it leaves out the dialects of others. Cookies and headers
are no parameters of these pages: the site's own cookie is signed.
"""

import re
import shutil
from typing import TypeVar

from tools.scanners.outcome import BIN, Outcome, Target, end, run
from tools.scanners.seen import sent_forms, with_queries

LINE = "=" * 54
T = TypeVar("T")
KIND = "application/x-www-form-urlencoded"


def inject(target: Target, seconds: float) -> Outcome:
    """Each parameter of each address with a query, and each part of an address that is text."""
    new = untried(with_queries(target.seen), target, "queries")
    addresses = [f"{target.browser.base}{one}" for one in new.values()]
    return injected("sqlmap", "-m", addresses, target, seconds)


def inject_forms(target: Target, seconds: float) -> Outcome:
    """The same in each field of each form that is sent; it shows no rows: unions have no use."""
    browser = target.browser
    requests = [
        f"POST {path} HTTP/1.1\nHost: {browser.host}\nContent-Type: {KIND}\n"
        f"X-CSRFToken: {browser.token}\nOrigin: {browser.base}\nCookie: {browser.cookie}\n\n{body}"
        for path, body in untried(sent_forms(target.seen), target, "forms").values()
    ]
    return injected("forms", "-l", requests, target, seconds)


def untried(found: dict[str, T], target: Target, kind: str) -> dict[str, T]:
    """What no role before this one has tried."""
    already = target.tried[kind]
    new = {key: one for key, one in found.items() if (kind, key) not in already}
    already.update((kind, key) for key in new)
    return new


def without_unions(options: tuple[str, ...]) -> list[str]:
    return [one.replace("U", "") if one.startswith("--technique") else one for one in options]


def injected(name: str, option: str, given: list[str], target: Target, seconds: float) -> Outcome:
    """Tries what is given: a list of addresses, or of whole requests."""
    if not given:
        return Outcome("", "nothing that was not tried before")
    report = target.report(name)
    list_of = report.with_suffix(".txt")
    between = "\n" if option == "-m" else f"\n{LINE}\n"
    list_of.write_text(between.join(["", *given, ""]).lstrip("\n"), "utf-8")
    ways = target.depth.injections if option == "-m" else without_unions(target.depth.injections)
    shutil.rmtree(report, ignore_errors=True)
    text, is_whole = run(
        report,
        [
            *(str(BIN / "sqlmap"), option, str(list_of), "--batch", "--disable-coloring"),
            *("--cookie", target.browser.cookie, *ways),
            *("--dbms", target.database, "--param-filter=GET,POST,URI", "--ignore-code=*"),
            *("--ignore-redirects", "--threads=2", "--timeout=20", "--drop-set-cookie"),
            *("--flush-session", f"--output-dir={report}"),
            *("--results-file", str(report.with_suffix(".csv"))),
        ],
        seconds,
    )
    found = sorted(set(re.findall(r"^Parameter: .*|.*is vulnerable.*", text, re.MULTILINE)))
    tried = len(re.findall(r"testing if \w+ parameter '([^']+)'", text))
    pages = len(set(re.findall(r"testing URL '([^']+)'", text)))
    sent = f"{tried} fields at {pages} of {len(given)} addresses"
    return Outcome("", sent, found, note=end(is_whole))
