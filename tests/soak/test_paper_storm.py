"""F27: a hundred papers at once, laid out by the real renderer, on both databases.

A real server, a hundred members who have signed in, each with a paper of several sheets that nobody
has asked for; whoever is told to wait comes back as the answer says. The memory of the server with
its renderer is looked at all the time, and how long a plain page takes meanwhile.
"""

import http.client
import threading
import time

import pytest
from flask.sessions import SecureCookieSessionInterface

from core.adapters.database import db
from core.papers.rules import life
from council.membership.rules import BodyKind
from tests.application import make_app, new_postgres_database
from tests.builders import Builder
from tests.conftest import NOW
from tests.serving import HOST, Served, asked
from tests.soak.test_long_run import children, megabytes

PAPERS, SEATS = 100, 40
MOST_MEGABYTES = 600
SLOWEST_PAGE = 30  # seconds, behind a hundred others on two cores that do other work as well
PATIENCE = 300  # seconds until the last one has its paper
POSITION = "заместитель генерального директора по внешнеэкономической деятельности и развитию"


@pytest.mark.parametrize("kind", ("sqlite", "postgresql"))
def test_f27_a_hundred_papers_at_once(kind, request, tmp_path, figure):
    url = f"sqlite:///{tmp_path}/council.db"
    if kind == "postgresql":
        url = new_postgres_database(request.getfixturevalue("postgres_url"))
    app = make_app(tmp_path, url)
    cookies = members_of_bodies(app)
    with Served(tmp_path, url) as server, Watch(app, server) as watch:
        readers = [Reader(server.port, number, each) for number, each in enumerate(cookies)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(PATIENCE)
    first = [reader.answers[0] for reader in readers]
    figure(
        database=kind,
        first={status: first.count(status) for status in sorted(set(first))},
        seconds=round(max(reader.seconds for reader in readers)),
        requests=sum(len(reader.answers) for reader in readers),
        most_megabytes=round(watch.most_megabytes),
        most_waiting=watch.most_waiting,
        slowest_page=round(watch.slowest, 2),
    )
    assert {reader.answers[-1] for reader in readers} == {200}
    assert {status for reader in readers for status in reader.answers} <= {200, 202, 429}
    assert 429 in first, "the storm is larger than the queue"
    assert watch.most_waiting <= life.MOST_WAITING
    assert watch.most_renderers == 1
    assert watch.most_megabytes < MOST_MEGABYTES
    assert watch.slowest < SLOWEST_PAGE


def members_of_bodies(app):
    """As many bodies as papers, the composition of each some sheets; the cookies of as many."""
    with app.app_context():
        build = Builder(db.session, NOW)
        build.council()
        people = [build.person(position=POSITION) for _ in range(PAPERS)]
        tokens = [build.signed_in_session(person.account_id) for person in people]
        for number in range(PAPERS):
            name = f"Рабочая группа № {number}"
            body = build.body(f"g{number}", kind=BodyKind.WORKING_GROUP, name=name)
            for place in range(SEATS):
                build.seat(body, people[(number + place) % PAPERS])
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    signed = SecureCookieSessionInterface().get_signing_serializer(app)
    return [signed.dumps({"sid": token}) for token in tokens]


class Reader(threading.Thread):
    """Asks for one paper until it is there, waiting as long as each answer says."""

    def __init__(self, port, number, cookie):
        super().__init__(daemon=True)
        self.port, self.path = port, f"/desk/membership/bodies/g{number}/composition.pdf"
        self.headers = {
            "Host": "localhost",
            "Cookie": f"__Host-session={cookie}",
            "X-Forwarded-For": f"10.{number}.0.7",
            "X-Forwarded-Proto": "https",
        }
        self.answers, self.seconds = [], 0.0

    def run(self):
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            answer = self.fetched()
            self.answers.append(answer.status)
            self.seconds = time.monotonic() - began
            if answer.status not in {202, 429}:
                assert answer.content.startswith(b"%PDF-1.7")
                break
            time.sleep(int(answer.headers["Retry-After"]))

    def fetched(self):
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        connection.request("GET", self.path, headers=self.headers)
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer


class Watch(threading.Thread):
    """Looks at memory, renderers, the queue and at a plain page until the storm is over."""

    def __init__(self, app, server):
        super().__init__(daemon=True)
        self.app, self.server, self.is_over = app, server, threading.Event()
        self.most_megabytes, self.most_waiting, self.most_renderers = 0.0, 0, 0
        self.slowest = 0.0

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.join(60)

    def run(self):
        while not self.is_over.wait(0.1):
            renderers = children(self.server.process.pid)
            memory = sum(map(megabytes, (self.server.process.pid, *renderers)))
            self.most_megabytes = max(self.most_megabytes, memory)
            self.most_renderers = max(self.most_renderers, len(renderers))
            self.most_waiting = max(self.most_waiting, self.waiting())
            began = time.monotonic()
            assert asked(self.server.port, "GET", "/meetings/").status == 200
            self.slowest = max(self.slowest, time.monotonic() - began)
        with self.app.app_context():
            db.engine.dispose()

    def waiting(self):
        with self.app.app_context():
            query = db.text("SELECT count(*) FROM renderings WHERE state = 'waiting'")
            found = db.session.execute(query).scalar_one()
            db.session.remove()
        return found
