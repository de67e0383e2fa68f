"""Injections and known weaknesses on the pages that are found by following links, by wapiti.

It crawls by itself; where it begins is told by what the role saw.
"""

import json
import re

from tools.scanners.outcome import BIN, Outcome, Target, end, run
from tools.scanners.seen import WAYS_OUT

# Left out are those that need a server outside (ssrf, xxe, log4shell, takeover, cms and their
# like); those that look for what is not here: files beside the pages (backup, htaccess), programs
# behind a gateway (shellshock), a directory (ldap: it takes the clock on the pages for an answer);
# and methods, which only lists them.
QUICK = ("cookieflags", "csp", "csrf", "http_headers")
SLOW = ("crlf", "exec", "file", "permanentxss", "redirect", "sql", "timesql", "upload", "xss")
MODULES = ",".join((*QUICK, *SLOW))
# A demonstration is served over http on the loopback: its cookies cannot be marked as secure.
OF_DEMONSTRATIONS = ("Secure Flag cookie",)
FEW_QUERIES = "paranoid"  # of one page: a list with three filters has hundreds, all of one kind


def attack(target: Target, seconds: float) -> Outcome:
    report, base = target.report("wapiti"), target.browser.base
    told = report.with_suffix(".json")
    told.unlink(missing_ok=True)
    crawl = seconds / 4
    text, is_whole = run(
        report,
        [
            *(str(BIN / "wapiti"), "-u", f"{base}/", "-m", MODULES, "--scope", "domain"),
            *(part for start in starts(target) for part in ("-s", f"{base}{start}")),
            *(part for way in WAYS_OUT for part in ("-x", f"{base}/{way}*")),
            *("-C", target.browser.cookie, "--drop-set-cookie"),
            *("--max-scan-time", str(int(crawl)), "--max-links-per-page", "40", "-d", "6"),
            *("--max-attack-time", str(int((seconds - crawl) / len(SLOW)))),
            *("--max-files-per-dir", "6", "-S", FEW_QUERIES, "--tasks", "2", "-t", "20"),
            *(f"--store-session={report}", f"--store-config={report}"),
            *("--flush-session", "--no-bugreport", "-f", "json", "-o", str(told), "-v", "1"),
        ],
        seconds + 60,
    )
    if not told.exists():
        return Outcome("", "", ["no report, see its log"], note=end(is_whole))
    answer = json.loads(told.read_text(encoding="utf-8"))
    kinds = {**answer["vulnerabilities"], **answer["anomalies"]}
    found = [
        f"{kind}: {one['method']} {one['path']} {one['info']}"
        for kind in kinds
        if kind not in OF_DEMONSTRATIONS
        for one in kinds[kind]
    ]
    pages = answer.get("infos", {}).get("crawled_pages_nbr", "?")
    short = ", ".join(re.findall(r"Max attack time was reached for module (\w+)", text))
    note = " ".join((end(is_whole), f"cut short: {short};" if short else "")).strip()
    return Outcome("", f"{pages} pages and forms", found, note=note)


def starts(target: Target) -> list[str]:
    """One page of each kind that the role saw."""
    return [places[0] for places in target.seen.pages.values()]
