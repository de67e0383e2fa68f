"""Every page that each role can reach: no dead link, no English, well built, to be read by anybody.

Pages are read without a window first. Each build of a page (what elements it is made of) is opened
in the browser for axe; one that holds something new is looked at in all other ways too: sight.py.
Only GET is used, so the walk changes nothing. It takes longer than `make test` may: `make walk`.
`make themes` opens every page for every role, also one built like another, in every theme.
"""

import os
from urllib.parse import urlsplit

import pytest

from core.adapters.clock import clock
from tests import construction
from tests.journeys.conftest import PATIENCE
from tests.journeys.people import Person
from tests.journeys.rounds import ROLES, Site, fill, walk
from tests.journeys.sight import SMALLEST, build_faults, look_faults, theme_faults, width_faults
from tests.journeys.site import START, served
from tests.journeys.walking import Reading, faults_of, pattern_of
from tests.journeys.wrong import answer_faults, asking_forms, send_wrong

WALK = os.environ.get("WALK")
pytestmark = pytest.mark.skipif(not WALK, reason="every page takes minutes: make walk")
once_a_build = pytest.mark.skipif(WALK == "themes", reason="part of make walk")
each_theme = pytest.mark.skipif(WALK != "themes", reason="takes an hour: make themes")


@pytest.fixture(scope="module", params=("full", "empty"))
def site(request, tmp_path_factory, seen):
    folder = tmp_path_factory.mktemp("walk")
    clock.stopped_at = START
    tokens, ways = fill(folder, is_full=request.param == "full")
    with served(folder) as (base, app):
        yield Site(request.param, seen, base, app, tokens, ways)


@pytest.fixture
def phone(browser, site, seen):
    """`phone(role)` -> somebody on a small screen, signed in by the cookie."""
    contexts = []

    def person(role):
        context = browser.new_context(viewport=SMALLEST, locale="ru-RU", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        client = site.client(role)
        cookie = client.get_cookie("session", domain=urlsplit(site.base).hostname)
        if cookie:
            context.add_cookies([{"name": "session", "value": cookie.value, "url": site.base}])
        return Person(context.new_page(), site.base, seen)

    yield person
    for context in contexts:
        context.close()


@once_a_build
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_whole_for(role, site, phone):
    person, faults = phone(role), []
    for path, pattern, page, found in walk(site, role):
        faults += [f"{path}: {fault}" for fault in found]
        if page.headings and site.is_another(page, pattern):
            faults += [f"{path}: {fault}" for fault in look(site, person, path, pattern, page)]
    assert not faults, "\n".join(faults)


def look(site, person, path, pattern, page):
    """Open the page on a phone; look in every other way at what was not seen before."""
    person.page.goto(person.base + path)
    person.keep_html()
    yield from person.foreign
    yield from build_faults(person.page)
    if site.is_another_kind(pattern):
        yield from width_faults(person.page)
    if site.is_new(page):
        yield from look_faults(person)


@each_theme
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_seen_in_every_theme_by(role, site, phone, figure):
    person, faults, looked_at = phone(role), [], 0
    for path, _pattern, page, _found in walk(site, role):
        if page.headings:
            person.page.goto(person.base + path)
            faults += [f"{path}: {fault}" for fault in theme_faults(person.page)]
            looked_at += 1
    figure(pages=looked_at)
    assert looked_at
    assert not faults, "\n".join(faults)


@once_a_build
@pytest.mark.parametrize("role", ROLES)
def test_every_form_says_what_is_wrong_to(role, site, phone):
    """Comes last: a form that takes anything changes the world."""
    faults = list(wrong_faults(site, role, phone(role), read_answer))
    assert not faults, "\n".join(faults)


@each_theme
@pytest.mark.parametrize("role", ROLES)
def test_what_is_wrong_is_seen_in_every_theme_by(role, site, phone, figure):
    """Comes last, as the one before."""
    looked_at = []

    def read(_site, person, action, _typed):
        looked_at.append(action)
        yield from theme_faults(person.page)

    faults = list(wrong_faults(site, role, phone(role), read))
    figure(forms=len(looked_at))
    assert not faults, "\n".join(faults)


def wrong_faults(site, role, person, read):
    for path, _pattern, page, _found in walk(site, role):
        if page.headings and has_form(page):
            yield from (f"{path}: {fault}" for fault in wrong_answers(site, person, path, read))


def has_form(page):
    return any(kind.startswith("form.") for *_, kind in page.build)


def wrong_answers(site, person, path, read):
    page = person.page
    page.goto(person.base + path)
    for place, action, names in asking_forms(page):
        if not site.is_another_form(pattern_of(site.app.url_map, action, "POST"), names):
            continue
        page.goto(person.base + path)
        typed = send_wrong(page, place)
        yield from (f"{action}: {fault}" for fault in read(site, person, action, typed))


def read_answer(site, person, action, typed):
    """The page that answers is whole as any other, and says what is wrong."""
    page = person.page
    reading = Reading(page.content())
    yield from faults_of(reading, site.base)
    yield from construction.faults_of(page.content())
    yield from build_faults(page)
    if page.locator("[data-errors] a").count():
        yield from answer_faults(page, action, typed)
    elif page.locator(".govuk-error-message").count():
        yield "an error without a summary"
