"""What the scanners are told of the site: its forms, its addresses, and no way out."""

import json
from collections import Counter

import pytest
from werkzeug.routing import Map, Rule

from tools.scanners import description
from tools.scanners.injections import done_of, untried
from tools.scanners.outcome import Target
from tools.scanners.seen import OF_A_KIND, Seen, explore, sent_forms, with_queries

ADDRESSES = Map(
    [
        Rule("/", endpoint="front", methods=["GET"]),
        Rule("/news/<int:number>/", endpoint="news", methods=["GET"]),
        Rule("/own/<token>/", endpoint="own", methods=["GET", "POST"]),
        Rule("/sign-out", endpoint="sign_out", methods=["POST"]),
    ]
)
FORM = """
<form method="post" action="/own/abc/">
 <input type="hidden" name="csrf_token" value="t"><input name="website"><input name="held_on">
 <input type="radio" name="way" value="a"><input type="radio" name="way" value="b" checked>
 <input type="checkbox" name="yes" value="y"><input type="file" name="photo">
 <select name="of"><option value="">-</option><option value="k">K</option></select>
 <textarea name="note"></textarea><textarea name="told">As it was</textarea>
 <button name="go">Go</button><button name="do" value="send">Send</button>
</form>
<form method="post" action="/sign-out"><input name="x"></form>
<form action="/news/2/"><input name="q"></form>
"""


class Pages:
    """A browser of pages that stand here."""

    def __init__(self, pages):
        self.pages, self.asked = pages, Counter()

    def ask(self, path):
        self.asked[path] += 1
        return self.pages.get(path)


@pytest.fixture
def pages():
    news = "".join(f'<a href="/news/{n}/?year={n}#top">' for n in range(1, 40))
    found = {f"/news/{n}/?year={n}": "" for n in range(1, 40)}
    return Pages(
        {"/": f"{news}<a href='/own/abc/'><a href='//elsewhere/'>", "/own/abc/": FORM} | found
    )


def test_many_links_of_one_kind_do_not_hide_the_others(pages):
    seen = explore(pages, ADDRESSES, ["/"])
    assert (len(seen.pages["news"]), seen.pages["own"]) == (OF_A_KIND, ["/own/abc/"])
    assert set(pages.asked.values()) == {1}


def test_all_first_addresses_are_opened_and_those_that_are_refused_tell_nothing(pages):
    firsts = [f"/news/{n}/?year={n}" for n in (7, 8, 9)]
    seen = explore(pages, ADDRESSES, [*firsts, "/own/xyz/", "/nowhere"])
    assert seen.pages == {"news": ["/news/7/", "/news/8/", "/news/9/"]}


def test_a_form_is_sent_as_a_browser_would_send_it(pages):
    seen = explore(pages, ADDRESSES, ["/"])
    assert seen.forms == {
        "own": {
            "/own/abc/": {
                "website": "", "held_on": "01.12.2026", "way": "b", "yes": "y", "of": "k",
                "note": "text", "told": "As it was", "do": "send",
            }
        }
    }  # fmt: skip
    assert sent_forms(seen)["own"][0] == "/own/abc/"


def test_texts_in_an_address_are_marked_and_numbers_are_not(pages):
    found = with_queries(explore(pages, ADDRESSES, ["/"]))
    assert found == {"news": "/news/1/?year=39&q=1", "own by parts": "/own/abc*/"}


def test_a_description_offers_what_a_browser_would_send_and_tells_nobody_twice(pages):
    seen, already = explore(pages, ADDRESSES, ["/"]), set()
    paths = description.of_seen(seen, already)
    fields = json.dumps(paths["/own/abc/"]["post"]["requestBody"])
    assert ('"enum": ["As it was"]' in fields, "csrf_token" in fields) == (True, False)
    assert {"page", "year", "q"} <= {
        each["name"] for each in paths["/news/1/"]["get"]["parameters"]
    }
    assert description.of_seen(seen, already) == {}


def test_the_description_of_all_has_every_address_but_the_way_out():
    paths = description.of_all(ADDRESSES, Seen(ADDRESSES))
    assert sorted(paths) == ["/", "/news/{number}/", "/own/{token}/"]
    (number, *_rest) = paths["/news/{number}/"]["get"]["parameters"]
    assert number == {
        "name": "number", "in": "path", "required": True, "schema": {"type": "integer"},
    }  # fmt: skip


def test_what_one_role_tried_is_not_tried_by_the_next():
    tried = {"forms": {("forms", "own")}}
    target = Target("secretary", None, Seen(ADDRESSES), "SQLite", tried)
    assert untried("forms", {"own": 1, "news": 2}, target) == {"news": 2}


def test_where_sqlmap_was_stopped_is_left_for_the_next_role():
    places = {"own": "/own/abc*/", "news": "/news/1/?q=1", "later": "/news/2/?q=1"}
    log = "".join(f"testing URL 'http://127.0.0.1:1{places[key]}'\n" for key in ("own", "news"))
    assert done_of(places, log, is_whole=True) == ["own", "news"]
    assert done_of(places, log, is_whole=False) == ["own"]
