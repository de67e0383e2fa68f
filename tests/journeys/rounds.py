"""Rounds through all pages of a running site that has one of everything, or nothing yet.

Each role finds its pages by links and from the addresses that the world names. Only GET is used.
"""

from collections import Counter, deque
from dataclasses import dataclass
from datetime import UTC

from core.adapters.database import db
from core.adapters.migrations import upgrade_database
from tests import construction
from tests.builders import Builder
from tests.builders_world import World
from tests.journeys.people import Seen
from tests.journeys.site import START, make_site
from tests.journeys.walking import Reading, faults_of, fixed_addresses, own_links, pattern_of

OFFICES = ("chair", "deputy", "member", "coordinator", "reporter")
ROLES = ("visitor", "secretary", *OFFICES, "administrator", "nobody")
MOST = {"visitor": 3, "secretary": 3}  # pages of one kind; one of each for all others


@dataclass
class Site:
    """A running site with the cookie of each role.

    What the walks have met is marked in `seen`, so that processes beside each other share it: pages
    and forms of each world (`name`), pieces of both.
    """

    name: str
    seen: Seen
    base: str
    app: object
    tokens: dict[str, str]
    ways: list[str]

    def client(self, role):
        client = self.app.test_client()
        if role in self.tokens:
            with client.session_transaction(base_url=self.base) as cookie:
                cookie["sid"] = self.tokens[role]
        return client

    def is_another(self, page, pattern):
        """Whether no page of the kind was made of just these elements."""
        return self.seen.is_first("build", repr((self.name, pattern, sorted(page.build))))

    def is_another_kind(self, pattern):
        return self.seen.is_first("kind", repr((self.name, pattern)))

    def is_another_form(self, pattern, names):
        return self.seen.is_first("form", repr((self.name, pattern, sorted(names))))

    def is_new(self, page):
        """Whether the page holds something that no page before it held."""
        first_seen = [piece for piece in page.build if self.seen.is_first("piece", repr(piece))]
        return bool(first_seen)


def fill(folder, *, is_full=True):
    """A council on a new database, with one of everything; a session of each role, ways to all."""
    app = make_site(folder, 1)
    people, ways = filled(app, is_full=is_full)
    with app.app_context():
        build = Builder(db.session, START.astimezone(UTC))
        tokens = {name: build.signed_in_session(each) for name, each in people.items()}
        db.session.remove()
        db.engine.dispose()
    return tokens, ways


def filled(app, *, is_full=True):
    """The same for any application: the account of each role, ways to all."""
    with app.app_context():
        upgrade_database()
        build = Builder(db.session, START.astimezone(UTC))
        council = build.council()
        world = World(build, council)
        if is_full:
            world.made()
        people = {name: getattr(council, name).account_id for name in ("secretary", *OFFICES)}
        people |= {"administrator": world.admin.id, "nobody": world.nobody.id}
        db.session.remove()
    return people, world.ways


def walk(site, role):
    """(address, pattern, reading, faults) of every page; each kind of page a few times."""
    client, addresses = site.client(role), site.app.url_map
    found = dict.fromkeys([*site.ways, *fixed_addresses(addresses)], "")
    queue, visits = deque(found), Counter()
    while queue:
        path = queue.popleft()
        pattern = pattern_of(addresses, path)
        visits[pattern] += 1
        if pattern and visits[pattern] > MOST.get(role, 1) and path not in site.ways:
            continue
        answer = client.get(path, base_url=site.base)
        is_page = answer.mimetype == "text/html" and not answer.location
        page = Reading(answer.text if is_page else "")
        leads_to = list(own_links(page, path, site.base, answer.location))
        for link in leads_to:
            if link not in found:
                found[link] = path
                queue.append(link)
        built = construction.faults_of(answer.text) if page.build else ()
        told = [*status_faults(answer, found[path]), *faults_of(page, site.base), *built]
        if "sandbox" in answer.headers.get("Content-Security-Policy", ""):
            page.headings.clear()  # a letter: no script runs in it, so nothing can be asked there
        answer.close()
        yield path, pattern, page, told


def status_faults(answer, source):
    """A refusal is right where nobody was led; no link leads to one."""
    if answer.status_code >= 500 or (answer.status_code >= 400 and source):
        yield f"{answer.status_code}, linked from {source or 'the map'}"
