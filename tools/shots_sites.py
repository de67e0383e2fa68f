"""The sites of which `make shots` makes pictures: the demonstration, and one of everything.

Gives each as an address, a browser for each role, and addresses to begin with. The second site is
the world of the tests, which has records in each state and knows the secrets in links.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from sqlalchemy import select
from werkzeug.routing import Map

from tools import demo
from tools.launch import ROOT, free_port, serving

ComeIn = Callable[[BrowserContext], None]


@dataclass(frozen=True)
class Place:
    """A running site; `come_in` maps each role to what signs a browser in."""

    base: str
    addresses: Map
    starts: tuple[str, ...]
    come_in: Mapping[str, ComeIn]

    def browser_of(self, role: str, browser: Browser) -> BrowserContext:
        context = browser.new_context(locale="ru-RU")
        self.come_in[role](context)
        return context


def stay_outside(_context: BrowserContext) -> None:
    """A visitor does not sign in."""


@contextmanager
def demonstration() -> Iterator[Place]:
    """A fresh demonstration that ends with the block."""
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="council-shots-"))
    try:
        environ = demo.prepare(folder, port)
        os.environ.update(environ)  # for the map of addresses, read from the application itself
        from wsgi import app  # noqa: PLC0415  # the environment has just been made

        base = environ["BASE_URL"]
        with serving(environ, port):
            yield Place(base, app.url_map, (), {"visitor": stay_outside, **accounts(base)})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def accounts(base: str) -> dict[str, ComeIn]:
    sample = yaml.safe_load((ROOT / demo.ACCOUNTS).read_text(encoding="utf-8"))

    def by_form(email: str) -> ComeIn:
        return lambda context: sign_in(context, base, email, sample["password"])

    return {one["role"]: by_form(one["email"]) for one in sample["accounts"]}


def sign_in(context: BrowserContext, base: str, email: str, password: str) -> None:
    page = context.new_page()
    page.goto(f"{base}/sign-in")
    page.fill("main input[type=email]", email)
    page.fill("main input[type=password]", password)
    page.click("main form button:not([type=button])")
    page.wait_for_load_state()
    if urlsplit(page.url).path == "/sign-in":
        raise SystemExit(f"{email} could not sign in")
    page.close()


@contextmanager
def everything() -> Iterator[Place]:
    """The world of the tests on a server in this process, gone with the block."""
    # Only here: they set the environment for tests, which the demonstration must not have.
    from core.adapters.clock import clock  # noqa: PLC0415
    from tests.conftest import OWN  # noqa: PLC0415
    from tests.journeys import rounds, site  # noqa: PLC0415

    clock.stopped_at = site.START
    folder = Path(tempfile.mkdtemp(dir=OWN))
    try:
        tokens, ways = rounds.fill(folder)
        with site.served(folder, second_factor=True, log_level="ERROR") as (base, app):
            cookies = {role: {"sid": token} for role, token in tokens.items()}
            cookies["half signed in"] = with_factors(app)
            doors = {role: by_cookie(app, base, held) for role, held in cookies.items()}
            yield Place(base, app.url_map, tuple(ways), {"visitor": stay_outside, **doors})
    finally:
        clock.stopped_at = None
        shutil.rmtree(OWN, ignore_errors=True)


def with_factors(app: Flask) -> dict[str, str]:
    """Give everybody one-time codes; the cookie of somebody who is to enter one."""
    from core.accounts.models import Account  # noqa: PLC0415
    from core.accounts.services.pending import wait_for_factor  # noqa: PLC0415
    from core.accounts.sessions import PENDING_KEY  # noqa: PLC0415
    from core.adapters.database import command, db  # noqa: PLC0415
    from tests.builders import Builder  # noqa: PLC0415
    from tests.journeys.site import START  # noqa: PLC0415
    from tests.second_factors import protect  # noqa: PLC0415

    with app.app_context():
        everybody = db.session.scalars(select(Account.id)).all()
        for account_id in everybody:
            protect(Builder(db.session, START), account_id)
        held = {PENDING_KEY: command(wait_for_factor)(everybody[0], START)}
        db.session.remove()
    return held


def by_cookie(app: Flask, base: str, held: dict[str, str]) -> ComeIn:
    client = app.test_client()
    with client.session_transaction(base_url=base) as cookie:
        cookie.update(held)
    found = client.get_cookie("session", domain=urlsplit(base).hostname or "")
    if found is None:
        raise SystemExit("The site gave no cookie.")
    return lambda context: context.add_cookies(
        [{"name": "session", "value": found.value, "url": base}]
    )
