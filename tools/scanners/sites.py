"""The sites under the scanners: the sample region, and the tests' world with one of everything.

Each is prepared once and copied for every round, so that no scanner finds what another one left.
On SQLite, or on a PostgreSQL of their own that ends with them.
"""

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import yaml
from sqlalchemy.engine import make_url

from tools import demo
from tools.launch import ROOT, free_port, serving
from tools.scanners.answers import Answers
from tools.scanners.outcome import REPORTS

VISITOR, CONTACT = "visitor", "contact"  # a contact of a company has links of its own, no account
PASSWORD = "one of everything for scanners"  # noqa: S105 - of a site that ends with the scan
NUMBERS = count(1)


@dataclass(frozen=True)
class Site:
    """A prepared site: what it was filled in, who signs in how, where which role begins."""

    environ: Mapping[str, str]
    folder: Path
    people: Mapping[str, tuple[str, str]]
    outside: tuple[str, ...] = ()
    desk: tuple[str, ...] = ()

    def starts(self, role: str, fixed: list[str]) -> list[str]:
        if role == VISITOR:
            return ["/", *(path for path in fixed if not path.startswith("/desk"))]
        if role == CONTACT:
            return list(self.outside)
        return [*(path for path in fixed if path.startswith("/desk")), *self.desk]


def demonstration(folder: Path, database: str) -> Site:
    """The sample region, as `make demo` shows it."""
    with variables({"DATABASE_URL": database}):
        environ = demo.prepare(folder, free_port())
    sample = yaml.safe_load((ROOT / demo.ACCOUNTS).read_text(encoding="utf-8"))
    people = {
        one["role"].removeprefix("infrastructure ").removesuffix(" chair"): (
            one["email"], sample["password"],
        )
        for one in sample["accounts"]
    }  # fmt: skip
    return Site(environ, folder, people)


def everything(folder: Path, database: str) -> Site:
    """The world of the tests: records in each state, and the secrets in links."""
    folder.mkdir(parents=True)
    with variables({"DATABASE_URL": database}):
        environ = demo.environment(folder, free_port(), demo.offset_to_sample())
        environ["PASSPORT_KEY"] = secrets.token_hex(32)
        emails, ways = filled(environ)
    people = {role: (email, PASSWORD) for role, email in emails.items()}
    outside = tuple(way for way in ways if not way.startswith("/desk"))
    desk = tuple(way for way in ways if way.startswith("/desk"))
    return Site(environ, folder, people, outside, desk)


def filled(environ: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """E-mail addresses by role, and addresses of pages. Everybody gets a password."""
    # Only here: they set the environment for tests, which the demonstration must not have.
    with variables({}):
        from core.accounts.models import Account  # noqa: PLC0415
        from core.adapters.clock import clock  # noqa: PLC0415
        from core.adapters.database import db  # noqa: PLC0415
        from core.adapters.passwords import hash_password  # noqa: PLC0415
        from core.app import create_app  # noqa: PLC0415
        from core.config import Settings  # noqa: PLC0415
        from tests.conftest import OWN  # noqa: PLC0415
        from tests.journeys import rounds, site  # noqa: PLC0415

        clock.stopped_at = site.START
        app = create_app(site.PARTS, Settings.from_environment(environ))
        people, ways = rounds.filled(app)
        emails = {}
        with app.app_context():
            for role, account_id in people.items():
                account = db.session.get_one(Account, account_id)
                account.password_hash = hash_password(PASSWORD)
                emails[role] = account.email
            db.session.commit()
            db.session.remove()
            db.engine.dispose()
        clock.stopped_at = None
        shutil.rmtree(OWN, ignore_errors=True)
    return emails, ways


@contextmanager
def variables(changed: Mapping[str, str]) -> Iterator[None]:
    """The environment with some variables changed; an empty one is taken out."""
    before = dict(os.environ)
    os.environ.update(changed)
    for name, value in changed.items():
        if not value:
            os.environ.pop(name)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def live(site: Site, name: str, answers: Answers) -> Iterator[str]:
    """A copy of the site on a server that ends with the block; `answers` are filled then."""
    number, port = next(NUMBERS), free_port()
    folder = site.folder.with_name(f"{site.folder.name}-{number}")
    shutil.copytree(site.folder, folder)
    told = REPORTS / f"{name}.answers.json"
    told.parent.mkdir(parents=True, exist_ok=True)
    told.unlink(missing_ok=True)
    environ = {
        **demo.environment(folder, port, int(site.environ["CLOCK_OFFSET_SECONDS"])),
        "PASSPORT_KEY": site.environ.get("PASSPORT_KEY", ""), "SESSION_IDLE_MINUTES": "600",
        "SCAN_ANSWERS": str(told), "LOG_LEVEL": "ERROR",
    }  # fmt: skip
    if database := site.environ.get("DATABASE_URL"):
        filled_one = make_url(database).database or ""
        environ["DATABASE_URL"] = new_database(database, f"round_{number}", filled_one)
    try:
        with serving(environ, port, app="tools.scanned:app"):
            yield environ["BASE_URL"]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        answers.read(told)


def new_database(cluster: str, name: str, template: str = "template0") -> str:
    """A database in the cluster, empty or made of another one; its address."""
    url = make_url(cluster)
    door = url.set(drivername="postgresql", database="postgres")
    with psycopg.connect(door.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    return url.set(database=name).render_as_string(hide_password=False)
