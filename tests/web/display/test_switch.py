"""The version for people who see badly: turned on by a link, kept in a cookie, on every page."""

import re

import pytest

from core.kernel.display import SPECIAL

ON = "/display/?version=special&next=/meetings/"


def classes(page):
    return re.search(r"<html class=\"([^\"]*)\"", page.text)[1].split()


def test_nobody_gets_a_cookie_or_another_look_unasked(client, council):
    page = client.get("/")
    assert "Set-Cookie" not in page.headers
    assert classes(page) == ["govuk-template"]
    assert "display.css" not in page.text


def test_the_switch_turns_it_on_for_every_page_and_leads_back(client, council):
    answer = client.get(ON)
    assert (answer.status_code, answer.location) == (303, "/meetings/")
    for path in ("/", "/meetings/", "/sign-in", "/nowhere"):
        page = client.get(path)
        assert "display-size-large" in classes(page)
        assert "display-colours-black_on_white" in classes(page)
        assert "Размер букв" in page.text


def test_each_choice_changes_one_thing_and_keeps_the_others(client, council):
    client.get(ON)
    client.get("/display/?colours=white_on_black&next=/")
    client.get("/display/?spacing=wide&next=/")
    assert {"display-size-large", "display-colours-white_on_black", "display-spacing-wide"} <= set(
        classes(client.get("/"))
    )


def test_the_usual_version_takes_the_cookie_away(client, council):
    client.get(ON)
    client.get("/display/?version=usual&next=/")
    assert client.get_cookie("display") is None
    assert classes(client.get("/")) == ["govuk-template"]


def test_described_pictures_are_not_loaded(client, council):
    usual = client.get("/").headers["Content-Security-Policy"]
    client.get("/display/?pictures=described&next=/")
    described = client.get("/").headers["Content-Security-Policy"]
    assert described == usual.replace("img-src 'self' data:", "img-src 'none'") != usual


@pytest.mark.parametrize(
    "asked", ("", "?size=enormous", "?version=other", "?colour=blue", "?size=%00", "?size=")
)
def test_what_no_link_of_ours_asks_is_not_found(client, council, asked):
    assert client.get(f"/display/{asked}").status_code in {400, 404}
    assert client.get_cookie("display") is None


@pytest.mark.parametrize("place", ("https://evil.example/", "//evil.example", "/nowhere", "\\evil"))
def test_it_never_leads_away_from_the_site(client, council, place):
    answer = client.get("/display/", query_string={"version": "special", "next": place})
    assert answer.location == "/"


def test_a_page_kept_for_one_look_is_not_shown_in_another(client, council):
    usual = client.get("/").headers.get("ETag")
    client.set_cookie("display", SPECIAL.written)
    special = client.get("/")
    assert "display.css" in special.text
    assert special.headers.get("ETag") != usual or usual is None
    if usual:
        assert client.get("/", headers={"If-None-Match": usual}).status_code == 200
