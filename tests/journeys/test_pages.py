"""Every page that each role can reach: no dead link, no English, nothing to scroll sideways.

Pages are read without a window first; one that is built of something new is opened in the browser
too, on a phone of 320 pixels. Only GET is used, so the walk changes nothing. It takes longer than
`make test` may: `make walk` takes it.
"""

import os
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import UTC
from urllib.parse import urlsplit

import pytest

from core.adapters.clock import clock
from core.adapters.database import db
from core.adapters.migrations import upgrade_database
from tests.builders import Builder
from tests.builders_world import World
from tests.journeys.people import Person
from tests.journeys.site import START, make_site, served
from tests.journeys.walking import Reading, faults_of, fixed_addresses, own_links, pattern_of

pytestmark = pytest.mark.skipif(
    os.environ.get("WALK") != "1", reason="the walk through every page takes minutes: make walk"
)
PHONE = 320
OFFICES = ("chair", "deputy", "member", "coordinator", "reporter")
ROLES = ("visitor", "secretary", *OFFICES, "administrator", "nobody")
MOST = {"visitor": 3, "secretary": 3}  # pages of one kind; one of each for all others
# Follows, from the body down, the one part without which nothing would be too wide.
TOO_WIDE = """() => {
    const root = document.documentElement, fits = () => root.scrollWidth <= root.clientWidth;
    if (fits()) return [];
    const wide = root.scrollWidth;
    let part = document.body;
    const is_to_blame = each => {
        const before = each.style.display;
        each.style.display = 'none';
        const found = fits();
        each.style.display = before;
        return found;
    };
    for (let next; (next = [...part.children].find(is_to_blame)); ) part = next;
    return [`${wide} pixels wide because of ${part.outerHTML.slice(0, 120)}`];
}"""


@dataclass
class Site:
    """A running site with the cookie of each role, and what the walks have met so far."""

    base: str
    app: object
    tokens: dict[str, str]
    ways: list[str]
    pieces: set[tuple[str, ...]] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)

    def client(self, role):
        client = self.app.test_client()
        if role in self.tokens:
            with client.session_transaction(base_url=self.base) as cookie:
                cookie["sid"] = self.tokens[role]
        return client

    def is_new(self, page, pattern):
        """Whether the page is of a new kind or holds something that no page before it held."""
        if pattern in self.opened and page.build <= self.pieces:
            return False
        self.opened.add(pattern)
        self.pieces |= page.build
        return True


def fill(folder):
    """One of everything on a new database; the session tokens of each role and ways to it."""
    app = make_site(folder, 1)
    with app.app_context():
        upgrade_database()
        build = Builder(db.session, START.astimezone(UTC))
        council = build.council()
        world = World(build, council).made()
        people = {name: getattr(council, name).account_id for name in ("secretary", *OFFICES)}
        people |= {"administrator": world.admin.id, "nobody": world.nobody.id}
        tokens = {name: build.signed_in_session(each) for name, each in people.items()}
        db.session.remove()
        db.engine.dispose()
    return tokens, world.ways


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("walk")
    clock.stopped_at = START
    tokens, ways = fill(folder)
    with served(folder) as (base, app):
        yield Site(base, app, tokens, ways)


@pytest.fixture
def phone(browser, site, seen):
    """`phone(role)` -> somebody on a small screen, signed in by the cookie."""
    contexts = []

    def person(role):
        context = browser.new_context(viewport={"width": PHONE, "height": 640}, locale="ru-RU")
        contexts.append(context)
        client = site.client(role)
        cookie = client.get_cookie("session", domain=urlsplit(site.base).hostname)
        if cookie:
            context.add_cookies([{"name": "session", "value": cookie.value, "url": site.base}])
        return Person(context.new_page(), site.base, seen)

    yield person
    for context in contexts:
        context.close()


def walk(site, role):
    """(address, pattern, reading, faults) of every page; each kind of page a few times."""
    client, addresses = site.client(role), site.app.url_map
    found = dict.fromkeys([*site.ways, *fixed_addresses(addresses)], "")
    queue, visits = deque(found), Counter()
    while queue:
        path = queue.popleft()
        pattern = pattern_of(addresses, path)
        visits[pattern] += 1
        if pattern and visits[pattern] > MOST.get(role, 1):
            continue
        answer = client.get(path, base_url=site.base)
        is_page = answer.mimetype == "text/html" and not answer.location
        page = Reading(answer.text if is_page else "")
        answer.close()
        leads_to = list(own_links(page, path, site.base, answer.location))
        for link in leads_to:
            if link not in found:
                found[link] = path
                queue.append(link)
        told = [*status_faults(answer, found[path]), *faults_of(page, site.base)]
        yield path, pattern, page, told


def status_faults(answer, source):
    """A refusal is right where nobody was led; no link leads to one."""
    if answer.status_code >= 500 or (answer.status_code >= 400 and source):
        yield f"{answer.status_code}, linked from {source or 'the map'}"


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_whole_for(role, site, phone):
    person, faults = phone(role), []
    for path, pattern, page, found in walk(site, role):
        faults += [f"{path}: {fault}" for fault in found]
        if page.headings and site.is_new(page, pattern):
            faults += [f"{path}: {fault}" for fault in look(person, path)]
    assert not faults, "\n".join(faults)


def look(person, path):
    """Open the page on a phone: foreign requests, axe, what is too wide."""
    try:
        person.page.goto(person.base + path)
        person.arrived()
    except AssertionError as error:
        yield str(error)
    yield from person.page.evaluate(TOO_WIDE)
