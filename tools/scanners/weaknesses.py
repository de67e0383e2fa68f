"""Injections and known weaknesses on the pages that are found by following links, by wapiti.

It crawls by itself; where it begins is told by what the role saw.
"""

import json

from tools.scanners.outcome import BIN, Outcome, Target, end, run

# Those that need no server outside. Left out: ssrf, xxe, log4shell, takeover, cms and their like;
# ldap, of which there is none here: it takes the clock on a demonstration's pages for an answer.
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,"
    "redirect,shellshock,sql,timesql,upload,xss"
)
# A demonstration is served over http on the loopback: its cookies cannot be marked as secure.
OF_DEMONSTRATIONS = ("Secure Flag cookie",)
LEFT_OUT = ("sign-out", "language/*", "desk/account/end*", "desk/account/password*")


def attack(target: Target, seconds: float) -> Outcome:
    report, base = target.report("wapiti"), target.browser.base
    told = report.with_suffix(".json")
    told.unlink(missing_ok=True)
    crawl = seconds / 3
    _text, is_whole = run(
        report,
        [
            *(str(BIN / "wapiti"), "-u", f"{base}/", "-m", MODULES, "--scope", "domain"),
            *(part for start in starts(target) for part in ("-s", f"{base}{start}")),
            *(part for path in LEFT_OUT for part in ("-x", f"{base}/{path}")),
            *("-C", target.browser.cookie, "--drop-set-cookie"),
            *("--max-scan-time", str(int(crawl)), "--max-links-per-page", "60", "-d", "8"),
            *("--max-attack-time", str(int((seconds - crawl) / len(MODULES.split(","))))),
            *("--max-files-per-dir", "20", "-S", "normal", "--tasks", "2", "-t", "20"),
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
    return Outcome("", f"{pages} pages and forms", found, note=end(is_whole))


def starts(target: Target) -> list[str]:
    """One page of each kind that the role saw."""
    return [places[0] for places in target.seen.pages.values()]
