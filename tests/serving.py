"""The site's own server as a process that can be killed, and visitors who apply to it over HTTP.

Every visitor comes from an address of its own, as through the server in front.
"""

import http.client
import os
import re
import threading
import time
from datetime import UTC, datetime
from itertools import count
from types import SimpleNamespace
from urllib.parse import urlencode

from core.adapters.database import db
from core.config import Settings
from council.meetings.models import Meeting, VisitorApplication
from council.meetings.rules.kinds import ApplicationState
from tests.builders import Builder
from tests.builders_public import NEXT, PublicBuilder
from tests.conftest import NOW
from tests.postgres import free_port
from tests.processes import Running
from tests.web.visitors.conftest import TYPED, hidden

HOST = "127.0.0.1"
NOT_OURS = ("DEMO", "BASE_URL", "DATABASE_URL", "LOG_LEVEL")


class Served:
    """A server of a site; its clock stands at `NOW` when it is started and runs on."""

    def __init__(self, folder, url, **environ):
        self.port = free_port()
        clean = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        self.environ = {
            **clean,
            "SECRET_KEY": "t" * 40,
            "DATA_DIR": str(folder),
            "DATABASE_URL": url,
            "CLOCK_OFFSET_SECONDS": str(round((NOW - datetime.now(UTC)).total_seconds())),
            "LOG_LEVEL": "CRITICAL",
            "TRUSTED_PROXIES": "1",
            "BASE_URL": "https://localhost",
            **environ,
        }
        self.process = None

    def start(self, *options):
        """Start it; seconds until it answered."""
        started = time.monotonic()
        command = ("-m", "tools.serve", "--port", self.port, *options)
        self.process = Running(command, self.environ)
        while status(self.port, "/healthz") != 200:
            assert self.process.poll() is None, "the server has ended"
            assert time.monotonic() - started < 120, "the server does not answer"
            time.sleep(0.02)
        return time.monotonic() - started

    def kill(self):
        self.process.kill()
        self.process.wait(10)

    def end(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(40)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.end()


def asked(port, method, path, body=None, **given):
    """(status, headers, text) of one request on a connection of its own; None where it broke."""
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    headers = {"Host": "localhost", "X-Forwarded-Proto": "https"}
    headers |= {name.replace("_", "-"): value for name, value in given.items()}
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        return SimpleNamespace(status=answer.status, headers=answer.headers, text=text)
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def status(port, path):
    answer = asked(port, "GET", path)
    return answer and answer.status


def applying(port, number, meeting=1, **given):
    """A visitor opens the form and sends it; the status of the answer, None if there was none."""
    path, address = f"/meetings/2026/{meeting}/apply/", f"10.{number // 250 % 250}.{number % 250}.7"
    headers = {"X_Forwarded_For": address, "Origin": "https://localhost", **given}
    page = asked(port, "GET", path, **headers)
    if page is None or page.status != 200:
        return None
    names = ("csrf_token", "token", "consent_version")
    values = {**TYPED, "email": mail(number), **{n: hidden(page.text, n) for n in names}}
    cookie = re.match(r"[^;]+", page.headers["Set-Cookie"])[0]
    answer = asked(
        port,
        "POST",
        path,
        urlencode(values),
        Cookie=cookie,
        Content_Type="application/x-www-form-urlencoded",
        **headers,
    )
    return answer and answer.status


def mail(number):
    return f"guest{number}@example.org"


class Crowd:
    """Visitors who apply without a pause, in threads; who was answered and who only tried."""

    def __init__(self, port, threads=4):
        self.port, self.numbers, self.stopped = port, count(1), threading.Event()
        self.tried, self.answered, self.others = set(), set(), []
        self.threads = [threading.Thread(target=self.go_on) for _ in range(threads)]

    def go_on(self):
        while not self.stopped.is_set():
            number = next(self.numbers)
            self.tried.add(mail(number))
            found = applying(self.port, number)
            if found == 303:
                self.answered.add(mail(number))
            elif found is None:
                time.sleep(0.05)
            else:
                self.others.append(found)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        for thread in self.threads:
            thread.join(timeout=60)


def open_meeting(app, seats):
    """A council with a meeting that visitors may attend, committed."""
    with app.app_context():
        build = Builder(db.session, NOW)
        public = PublicBuilder(build, build.council())
        meeting_id = public.open_meeting(seats, number=1, starts_at=NEXT).id
        db.session.commit()
        db.session.remove()
    return meeting_id


def applications(app, meeting_id):
    """The seats given, and the addresses by their state."""
    with app.app_context():
        db.session.rollback()
        meeting = db.session.get_one(Meeting, meeting_id)
        rows = db.session.query(VisitorApplication.email, VisitorApplication.state).all()
        found = SimpleNamespace(
            taken=meeting.guests_taken,
            seats=meeting.guest_seats,
            mails=[row.email for row in rows],
            confirmed=sum(row.state is ApplicationState.CONFIRMED for row in rows),
        )
        db.session.remove()
    return found


def settings(app) -> Settings:
    return app.config["SETTINGS"]
