"""A public page on a bad mobile line: 400 kbit/s, 400 ms there and back."""

import gzip
import os
from http import HTTPStatus

import pytest
from werkzeug.wrappers import Response

pytestmark = pytest.mark.skipif(os.environ.get("WALK") != "1", reason="part of make walk")
BYTES_A_SECOND = 400_000 // 8
LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": BYTES_A_SECOND,
    "uploadThroughput": BYTES_A_SECOND,
}
# A form can be used once all of it is there and painted; no script has to come first.
TIMES = """() => {
    const seen = performance.getEntriesByName('first-contentful-paint')[0].startTime;
    return [seen, Math.max(seen, performance.getEntriesByType('navigation')[0].domInteractive)];
}"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length"
NGINX_LEVEL = 5
SEEN, USABLE = 3000, 5000  # milliseconds


@pytest.fixture(autouse=True)
def packed(site):
    """As nginx sends texts to visitors: the server behind it does not compress (deploy/nginx)."""
    _base, app = site
    inner = app.wsgi_app

    def serve(environ, start_response):
        answer = Response.from_app(inner, environ, buffered=True)
        if answer.mimetype.startswith("text/") and answer.status_code == HTTPStatus.OK:
            answer.set_data(gzip.compress(answer.get_data(), NGINX_LEVEL))
            answer.headers["Content-Encoding"] = "gzip"
        return answer(environ, start_response)

    app.wsgi_app = serve


def times(person, path):
    person.page.goto(person.base + path)
    while not person.page.evaluate(PAINTED):  # waiting in the page would be evaluating in it
        person.page.wait_for_timeout(50)
    return person.page.evaluate(TIMES)


def slowly(person, path):
    line = person.page.context.new_cdp_session(person.page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    return times(person, path)


@pytest.mark.parametrize("path", ("/", "/meetings/2026/4/", "/meetings/2026/5/apply/"))
def test_a_slow_line_shows_the_page_within_three_seconds(visit, path):
    """The machine's own time for the page, measured on a fast line, does not count."""
    own_seen, own_usable = times(visit(), path)
    seen, usable = min(slowly(visit(), path) for _ in range(2))
    assert seen > LINE["latency"]
    assert seen - own_seen < SEEN
    assert usable - own_usable < USABLE
