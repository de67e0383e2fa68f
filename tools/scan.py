"""`make scan`: three scanners against a live demonstration on the loopback, in sixteen minutes.

Fuzzing by a description of the site (schemathesis), injections and known weaknesses (wapiti), SQL
injection in addresses and in forms (sqlmap). They live in an environment of their own
(requirements-scan.lock) and ask nobody outside. Reports stand in var/scan; 1 if anything was found.
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from tools import demo
from tools.launch import ROOT, free_port, serving
from tools.scan_map import Browser, described, explore, sent_forms, with_queries, write_json

REPORTS = ROOT / "var" / "scan"
BIN = ROOT / "var" / "scan-venv" / "bin"
SECRETARY = "secretary"
# Those that need no server outside. Left out: ssrf, xxe, log4shell, takeover, cms and their like;
# ldap, of which there is none here: it takes the clock on a demonstration's pages for an answer.
WAPITI = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,"
    "redirect,shellshock,sql,timesql,upload,xss"
)
# A demonstration is served over http on the loopback: its cookies cannot be marked as secure.
OF_DEMONSTRATIONS = ("Secure Flag cookie",)


@dataclass
class Outcome:
    """What one scanner did: how much it sent, what it found, how long it took."""

    name: str
    sent: str = ""
    found: list[str] = field(default_factory=list)
    seconds: float = 0
    note: str = ""

    def line(self) -> str:
        told = (
            f"{self.name:13}{self.sent:34}{len(self.found)} found{self.seconds:9.0f} s  {self.note}"
        )
        return "\n".join([told.rstrip(), *(f"    {each}" for each in self.found[:20])])


@dataclass(frozen=True)
class Target:
    """The site under the scanners, and whoever they are."""

    base: str
    cookie: str
    token: str
    queries: list[str]
    forms: dict[str, str]
    schema: Path


def run(name: str, command: list[str], seconds: float) -> tuple[str, bool]:
    """What the scanner printed, and whether it came to its end in time."""
    path = REPORTS / f"{name}.log"
    with path.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=REPORTS, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(REPORTS)}, start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(seconds)
            is_whole = True
        except subprocess.TimeoutExpired:
            stop(process)
            is_whole = False
    return path.read_text(encoding="utf-8", errors="replace"), is_whole


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask for an end with a report; after a while, make an end."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def fuzz(target: Target, seconds: float) -> Outcome:
    """Thousands of odd requests made from the description; a failure of the server is a find."""
    report = REPORTS / "schemathesis.xml"
    report.unlink(missing_ok=True)
    headers = (f"Cookie: {target.cookie}", f"X-CSRFToken: {target.token}")
    text, is_whole = run(
        "schemathesis",
        [
            *(str(BIN / "schemathesis"), "run", str(target.schema), f"--base-url={target.base}"),
            *(part for header in headers for part in ("-H", header)),
            *("--checks=not_a_server_error", "--hypothesis-max-examples=12", "--workers=2"),
            *(
                "--request-timeout=20000",
                "--hypothesis-deadline=None",
                "--data-generation-method=all",
            ),
            *(f"--junit-xml={report}", "--hypothesis-database=none", "--no-color"),
        ],
        seconds,
    )
    is_told = report.exists() and report.stat().st_size
    cases = ET.parse(report).getroot().iter("testcase") if is_told else ()  # noqa: S314
    found = [case.get("name", "?") for case in cases if case.find("failure") is not None]
    if not is_told:
        found = ["no report: it was stopped too early, see var/scan/schemathesis.log"]
    operations = re.search(r"operations: (\d+)", text)
    checks = re.search(r"not_a_server_error +\d+ / (\d+)", text)
    sent = (
        f"{checks[1] if checks else 0} requests to {operations[1] if operations else 0} addresses"
    )
    return Outcome("schemathesis", sent, found, note=end(is_whole))


def attack(target: Target, seconds: float) -> Outcome:
    report = REPORTS / "wapiti.json"
    report.unlink(missing_ok=True)
    crawl = seconds / 3
    _text, is_whole = run(
        "wapiti",
        [
            *(str(BIN / "wapiti"), "-u", f"{target.base}/", "-s", f"{target.base}/desk/"),
            *("-C", target.cookie, "--drop-set-cookie", "-m", WAPITI, "--scope", "domain"),
            *("-x", f"{target.base}/sign-out", "-x", f"{target.base}/desk/account*"),
            *("--max-scan-time", str(int(crawl)), "--max-links-per-page", "40", "-d", "6"),
            *("--max-attack-time", str(int((seconds - crawl) / len(WAPITI.split(","))))),
            *("--max-files-per-dir", "12", "-S", "normal", "--tasks", "2", "-t", "20"),
            *(f"--store-session={REPORTS / 'wapiti'}", f"--store-config={REPORTS / 'wapiti'}"),
            *("--flush-session", "--no-bugreport", "-f", "json", "-o", str(report), "-v", "1"),
        ],
        seconds + 60,
    )
    if not report.exists():
        return Outcome("wapiti", "", ["no report, see var/scan/wapiti.log"], note=end(is_whole))
    told = json.loads(report.read_text(encoding="utf-8"))
    kinds = {**told["vulnerabilities"], **told["anomalies"]}
    found = [
        f"{kind}: {one['method']} {one['path']} {one['info']}"
        for kind in kinds
        if kind not in OF_DEMONSTRATIONS
        for one in kinds[kind]
    ]
    pages = told.get("infos", {}).get("crawled_pages_nbr", "?")
    return Outcome("wapiti", f"{pages} pages and forms", found, note=end(is_whole))


def inject(target: Target, seconds: float) -> Outcome:
    """Each parameter of each address with a query, by errors, by yes and no, by unions."""
    addresses = "".join(f"{target.base}{one}\n" for one in target.queries)
    return injected(Outcome("sqlmap"), ("-m", addresses), target, seconds)


def inject_forms(target: Target, seconds: float) -> Outcome:
    """The same in each field of each form that is sent, those of visitors first."""
    host, line = urlsplit(target.base).netloc, "=" * 54
    kind = "application/x-www-form-urlencoded"
    requests = "".join(
        f"{line}\nPOST {path} HTTP/1.1\nHost: {host}\nContent-Type: {kind}\n"
        f"X-CSRFToken: {target.token}\nOrigin: {target.base}\nCookie: {target.cookie}\n\n{body}\n"
        for path, body in target.forms.items()
    )
    return injected(Outcome("forms"), ("-l", f"{requests}{line}\n"), target, seconds)


def injected(outcome: Outcome, given: tuple[str, str], target: Target, seconds: float) -> Outcome:
    """Tries what is given: the option of sqlmap that reads it, and its text."""
    (option, told), name = given, outcome.name
    list_of, folder = REPORTS / f"{name}.txt", REPORTS / name
    list_of.write_text(told, "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    text, is_whole = run(
        name,
        [
            *(str(BIN / "sqlmap"), option, str(list_of), "--batch", "--disable-coloring"),
            *("--cookie", target.cookie, "--level=1", "--risk=1", "--technique=BEU"),
            *("--threads=2", "--timeout=20", "--drop-set-cookie", "--flush-session"),
            *(f"--output-dir={folder}", "--results-file", str(REPORTS / f"{name}.csv")),
        ],
        seconds,
    )
    outcome.found = sorted(set(re.findall(r"^Parameter: .*|.*is vulnerable.*", text, re.MULTILINE)))
    tried = set(re.findall(r"testing if \w+ parameter '([^']+)'", text))
    pages = len(set(re.findall(r"testing URL '([^']+)'", text)))
    outcome.sent = f"{len(tried)} names of parameters"
    outcome.note = f"{end(is_whole)} {pages} addresses".strip()
    return outcome


def end(is_whole: bool) -> str:  # noqa: FBT001 - said of a scanner
    return "" if is_whole else "stopped at its time limit;"


def prepared(environ: dict[str, str]) -> Target:
    """A signed-in browser and what it sees."""
    os.environ.update(environ)  # for the map of addresses, read from the application itself
    from wsgi import app  # noqa: PLC0415 - reads the environment

    sample = yaml.safe_load((ROOT / demo.ACCOUNTS).read_text(encoding="utf-8"))
    email = next(one["email"] for one in sample["accounts"] if one["role"] == SECRETARY)
    browser = Browser(environ["BASE_URL"])
    browser.sign_in(email, sample["password"])
    seen = explore(browser, app.url_map)
    schema = REPORTS / "openapi.json"
    write_json(schema, described(app.url_map, seen))
    asked = with_queries(seen), sent_forms(seen)
    return Target(environ["BASE_URL"], browser.cookie, browser.token, *asked, schema)


SCANNERS: dict[str, Callable[[Target, float], Outcome]] = {
    "schemathesis": fuzz,
    "wapiti": attack,
    "sqlmap": inject,
    "forms": inject_forms,
}
SHARES = {"schemathesis": 6, "wapiti": 4, "sqlmap": 3, "forms": 3}  # of the minutes


def scan(names: list[str], minutes: float) -> list[Outcome]:
    folder, port = Path(tempfile.mkdtemp(prefix="council-scan-")), free_port()
    outcomes = []
    try:
        environ = {**demo.prepare(folder, port), "SESSION_IDLE_MINUTES": "120"}
        with serving(environ, port, app="tools.scanned:app"):
            target = prepared(environ)
            for name in names:
                started = time.monotonic()
                share = SHARES[name] / sum(SHARES[each] for each in names)
                outcome = SCANNERS[name](target, minutes * 60 * share)
                outcome.seconds = time.monotonic() - started
                print(outcome.line(), flush=True)
                outcomes.append(outcome)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return outcomes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=SCANNERS, help="one scanner instead of all")
    parser.add_argument("--minutes", type=float, default=16, help="for all of them together")
    chosen = parser.parse_args()
    REPORTS.mkdir(parents=True, exist_ok=True)
    outcomes = scan([chosen.only] if chosen.only else list(SCANNERS), chosen.minutes)
    summary = "\n".join(outcome.line() for outcome in outcomes)
    (REPORTS / "summary.txt").write_text(f"{summary}\n", encoding="utf-8")
    return int(any(outcome.found for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
