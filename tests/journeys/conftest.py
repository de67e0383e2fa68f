"""Whole stories in Debian's Chromium against a running site of the sample region."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Person, Seen
from tests.journeys.site import SAMPLE, running_site, session_of
from tests.sharing import Journeys
from tools.browser import chromium

VNU = Path(__file__).parents[1] / "browser/node_modules/vnu-jar/build/dist/vnu.jar"

PATIENCE = 60_000  # milliseconds: a busy machine is slow, and that says nothing of the site
expect.set_options(timeout=PATIENCE)


def pytest_xdist_make_scheduler(config, log):
    return Journeys(config, log) if config.getvalue("dist") == "loadscope" else None


@pytest.fixture(scope="session")
def browser():
    with chromium(light=True) as browser:
        yield browser


@pytest.fixture(scope="session")
def seen(tmp_path_factory, worker_id):
    """Pages are checked once; at the end of the run the Nu checker reads all of them."""
    folder = tmp_path_factory.mktemp("html")
    base = tmp_path_factory.getbasetemp()
    marks = (base if worker_id == "master" else base.parent) / "seen"
    marks.mkdir(exist_ok=True)
    yield Seen(folder, marks)
    if any(folder.iterdir()):
        command = ["java", "-jar", str(VNU), "--skip-non-html", str(folder)]
        checked = subprocess.run(  # noqa: S603 - the checker of our own lock
            command, capture_output=True, text=True, check=False, timeout=600
        )
        assert not checked.stderr, checked.stderr[:4000]


@pytest.fixture
def region():
    """The file of the region; a journey that needs another one overrides this."""
    return SAMPLE


@pytest.fixture
def site(tmp_path, region):
    """(address, application) of a fresh copy of the region."""
    with running_site(tmp_path, region) as found:
        yield found


@pytest.fixture(scope="session")
def known():
    """The e-mails that came in by the form in this run; who comes again brings a session."""
    return set()


@pytest.fixture
def visit(browser, site, seen, known):
    """`visit(email)` -> a person at a browser of their own; without an e-mail a visitor.

    `visit(email, again=person)` lets somebody in again at the browser where they were.
    """
    base, app = site
    contexts = []

    def let_in(somebody, email):
        if email in known:
            return somebody.bring_session(session_of(app, email))
        known.add(email)
        return somebody.sign_in(email)

    def person(email=None, *, scripts=True, width=1280, again=None, kind=Person):
        if again:
            return let_in(again, email) if email else again
        context = browser.new_context(
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            locale="ru-RU",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        somebody = kind(context.new_page(), base, seen, scripts=scripts)
        return let_in(somebody, email) if email else somebody

    yield person
    for context in contexts:
        context.close()
