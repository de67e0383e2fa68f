"""A40: nothing that people type, and no markup at all, makes the renderer read or call anything."""

import base64
import http.server
import threading
import zlib

import pytest
from weasyprint.urls import URLFetcher

from core.papers import html, pdf
from core.papers.pdf import pdf_of
from tests.papers import WORDS, plain_paper, whole_paper

# WeasyPrint leaves its own colour profile open; in the child process nobody minds.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SECRET = "the content of a file that is none of the paper's business"


@pytest.fixture(scope="module")
def listener():
    """A server on the loopback that notes every request."""
    hits = []

    class Note(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Note)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    server.server_close()


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return f"file://{path}"


def drawn(markup):
    """An image of SVG that refers to something else."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{markup}</svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


SINKS = (
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">а</a>',
    '<link rel="stylesheet" href="{url}">',
    '<style>@import url("{url}");</style>',
    '<style>@font-face{{font-family:x;src:url("{url}")}} p{{font-family:x}}</style>',
    '<style>p{{background:url("{url}");list-style-image:url("{url}")}}</style>',
    '<style>p::before{{content:url("{url}")}} @page{{@top-left{{content:url("{url}")}}}}</style>',
    '<img src="{url}" alt="а">',
    '<object data="{url}"></object><embed src="{url}"><iframe src="{url}"></iframe>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><use href="{url}#a"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style>@import url("{url}");</style></svg>',
    '<base href="{url}"><img src="x.png" alt="а">',
)


@pytest.mark.parametrize("sink", SINKS)
def test_a40_no_markup_reaches_a_file_or_an_address(listener, secret, sink, caplog):
    address, hits = listener
    urls = (f"{address}/x.png", secret, "file:///etc/passwd", "ftp://127.0.0.1/x")
    markup = "".join(sink.format(url=url) for url in urls)
    made = pdf_of(f'<!doctype html><html lang="ru"><title>а</title>{markup}<p>Текст</p></html>')

    assert b"/EmbeddedFile" not in made
    assert SECRET.encode() not in made
    assert hits == []


def test_the_librarys_own_fetcher_would_let_the_file_in(secret, monkeypatch):
    """The twin: the same page without our fetcher."""
    monkeypatch.setattr(pdf, "NothingForeign", URLFetcher)
    page = f'<html lang="ru"><title>а</title>{SINKS[0].format(url=secret)}<p>Текст</p></html>'

    assert b"/EmbeddedFile" in pdf_of(page)


@pytest.mark.parametrize(
    "markup",
    (
        '<image href="{url}" width="9" height="9"/>',
        '<style>@import url("{url}");</style>',
        '<use href="{url}#a"/>',
    ),
)
def test_a40_an_image_inside_the_page_reaches_nothing_either(listener, secret, markup, caplog):
    address, hits = listener
    for url in (address, secret):
        image = drawn(markup.format(url=url))
        made = pdf_of(f'<html lang="ru"><title>а</title><img alt="а" src="{image}">')
        assert b"/EmbeddedFile" not in made
    assert hits == []


def test_a_huge_image_inside_the_page_is_refused(caplog):
    def chunk(kind, data):
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    side = 9_000
    head = side.to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    rows = zlib.compress(b"\x00" * (side // 8 + 1) * side)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    image = f"data:image/png;base64,{base64.b64encode(png).decode()}"

    made = pdf_of(f'<html lang="ru"><title>а</title><img alt="а" src="{image}"><p>Текст')

    assert b"/Subtype /Image" not in made


HOSTILE = (
    '<img src="http://127.0.0.1/x">',
    '<link rel=attachment href="file:///etc/passwd">',
    '"><style>@import "http://127.0.0.1/"</style>',
    "</title><script>alert(1)</script>",
    "{{ 7 * 7 }} {% include 'layout/base.html' %} {0.__class__} ${7*7}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_type_stays_text_in_every_field(text):
    changes = {"title": text, "note": text, "author": text, "name": text, "code": text}
    shown = html.print_page(plain_paper(text, **changes), WORDS)
    plain = html.print_page(plain_paper("а", **dict.fromkeys(changes, "а")), WORDS)

    assert shown.count("<") == plain.count("<")
    assert shown.count('"') == plain.count('"')
    assert "49" not in shown


def test_the_page_of_a_paper_refers_to_nothing_but_itself_and_the_address_of_proof():
    shown = html.print_page(whole_paper(), WORDS)

    assert shown.count("href=") == 1
    assert shown.count("src=") == shown.count('src="data:image/svg+xml') == 1
    assert " style=" not in shown
