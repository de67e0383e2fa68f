"""What grows with the data? The same pages with 1, 10 and 100 regions' worth of ten years.

Server time is CPU time of the process that makes the page, the database of SQLite included, with
nothing kept from before: the least of some passes, as other work on the machine only adds to it, of
the dearest page of each kind. Fails when a public page needs more than 50 ms or 8 statements at a
hundred regions, or when one that was reached with one region is not reached with a hundred.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tools import demo
from tools.bench import MOST_STATEMENTS, Statements, reachable
from tools.launch import ROOT, free_port

SIZES = (1, 10, 100)
MOST_MS = 50.0
PASSES = 3
SECRETARY = "m26@example.org"
SEARCHES = ("экспорт", "отчёт о программе", "китай", "несуществующее слово")
# More than three times the time of one region, and more than noise.
GROWS, NOISE_MS = 3, 3.0


@dataclass(frozen=True, slots=True)
class Cost:
    """The dearest page of a kind: its address, CPU ms and statements."""

    path: str
    ms: float
    statements: int


Costs = dict[str, Cost]


def cost_of(client: FlaskClient, statements: Statements, path: str) -> Cost:
    took = []
    for _ in range(PASSES):
        with statements.counted() as texts:
            before = time.process_time()
            client.get(path)
            took.append((time.process_time() - before) * 1000)
    return Cost(path, min(took), len(texts))


def costs(app: Flask, client: FlaskClient, start: str, more: tuple[str, ...] = ()) -> Costs:
    """The dearest address of each kind of page."""
    statements = Statements(app)
    found: Costs = {}
    pages = [*reachable(app, client, start), *(("search " + path, path) for path in more)]
    for endpoint, path in pages:
        cost = cost_of(client, statements, path)
        if endpoint not in found or cost.ms > found[endpoint].ms:
            found[endpoint] = cost
    return found


def signed_in(app: Flask, email: str = SECRETARY) -> FlaskClient:
    """A client with a session of somebody of the sample; the secretary sees most working pages."""
    from core.accounts.models import Session  # noqa: PLC0415 - the environment has just been made
    from core.accounts.queries.accounts import find_account_id  # noqa: PLC0415
    from core.adapters.clock import now  # noqa: PLC0415
    from core.adapters.database import db  # noqa: PLC0415

    token, client = token_hex(16), app.test_client()
    with app.app_context():
        moment = now()
        account_id = find_account_id(email)
        if account_id is None:
            raise SystemExit(f"Nobody of the sample signs in as {email}.")
        digest = sha256(token.encode()).hexdigest()
        hours = timedelta(hours=12)
        db.session.add(
            Session(
                account_id=account_id,
                token_hash=digest,
                started_at=moment,
                seen_at=moment,
                expires_at=moment + hours,
            )
        )
        db.session.commit()
    with client.session_transaction() as cookie:
        cookie["sid"] = token
    return client


def measure() -> None:
    """In a process of its own, whose environment names the database: costs as JSON."""
    from portal.caching import KeptPages  # noqa: PLC0415
    from wsgi import app  # noqa: PLC0415

    app.extensions["kept_pages"] = KeptPages(0)
    searches = tuple(f"/meetings/?q={words}" for words in SEARCHES)
    found = {
        "public": costs(app, app.test_client(), "/", searches),
        "working": costs(app, signed_in(app), "/desk/"),
    }
    plain = {
        kind: {name: [cost.path, cost.ms, cost.statements] for name, cost in each.items()}
        for kind, each in found.items()
    }
    print(json.dumps(plain))


def measured(folder: Path, size: int) -> dict[str, Costs]:
    environ = demo.prepare(folder, free_port())
    demo.step(f"Ten years of {size} region(s)", environ, "make-load", "--regions", str(size))
    command = [sys.executable, "-m", "tools.bench_growth", "--measure"]
    done = subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE)
    plain = json.loads(done.stdout.splitlines()[-1])
    return {
        kind: {name: Cost(*cost) for name, cost in each.items()} for kind, each in plain.items()
    }


def show(kind: str, by_size: Mapping[int, Costs]) -> list[str]:
    """Print the table of one kind of pages; the names of those that cost too much."""
    first, last = by_size[SIZES[0]], by_size[SIZES[-1]]
    print(f"\n{kind} pages, CPU ms (statements) with 1, 10, 100 regions:")
    too_dear = []
    for name in sorted(set(first) | set(last)):
        row = [by_size[size].get(name) for size in SIZES]
        told = "  ".join(f"{c.ms:7.1f} ({c.statements:2})" if c else " " * 12 for c in row)
        ends = row[0], row[-1]
        grows = ends[0] and ends[1] and ends[1].ms > ends[0].ms * GROWS + NOISE_MS
        print(f"  {name:<44} {told}{'  grows' if grows else ''}")
        if ends[1] is None or ends[1].ms > MOST_MS or ends[1].statements > MOST_STATEMENTS:
            too_dear.append(f"{name} {ends[1].path if ends[1] else 'was not reached'}")
    return too_dear


def main() -> int:
    found: dict[int, dict[str, Any]] = {}
    for size in SIZES:
        folder = Path(tempfile.mkdtemp(prefix="council-growth-"))
        try:
            found[size] = measured(folder, size)
            total = sum(path.stat().st_size for path in folder.glob("council.db*"))
            print(f"  {size} region(s): {total / 1e6:.0f} MB")
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    too_dear = show("public", {size: each["public"] for size, each in found.items()})
    show("working", {size: each["working"] for size, each in found.items()})
    for each in too_dear:
        print(f"too dear: {each}")
    return 1 if too_dear else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--measure"]:
        os.environ.setdefault("LOG_LEVEL", "WARNING")
        measure()
    else:
        sys.exit(main())
