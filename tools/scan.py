"""`make scan`: three scanners against live demonstrations on the loopback, as several roles.

Fuzzing by a description of the site (schemathesis), injections and known weaknesses (wapiti), SQL
injection in addresses and in forms (sqlmap). They live in an environment of their own
(requirements-scan.lock) and ask nobody outside. Reports stand in var/scan; 1 if anything was found.
"""

import argparse
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools import demo
from tools.scanners.answers import Answers
from tools.scanners.browser import Browser
from tools.scanners.fuzzing import fuzz, fuzz_all
from tools.scanners.injections import inject, inject_forms
from tools.scanners.outcome import REPORTS, Depth, Outcome, Target
from tools.scanners.seen import explore
from tools.scanners.sites import (
    CONTACT,
    VISITOR,
    Site,
    demonstration,
    everything,
    live,
    new_database,
    variables,
)
from tools.scanners.weaknesses import attack

SITES = {"demonstration": demonstration, "everything": everything}
SCANNERS: dict[str, Callable[[Target, float], Outcome]] = {
    "fuzz": fuzz,
    "fuzz-all": fuzz_all,
    "wapiti": attack,
    "sqlmap": inject,
    "forms": inject_forms,
}
ROLES = (
    VISITOR, CONTACT, "secretary", "coordinator", "deputy", "chair", "member", "reporter",
    "administrator",
)  # fmt: skip
MOST_USED = (VISITOR, CONTACT, "secretary", "coordinator", "deputy", "administrator")

INTERRUPTED = 130
DEEP = ("--level=2", "--risk=2", "--technique=BEUST", "--time-sec=3")


@dataclass(frozen=True)
class Round:
    """One scanner at one site as one role; its share of the minutes."""

    scanner: str
    site: str
    role: str
    share: float

    @property
    def name(self) -> str:
        return f"{self.scanner} as {self.role}"


SHARES = {"secretary": 8.0, "coordinator": 6.0, CONTACT: 2.0}  # whoever sees most that is new
QUERIES = {VISITOR: 3.0, CONTACT: 2.0, "secretary": 4.0}
# What an earlier role saw is not tried again by a later one: their rounds are shorter.
ROUNDS = (
    *(Round("fuzz", "everything", role, SHARES.get(role, 1)) for role in ROLES),
    Round("fuzz-all", "everything", "secretary", 5),
    Round("wapiti", "demonstration", VISITOR, 3),
    Round("wapiti", "demonstration", "secretary", 5),
    Round("wapiti", "everything", CONTACT, 2),
    Round("wapiti", "everything", "administrator", 3),
    *(Round("sqlmap", "everything", role, QUERIES.get(role, 1)) for role in MOST_USED),
    *(Round("forms", "everything", role, SHARES.get(role, 1)) for role in MOST_USED),
)


@dataclass
class Ground:
    """The prepared sites, and what was tried already."""

    folder: Path
    database: str
    depth: Depth
    sites: dict[str, Site] = field(default_factory=dict)
    tried: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    def site(self, name: str) -> Site:
        if name not in self.sites:
            database = self.database and new_database(self.database, name)
            self.sites[name] = SITES[name](self.folder / name, database)
        return self.sites[name]

    def target(self, site: Site, role: str, base: str) -> Target:
        with variables(site.environ):
            from wsgi import app  # noqa: PLC0415 - reads the environment; for its addresses alone
        browser = Browser(base)
        if role in site.people:
            browser.sign_in(*site.people[role])
        rules = app.url_map.iter_rules()
        fixed = sorted(r.rule for r in rules if not r.arguments and "GET" in (r.methods or ()))
        seen = explore(browser, app.url_map, site.starts(role, fixed))
        kind = "PostgreSQL" if self.database else "SQLite"
        return Target(role, browser, seen, kind, self.tried, self.depth)


def play(one: Round, ground: Ground, seconds: float) -> Outcome:
    """One round on a fresh copy of its site; what the server itself calls a failure is a find."""
    site, answers, started = ground.site(one.site), Answers({}, []), time.monotonic()
    with live(site, f"{one.scanner}-{one.role}", answers) as base:
        target = ground.target(site, one.role, base)
        outcome = SCANNERS[one.scanner](target, seconds)
        is_out = one.role in site.people and not target.browser.is_inside()
    outcome.name, outcome.seconds = one.name, time.monotonic() - started
    outcome.found += [failure for failure in answers.failed if failure not in outcome.found]
    ended = "signed out before its end;" if is_out else ""
    outcome.note = " ".join(part for part in (outcome.note, ended, answers.line) if part)
    return outcome


@contextmanager
def cluster(*, is_wanted: bool) -> Iterator[str]:
    """The address of a database of a PostgreSQL that ends with the block; empty for SQLite."""
    if not is_wanted:
        yield ""
        return
    from tests.postgres import launch  # noqa: PLC0415

    with launch() as found:
        yield found.url


def scan(rounds: list[Round], ground: Ground, minutes: float) -> list[Outcome]:
    """Every round gets its share of what is left; whoever ends early leaves it to the others."""
    deadline, outcomes = time.monotonic() + minutes * 60, []
    summary = REPORTS / "summary.txt"
    summary.unlink(missing_ok=True)
    for number, one in enumerate(rounds):
        left = max(deadline - time.monotonic(), 60)
        seconds = left * one.share / sum(each.share for each in rounds[number:])
        outcomes.append(play(one, ground, seconds))
        print(outcomes[-1].line(), flush=True)
        with summary.open("a", encoding="utf-8") as told:
            told.write(f"{outcomes[-1].line()}\n")
    return outcomes


def chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=SCANNERS, action="append", help="this scanner alone")
    parser.add_argument("--as", choices=ROLES, action="append", dest="roles", help="as this role")
    parser.add_argument("--site", choices=SITES, help="this site whatever the scanner")
    parser.add_argument("--minutes", type=float, default=45, help="for all rounds together")
    parser.add_argument("--examples", type=int, default=12, help="odd requests to each address")
    parser.add_argument("--deep", action="store_true", help="sqlmap by time and more, level 2")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL, not on SQLite")
    return parser.parse_args()


def rounds_of(options: argparse.Namespace) -> list[Round]:
    """Those of the table that are asked for; a role that has none there gets one."""
    names = options.only or list(SCANNERS)
    found = [one for one in ROUNDS if one.scanner in names]
    if options.roles:
        known = {(one.scanner, one.role) for one in found}
        found = [one for one in found if one.role in options.roles]
        asked = {(name, role) for name in names for role in options.roles}
        found += [Round(name, "everything", role, 1) for name, role in sorted(asked - known)]
    if options.site:
        found = [Round(one.scanner, options.site, one.role, one.share) for one in found]
    return list(dict.fromkeys(found))


def main() -> int:
    options = chosen()
    REPORTS.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="council-scan-"))
    signal.signal(signal.SIGTERM, demo.interrupt)  # so that nothing is left behind
    try:
        with cluster(is_wanted=options.postgres) as database:
            depth = Depth(options.examples, DEEP if options.deep else Depth.injections)
            outcomes = scan(rounds_of(options), Ground(folder, database, depth), options.minutes)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return int(any(outcome.found for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
