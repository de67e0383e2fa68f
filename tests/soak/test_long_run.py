"""F28: a day's mix without a pause; neither server nor jobs grow in memory or open files.

The demonstration with its jobs and a mail server: visitors and the secretary go round all pages
that they can reach, search, apply, take papers, and new papers wait for the jobs. DURATION seconds,
RATE requests a second (6: a sixth of a core). Slopes are judged from half an hour on, before that
the sum. A renderer is judged by its largest size: it is replaced after so many papers.
"""

import http.client
import os
import sqlite3
import time
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from itertools import count, cycle, zip_longest
from pathlib import Path
from statistics import linear_regression
from urllib.parse import quote, urljoin, urlsplit
from uuid import uuid4

import yaml

from tests.mail import Sink, mail_server
from tests.serving import HOST, applying, asked
from tools import demo
from tools.launch import cpu_ms, free_port, serving, working
from tools.scanners.browser import Browser, Page
from tools.scanners.seen import LEFT_OUT

LONG = 1800
WARM = 900  # seconds at most: caches of templates, words and statements fill
MOST_PER_HOUR = 5.0  # megabytes
MOST_AT_ALL = 30.0
MOST_WAL = 50 * 1024 * 1024
MOST_RENDERER = 400  # megabytes; a renderer with more is replaced (core/papers/renderer.py)
MOST_PAGES = 150
PAPER_EVERY = 5.0  # seconds: thirty times what a region needs, a renderer lasts 25 minutes
ROUND = 8  # of so many requests one is an application, one a search
MADE = "SELECT work, source, words FROM renderings WHERE work <> 'pack' AND sha256 > ''"
ASKED = (
    "INSERT INTO renderings (key, work, source, words, state, attempts, asked_at, error)"
    " VALUES (?, ?, ?, ?, 'waiting', 0, ?, '')"
)
RATE = float(os.environ.get("RATE", "6"))


class Watched:
    """One process: megabytes and open files over time; of its renderer the megabytes, too."""

    def __init__(self, process):
        self.pid, self.samples, self.renderers = process.pid, [], {}

    def look(self, moment):
        own = megabytes(self.pid)
        for pid in children(self.pid):
            size = megabytes(pid)
            self.renderers.setdefault(pid, []).append((moment, size))
        self.samples.append((moment, own, open_files(self.pid)))

    def figures(self, warm):
        """Megabytes at the end, their slope an hour and growth, files before and at the end."""
        later = [sample for sample in self.samples if sample[0] >= warm]
        times, sizes, files = zip(*later, strict=True)
        return {
            "megabytes": round(sizes[-1], 1),
            "grown": round(sizes[-1] - sizes[0], 1),
            "per_hour": round(linear_regression(times, sizes).slope * 3600, 2),
            "files": (files[0], files[-1]),
            "renderers": [round(max(size for _, size in seen)) for seen in self.renderers.values()],
        }


def children(pid):
    """Those that any of its threads started: a renderer is the child of the one that asked."""
    found = []
    for told in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # the thread has just ended
            found += [int(word) for word in told.read_text(encoding="ascii").split()]
    return found


def megabytes(pid):
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        return int(text.split("VmRSS:")[1].split()[0]) / 1024
    except (OSError, IndexError):  # it has just ended
        return 0.0


def open_files(pid):
    try:
        return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return 0


def reachable(browser, start):
    """Addresses that somebody comes to by links, the nearest first."""
    found = [start]
    for path in found:
        if len(found) >= MOST_PAGES:
            break
        for link in Page(browser.ask(path) or "").links:
            to = urlsplit(urljoin(browser.base + path, link))
            here = to.path + (f"?{to.query}" if to.query else "")
            is_ours = f"{to.scheme}://{to.netloc}" == browser.base
            if is_ours and here not in found and not LEFT_OUT.match(here):
                found.append(here)
    return found


class Load:
    """What is asked one after the other, and how it was answered."""

    def __init__(self, port, visitor, secretary):
        public, desk = reachable(visitor, "/"), reachable(secretary, "/desk/")
        self.port, self.cookie, self.numbers = port, secretary.cookie, count(1)
        mixed = [page for pair in zip_longest(public, desk) for page in pair if page]
        self.pages = cycle(mixed)
        self.kinds, self.meeting = len(mixed), self.open_meeting(public)
        self.answers, self.applied = [], 0
        self.here = {"Host": f"{HOST}:{port}", "X_Forwarded_Proto": "http"}

    @staticmethod
    def open_meeting(public):
        [found, *_] = [page for page in public if page.endswith("/apply/") and "/en/" not in page]
        return int(found.split("/")[-3])

    def step(self):
        number = next(self.numbers)
        if number % ROUND == 0:
            origin = f"http://{HOST}:{self.port}"
            answer = applying(self.port, number, self.meeting, Origin=origin, **self.here)
            self.applied += answer == http.client.SEE_OTHER
            self.answers.append(answer)
        elif number % ROUND == ROUND // 2:
            word = quote(f"экспорт{number} решение {number * 7919 % 9973}")
            self.get(f"/meetings/?q={word}", number)
        else:
            self.get(next(self.pages), number)

    def get(self, path, number):
        """Each visitor from an address of their own: limits count by address."""
        address = f"10.{number // 62500}.{number // 250 % 250}.{number % 250}"
        headers = {**self.here, "X_Forwarded_For": address}
        if path.startswith("/desk/"):
            headers["Cookie"] = self.cookie
        answer = asked(self.port, "GET", path, **headers)
        self.answers.append(answer and answer.status)


class Papers:
    """Puts papers that nobody has seen into the queue of the jobs, made after those that were."""

    def __init__(self, path):
        self.path, self.next, self.count = path, 0.0, 0

    def step(self, moment):
        if moment < self.next:
            return
        self.next = moment + PAPER_EVERY
        with closing(sqlite3.connect(self.path, timeout=60)) as database, database:
            found = database.execute(f"{MADE} ORDER BY random() LIMIT 1").fetchone()
            if found is None:
                return
            work, source, words = found
            title = source.replace('"title":"', f'"title":"{self.count} ', 1)
            now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
            database.execute(ASKED, (uuid4().hex * 2, work, title, words, now))
            self.count += 1


def memory_settings(name):
    """What the unit of a process says of glibc's memory."""
    unit = (demo.ROOT / "deploy" / "systemd" / f"{name}.service").read_text(encoding="utf-8")
    [line] = [line for line in unit.splitlines() if line.startswith("Environment=")]
    pairs = (word.split("=") for word in line.partition("=")[2].split())
    found = {name: value for name, value in pairs if name.startswith("MALLOC_")}
    assert found
    return found


def signed_in(base):
    sample = yaml.safe_load((demo.ROOT / demo.ACCOUNTS).read_text(encoding="utf-8"))
    email = next(one["email"] for one in sample["accounts"] if one["role"] == "secretary")
    browser = Browser(base)
    browser.sign_in(email, sample["password"])
    return browser


def wait_until_ready(port):
    """Until the jobs have given a sign of life too."""
    deadline = time.monotonic() + 120
    while asked(port, "GET", "/readyz", Host=f"{HOST}:{port}").status != http.client.OK:
        assert time.monotonic() < deadline, "the jobs do not work"
        time.sleep(0.2)


def go_on(load, papers, watched, seconds, wal):
    """Ask at the rate for so many seconds; the largest WAL that was seen."""
    began, most, looked, number = time.monotonic(), 0, -1.0, 0
    while (now := time.monotonic() - began) < seconds:
        load.step()
        papers.step(now)
        number += 1
        if now - looked >= seconds / 400:
            looked = now
            most = max(most, wal.stat().st_size)
            for process in watched.values():
                process.look(now)
        time.sleep(max(0.0, began + number / RATE - time.monotonic()))
    return most


def test_f28_a_long_run_under_mixed_load(tmp_path, seconds, figure):
    port, sink = free_port(), Sink()
    with ExitStack() as running:
        mail = running.enter_context(mail_server(sink))
        environ = demo.prepare(tmp_path, port)
        environ |= {"TRUSTED_PROXIES": "1", "SMTP_URL": f"smtp://127.0.0.1:{mail}"}
        environ |= {"MAIL_FROM": "council@example.org", "LOG_LEVEL": "CRITICAL"}
        server = running.enter_context(serving(environ | memory_settings("council-web@"), port))
        jobs = running.enter_context(working(environ | memory_settings("council-worker@")))
        wait_until_ready(port)
        load = Load(port, Browser(environ["BASE_URL"]), signed_in(environ["BASE_URL"]))
        watched = {"web": Watched(server), "jobs": Watched(jobs)}
        before = cpu_ms(server.pid)
        papers = Papers(tmp_path / "council.db")
        wal = go_on(load, papers, watched, seconds, tmp_path / "council.db-wal")
        busy = (cpu_ms(server.pid) - before) / 10 / seconds
    warm = min(WARM, seconds / 3)
    found = {name: process.figures(warm) for name, process in watched.items()}
    answers = {each: load.answers.count(each) for each in sorted(set(load.answers), key=str)}
    figure(seconds=seconds, answers=answers, applied=load.applied, addresses=load.kinds,
           letters=len(sink.taken), papers=papers.count, percent_of_core=round(busy, 1),
           wal=wal, **found)  # fmt: skip
    assert None not in answers
    assert max(answers) < http.client.INTERNAL_SERVER_ERROR
    assert len(sink.taken) >= load.applied - ROUND
    assert wal < MOST_WAL
    for each in found.values():
        assert each["grown"] < MOST_AT_ALL
        assert seconds < LONG or each["per_hour"] < MOST_PER_HOUR
        assert each["files"][1] <= each["files"][0] + 10
        assert max(each["renderers"], default=0) < MOST_RENDERER
