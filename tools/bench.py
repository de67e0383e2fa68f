"""How dear are the public pages? `make bench` prints ratios, all taken in one run.

A meeting of 20 agenda items against a bare Flask application under the same server, in CPU time of
the server's process, which other work on the machine blurs least; the SQL statements of each public
page; the cost of a conditional request; papers as PDF. Fails when a page needs more statements
than allowed, a paper more time, or a public page was not reached and nobody said why.
"""

import copy
import http.client
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import yaml
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tools import bench_calendars, bench_more, bench_papers, bench_reached, demo
from tools.launch import HOST, ROOT, cpu_ms, free_port, serving
from tools.shots import endpoint_of, links_of

ITEMS = 20
MOST_STATEMENTS = 8
PASSES = 5
REQUESTS = 200
WARM_UP = 20
MOST_PAGES = 200
HIDDEN = re.compile(r'name="(csrf_token|token|consent_version)"[^>]*value="([^"]*)"')
VISITOR = {
    "full_name": "Мороз Никита Ильич",
    "organisation": "ООО «Северный путь»",
    "email": "guest@example.org",
    "consent": "y",
}
KEPT = ("title", "speakers", "heard", "spoke", "votes")  # of an item that is repeated


def long_sample() -> tuple[dict[str, Any], str]:
    """The sample with its last held meeting grown to 20 items, and the address of that meeting."""
    sample = yaml.safe_load((ROOT / demo.SAMPLE).read_text(encoding="utf-8"))
    held = [one for one in sample["meetings"] if one["status"] == "проведено"]
    meeting = held[-1]
    plain = [one for one in meeting["agenda"] if "gated_report" not in one][-1]
    for number in range(len(meeting["agenda"]) + 1, ITEMS + 1):
        item = {key: copy.deepcopy(plain[key]) for key in KEPT if key in plain}
        decision = {"no": f"{number}.1", "kind": "решение", "text": "Принять к сведению."}
        meeting["agenda"].append({"no": number, **item, "decisions": [decision]})
    return sample, f"/meetings/{str(meeting['date'])[:4]}/{meeting['number']}/"


class Statements:
    """The SQL statements that the application sends, without those that only begin or tune."""

    def __init__(self, app: Flask) -> None:
        self.texts: list[str] = []
        with app.app_context():
            engine = app.extensions["sqlalchemy"].engine
        event.listen(engine, "before_cursor_execute", self.note)

    def note(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.split(None, 1)[0].upper() in {"SELECT", "WITH", "INSERT", "UPDATE", "DELETE"}:
            self.texts.append(statement)

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        self.texts = []
        yield self.texts


def reachable(app: Flask, client: FlaskClient, start: str = "/") -> Iterator[tuple[str, str]]:
    """Endpoint and address of pages below `start` that links lead to; each new kind at once.

    However many pages of one kind there are, they do not keep the others from being reached.
    """
    base = f"http://{HOST}"
    first, rest = [f"{base}{start}"], list[str]()
    known, kinds = {f"{base}{start}"}, set[str | None]()
    for _ in range(MOST_PAGES):
        if not first and not rest:
            return
        url = (first or rest).pop(0)
        answer = client.get(url.removeprefix(base))
        endpoint = endpoint_of(app.url_map, url)
        if answer.status_code != http.HTTPStatus.OK or answer.mimetype != "text/html":
            continue
        if endpoint:
            yield endpoint, url.removeprefix(base)
        fresh = set(links_of(answer.text, url, base)) - known
        for each in sorted(each for each in fresh if each.startswith(f"{base}{start}")):
            kind = endpoint_of(app.url_map, each)
            (rest if kind in kinds else first).append(each)
            kinds.add(kind)
        known |= fresh


def applied(app: Flask, client: FlaskClient, path: str) -> list[tuple[str, str]]:
    """The pages of a visitor who applied, to which only a personal link leads."""
    form = path.rstrip("/") + "/"
    given = dict(HIDDEN.findall(client.get(form).text))
    client.post(form, data={**VISITOR, **given})
    visit = f"/meetings/visit/{given['token']}/"
    pages = (f"{form}done", visit, f"{visit}leave")
    return [(endpoint_of(app.url_map, page) or page, page) for page in pages]


def worst_by_endpoint(app: Flask, statements: Statements) -> dict[str, tuple[int, str]]:
    client = app.test_client()
    worst: dict[str, tuple[int, str]] = {}
    linked = list(reachable(app, client))
    for endpoint, path in [*linked, *applied(app, client, dict(linked)["visitors.apply"])]:
        with statements.counted() as texts:
            client.get(path)
        worst[endpoint] = max(worst.get(endpoint, (0, path)), (len(texts), path))
    return worst


def conditional(app: Flask, statements: Statements, path: str) -> tuple[int, int]:
    """Status and statements of asking again for a page that has not changed."""
    client = app.test_client()
    tag = client.get(path).headers.get("ETag", "")
    with statements.counted() as texts:
        answer = client.get(path, headers={"If-None-Match": tag})
    return answer.status_code, len(texts)


def load(process: int, port: int, path: str, count: int) -> tuple[float, float]:
    """CPU ms of the server per request, and the median answer in ms, over one connection."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    took = []
    before = cpu_ms(process)
    for _ in range(count):
        started = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        took.append((time.perf_counter() - started) * 1000)
        if answer.status != http.HTTPStatus.OK:
            raise SystemExit(f"{path} answered {answer.status}")
    connection.close()
    return (cpu_ms(process) - before) / count, statistics.median(took)


def compare(environ: Mapping[str, str], port: int, path: str) -> None:
    """Passes over hello and page in turn, so that other work disturbs both alike."""
    other = free_port()
    with ExitStack() as servers:
        ours = servers.enter_context(serving(environ, port)).pid
        bare = servers.enter_context(serving(environ, other, "tools.hello:app")).pid
        load(ours, port, path, WARM_UP)
        load(bare, other, "/", WARM_UP)
        pages, hellos = [], []
        for _ in range(PASSES):
            hellos.append(load(bare, other, "/", REQUESTS * 3))
            pages.append(load(ours, port, path, REQUESTS))
    page, hello = (
        tuple(map(statistics.median, zip(*rows, strict=True))) for rows in (pages, hellos)
    )
    print(f"page {path} of {ITEMS} items against hello world, medians of {PASSES} passes:")
    print(f"  CPU    {page[0]:7.2f} ms : {hello[0]:.2f} ms = {page[0] / hello[0]:.1f} : 1")
    print(f"  answer {page[1]:7.2f} ms : {hello[1]:.2f} ms = {page[1] / hello[1]:.1f} : 1")


def report(environ: Mapping[str, str], path: str) -> bool:
    """Print statements per page and of the conditional request; False when there are too many."""
    os.environ.update(environ)
    from wsgi import app  # noqa: PLC0415  # the environment has just been made

    bench_more.add_more(app)
    statements = Statements(app)
    worst = worst_by_endpoint(app, statements)
    print(f"SQL statements, the worst page of each endpoint (at most {MOST_STATEMENTS}):")
    for endpoint, (count, where) in sorted(worst.items()):
        print(f"  {count:3}  {endpoint:<40} {where}")
    status, count = conditional(app, statements, path)
    print(f"unchanged {path} asked again: {status} after {count} statement(s)")
    too_many = [name for name, (count, _) in worst.items() if count > MOST_STATEMENTS]
    is_whole = bench_reached.report(app, worst)
    is_cheap = bench_calendars.report(app) and is_whole
    return is_cheap and not too_many and (status, count) == (http.HTTPStatus.NOT_MODIFIED, 1)


def main() -> int:
    sample, path = long_sample()
    folder, port = Path(tempfile.mkdtemp(prefix="council-bench-")), free_port()
    try:
        file = folder / "sample.yaml"
        file.write_text(yaml.safe_dump(sample, allow_unicode=True), encoding="utf-8")
        environ = demo.prepare(folder, port, file)
        is_good = report(environ, path)
        compare(environ, port, path)
        is_good &= bench_papers.main()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
