"""Attacks go over the wire to a live server: the site's own, in a thread, on a port of its own.

The records are those of the test, in its transaction; what a request means on the wire is not
left to the test client of the framework.
"""

import threading
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from werkzeug.datastructures import EnvironHeaders, Headers
from werkzeug.wsgi import get_current_url

from tests.application import FreshContextClient
from tools.launch import HOST
from tools.serve import CONNECTIONS, LARGEST_BODY, SECONDS_TO_SEND, Serving

THREADS = 2  # of pages; a test asks one after another


class WireClient(FreshContextClient):
    """A browser of the tests whose requests leave it as bytes."""

    port = None

    def run_wsgi_app(self, environ, **_options):
        self._add_cookies_to_wsgi(environ)
        status, headers, body = asked(self.port, environ)
        url = urlsplit(get_current_url(environ))
        cookies = headers.getlist("Set-Cookie")
        self._update_cookies_from_response(url.hostname or "localhost", url.path, cookies)
        return [body], status, headers


def asked(port, environ):
    """What the server answers to the request that the framework would have called itself."""
    connection = HTTPConnection(HOST, port, timeout=30)
    method, address = environ["REQUEST_METHOD"], environ["REQUEST_URI"]
    connection.putrequest(method, address, skip_host=True, skip_accept_encoding=True)
    for name, value in EnvironHeaders(environ):
        connection.putheader(name, value.encode("latin-1"))
    connection.endheaders(environ["wsgi.input"].read())
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return f"{answer.status} {answer.reason}", Headers(answer.getheaders()), body


@pytest.fixture(scope="session")
def wire(app):
    """The port of the server that serves `app`."""
    serving = Serving(
        app,
        host=HOST,
        port=0,
        threads=THREADS,
        connection_limit=CONNECTIONS,
        channel_timeout=SECONDS_TO_SEND,
        max_request_body_size=LARGEST_BODY,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )

    def loop():
        while not serving.is_told:
            serving.turn()
        serving.drain()

    thread = threading.Thread(target=loop, daemon=True)
    thread.start()
    yield serving.server.effective_port
    serving.tell()
    thread.join(timeout=30)


@pytest.fixture(autouse=True)
def over_the_wire(request, monkeypatch):
    """Every browser of a test in this folder speaks to the live server."""
    if "app" in request.fixturenames:
        monkeypatch.setattr(WireClient, "port", request.getfixturevalue("wire"))
        app = request.getfixturevalue("app")
        monkeypatch.setattr(app, "test_client_class", WireClient)
