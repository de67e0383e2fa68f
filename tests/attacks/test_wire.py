"""A14, A45, A46, A49 and the storm at the door, against a live server: where the wire matters."""

import os
import socket
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import urlencode

import pytest

from tests.application import make_app
from tools.launch import HOST, free_port, serving
from tools.scanners.browser import Browser

PLAIN = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """A server as it is run, on a database of its own."""
    folder = tmp_path_factory.mktemp("wire")
    make_app(folder, f"sqlite:///{folder}/council.db")
    number = free_port()
    environ = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DATA_DIR": str(folder),
        "BASE_URL": f"http://{HOST}:{number}",
        "DEMO": "1",
        "LOG_LEVEL": "CRITICAL",
    }
    with serving(environ, number):
        yield number


def connect(port):
    return socket.create_connection((HOST, port), timeout=10)


def said(line):
    """All that the server answers until it closes."""
    parts = []
    with suppress(OSError):
        while part := line.recv(65536):
            parts.append(part)
    return b"".join(parts)


def answer(port, request):
    with connect(port) as line:
        with suppress(ConnectionError):  # it may have heard enough
            line.sendall(request.encode("latin-1") if isinstance(request, str) else request)
        return said(line)


def status(answered):
    return int(answered.split(b" ", 2)[1]) if answered else None


def seconds_of(port):
    began = time.monotonic()
    assert status(answer(port, PLAIN)) == 200
    return time.monotonic() - began


def usual_wait(port):
    return statistics.median(seconds_of(port) for _ in range(5))


HALF_HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
HALF_BODY = (
    b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nemail="
)


@pytest.mark.parametrize("half", (HALF_HEAD, HALF_BODY))
def test_a46_fifty_slow_clients_keep_nobody_else_waiting(port, half):
    with ExitStack() as stack:
        for _ in range(50):
            stack.enter_context(connect(port)).sendall(half)
        assert usual_wait(port) < 1


HOSTS = (
    "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\nConnection: close\r\n\r\n",
)


@pytest.mark.parametrize("request_text", HOSTS)
def test_a14_a_foreign_host_on_the_wire_gets_no_page_of_its_own(port, request_text):
    answered = answer(port, request_text)

    assert status(answered) in {200, 400}
    assert b"evil" not in answered


SMUGGLED = (
    "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "Content-Length: +5\r\n\r\nhello",
    "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n",
)


@pytest.mark.parametrize("rest", SMUGGLED)
def test_a_request_of_two_lengths_is_one_request_or_none(port, rest):
    end = "GET /smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    answered = answer(port, f"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n{rest}{end}")

    assert answered.count(b"HTTP/1.1 ") <= 1 or b"HTTP/1.1 404" not in answered
    assert status(answered) in {400, 405, 501, None}


@pytest.mark.parametrize("method", ("TRACE", "TRACK", "DEBUG", "CONNECT", "GET /x"))
def test_a49_odd_methods_echo_nothing(port, method):
    request = (
        f"{method} / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret: q7z\r\nConnection: close\r\n\r\n"
    )
    answered = answer(port, request)

    assert status(answered) in {400, 404, 405, 501}
    assert b"q7z" not in answered


@pytest.mark.parametrize(
    "request_text",
    (
        PLAIN,
        PLAIN.replace("GET /", "GET /nowhere"),
        PLAIN.replace("GET", "TRACE"),
        "nonsense\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "a" * 300_000 + "\r\n\r\n",
    ),
)
def test_a49_no_answer_names_the_server(port, request_text):
    head = answer(port, request_text).partition(b"\r\n\r\n")[0].lower()

    assert head.startswith(b"http/1.")
    assert b"\r\nserver:" not in head
    for name in (b"waitress", b"werkzeug", b"python", b"flask"):
        assert name not in head


def test_a49_too_long_an_address_or_head_is_refused(port):
    long = "GET /" + "a" * 300_000 + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    assert status(answer(port, long)) in {400, 414, 431}


def posted(port, body, kind="application/x-www-form-urlencoded", length=None):
    head = (
        "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {length or len(body)}\r\n\r\n"
    )
    began = time.monotonic()
    answered = answer(port, head.encode() + body)
    assert time.monotonic() - began < 10
    return status(answered)


def test_a45_more_than_may_be_sent_is_refused(port):
    parts = b"".join(
        b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n" for _ in range(10_000)
    )
    crs = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n" + b"\r" * 3_000_000

    assert posted(port, b"a=" + b"b" * (4 * 1024 * 1024)) == 413
    assert posted(port, parts + b"--x--\r\n", "multipart/form-data; boundary=x") == 413
    assert posted(port, crs + b"\r\n--x--\r\n", "multipart/form-data; boundary=x") in {400, 413}
    assert posted(port, b"a", length=100 * 1024 * 1024) == 413
    assert usual_wait(port) < 1


def temporary():
    return {path.name for path in Path(gettempdir()).glob("tmp*")}


def test_a45_no_temporary_file_is_left(port):
    before = temporary()
    part = b"--x\r\nContent-Disposition: form-data; name=a; filename=a.pdf\r\n\r\n"
    posted(port, part + b"0" * 2_000_000 + b"\r\n--x--\r\n", "multipart/form-data; boundary=x")

    assert not [name for name in temporary() - before if not name.startswith("tmp.")]


def test_a_storm_of_passwords_leaves_the_readers_alone(port):
    """Twenty people at the door at once: some are asked to wait, pages come as ever."""
    browser = Browser(f"http://{HOST}:{port}")
    head = f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {browser.cookie}\r\n"
    head += "Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"

    def knock(number):
        typed = {"email": f"a{number}@example.org", "password": "x" * 20}
        body = urlencode({"csrf_token": browser.token, **typed})
        return status(answer(port, f"{head}Content-Length: {len(body)}\r\n\r\n{body}"))

    with ThreadPoolExecutor(20) as people:
        knocks = [people.submit(knock, number) for number in range(20)]
        wait = usual_wait(port)
        answers = [each.result() for each in knocks]

    assert wait < 1
    assert set(answers) <= {422, 429, 503}
    assert 422 in answers
