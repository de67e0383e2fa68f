"""Every macro and layout renders clean HTML; look is judged by eye with `make shots`."""

import gzip
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from babel.messages.extract import extract_from_dir

from core.adapters.language import merged
from core.config import ROOT
from tests.construction import faults_of
from tests.web.gallery.app import MOCKS, make_gallery

COMPONENTS = ROOT / "templates" / "components"
CODES = (400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503)
PAGES = ("/gallery", *(f"/mock/{name}" for name in MOCKS), *(f"/refusal/{code}" for code in CODES))
# Called by other macros of the same file only.
INNER = {"described", "errors_of", "hint_of", "name_of", "control", "choices", "single"}
INNER |= {"of_field", "plain", "said", "percent", "words"}
# They need a journal or the factors of an account: the tests of those pages show them.
ELSEWHERE = {"history", "bound", "sign_fields", "factor_fields", "key_button"}


class Page(HTMLParser):
    """Attributes and headings of a page, as a browser would meet them."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.inside = [], Counter(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, text):
        for tag in ("h1", "title"):
            if tag in self.inside and "svg" not in self.inside:
                self.words[tag] = f"{self.words[tag] or ''}{text}"

    def values(self, name):
        return [given[name] for _, given in self.tags if given.get(name)]


@pytest.fixture(scope="module")
def browser():
    return make_gallery().test_client()


@pytest.fixture(scope="module", params=PAGES)
def page(request, browser):
    return Page(browser.get(request.param).text)


def test_a_page_has_one_heading_and_its_title_begins_with_it(page):
    tags = Counter(tag for tag, _ in page.tags)
    assert tags["h1"] == tags["main"] == 1
    assert page.words["title"].removeprefix("Ошибка: ").startswith(page.words["h1"])


def test_ids_are_unique_and_every_reference_meets_one(page):
    ids = Counter(page.values("id"))
    assert [name for name, times in ids.items() if times > 1] == []
    named = " ".join(page.values("aria-describedby") + page.values("aria-labelledby")).split()
    jumps = [url[1:] for url in page.values("href") if url.startswith("#") and len(url) > 1]
    assert set(named + jumps + page.values("for") + page.values("aria-controls")) <= set(ids)


def test_nothing_inline_that_the_content_policy_would_refuse(page):
    for tag, given in page.tags:
        assert "style" not in given
        assert not [name for name in given if name.startswith("on")]
        assert tag != "style"
        assert tag != "script" or given["src"].startswith("/static/js/")


def test_the_way_to_the_content_comes_first(page):
    links = [given for tag, given in page.tags if tag == "a"]
    assert links[0]["href"] == "#main"


def test_every_posting_form_carries_the_token(page):
    posts = sum(given.get("method") == "post" for tag, given in page.tags if tag == "form")
    assert page.values("name").count("csrf_token") == posts


def test_the_gallery_shows_every_macro():
    gallery = (ROOT / "tests/web/gallery/templates").glob("*.html")
    shown = " ".join(path.read_text(encoding="utf-8") for path in gallery)
    shown += " ".join(path.read_text("utf-8") for path in (ROOT / "templates/layout").glob("*"))
    macros = set()
    for path in COMPONENTS.glob("*.html"):
        macros |= set(re.findall(r"{% macro (\w+)", path.read_text(encoding="utf-8")))
    macros -= INNER | ELSEWHERE
    assert {name for name in macros if not re.search(rf"\b{name}(\(| as )", shown)} == set()


def test_the_document_names_every_macro():
    text = (ROOT / "docs" / "interface.md").read_text(encoding="utf-8")
    for path in COMPONENTS.glob("*.html"):
        for name in re.findall(r"{% macro (\w+)", path.read_text(encoding="utf-8")):
            assert name in INNER or f"{name}(" in text, f"{name} of {path.name}"


def test_what_people_typed_is_escaped(browser):
    text = browser.get("/gallery").text + browser.get("/refusal/409").text
    assert "<b>Без разметки" not in text
    assert "Мой <b>" not in text
    assert "<script>1" not in text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_put_together_for_programs_that_read_aloud(browser, address):
    assert faults_of(browser.get(address).text) == []


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_names_the_request_and_the_contact(browser, code):
    text = browser.get(f"/refusal/{code}").text
    assert "0123456789abcdef" in text
    assert "council@example.org" in text


def test_the_error_summary_leads_to_each_field(browser):
    summary = browser.get("/gallery").text.split("data-errors")[1].split("</ul>")[0]
    assert summary.count('href="#wrong-') == 16
    assert 'href="#wrong-decision-0"' in summary


def test_every_sentence_of_the_layout_is_in_russian():
    known = {message.id for message in merged(ROOT / "translations/ru") if message.string}
    templates = [("**.html", "jinja2")]
    found = {
        message
        for folder in ("layout", "components", "errors")
        for *_, message, _comments, _context in extract_from_dir(
            str(ROOT / "templates" / folder), templates, {"**.html": {"silent": "false"}}
        )
    }
    assert found - known == set()


def test_the_look_stays_light():
    styles = [ROOT / "static/theme.css", *ROOT.glob("static/vendor/govuk-*/*.min.css")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in styles) < 30_000
    for script in (ROOT / "static/js").glob("*.js"):
        assert script.stat().st_size < 3_072, script.name
