"""Two processes behind nginx, on one database: F16 in every place, and limits of signing in.

Whatever a process or nginx keeps of a page, a second after a publication or a withdrawal every
place where the minutes are public tells the same. Ten rounds on each database, and on PostgreSQL
with limits counted in Redis, which is then lost while the site works.
"""

import re
import time
from contextlib import ExitStack
from urllib.parse import quote, urlencode

import pytest
import redis

from core.adapters.database import db
from core.adapters.limits import RateCount
from council.meetings.models import Meeting
from council.minutes import services
from council.minutes.models import MinutesEdition
from council.minutes.queries.published import preview_of
from council.minutes.rules import EditionState
from council.minutes.rules.signing import minutes_sha256
from tests.application import DATABASES
from tests.builders import Builder
from tests.builders_minutes import MinutesBuilder
from tests.conftest import NOW
from tests.integration.operation.test_deploy import nginx
from tests.races import committed_app, refusals_at_once
from tests.serving import Served, asked
from tests.stores import redis_server

ROUNDS = 10
WITHIN = 1.0  # seconds; TRUST.md F16
WORD = "дирижабль"
AWAY = 60  # seconds for as many searches while the store of limits is away
FREE = 5  # attempts to sign in with one address from one network in a minute


@pytest.fixture(scope="module", params=(*DATABASES, "postgresql and redis"))
def site(request, tmp_path_factory):
    """An application for the acts, two served processes on its database, nginx before them."""
    folder = tmp_path_factory.mktemp("two")
    database, _, store = request.param.partition(" and ")
    with ExitStack() as running, committed_app(database, request, folder) as app:
        url, counted = app.config["SQLALCHEMY_DATABASE_URI"], {}
        if store:
            counted["RATE_LIMITS_URL"] = running.enter_context(redis_server(folder))
        app.store = counted.get("RATE_LIMITS_URL", "")
        app.served = [running.enter_context(Served(folder, url, **counted)) for _ in range(2)]
        ports = [each.port for each in app.served]
        address = running.enter_context(nginx(tmp_path_factory.mktemp("front"), ports))
        app.front = int(address.rpartition(":")[2])
        wait_for(app.front)
        yield app


@pytest.fixture(scope="module")
def minutes(site):
    with site.app_context():
        build = Builder(db.session, NOW)
        yield MinutesBuilder(build, build.council())
        db.session.remove()


def wait_for(port):
    deadline = time.monotonic() + 20
    while asked(port, "GET", "/") is None:
        assert time.monotonic() < deadline, "nginx does not answer"
        time.sleep(0.05)


def get(site, path):
    answer = asked(site.front, "GET", path)
    assert answer is not None, f"{path} was not answered"
    return answer


def told(site, page):
    """By place, whether the minutes are public there; a paper may be in the making."""
    pdf = get(site, f"{page}minutes.pdf")
    return {
        "page": WORD in get(site, page).text,
        "minutes": get(site, f"{page}minutes/").status == 200,
        "paper": pdf.status in {200, 202, 503},
        "assignments": WORD in get(site, "/assignments/").text,
        "search": page in get(site, f"/meetings/?q={quote(WORD)}&at={time.monotonic()}").text,
        "site map": f"{page}minutes/" in get(site, "/sitemap.xml").text,
    }


def is_public(site, edition_id):
    with site.app_context():
        row = db.session.get(MinutesEdition, edition_id, populate_existing=True)
        found = row.state is EditionState.PUBLISHED
        db.session.remove()
        return found


def page_of(meeting_id):
    meeting = db.session.get(Meeting, meeting_id)
    return f"/meetings/{meeting.year}/{meeting.number}/"


def agree_soon(site, page, wanted):
    """Seconds until every place tells what is stored; those that never do."""
    began = time.monotonic()
    while True:
        asked_at = time.monotonic() - began
        wrong = [place for place, has in told(site, page).items() if has != wanted]
        if not wrong or asked_at > WITHIN:
            return asked_at, wrong


def test_f16_a_second_later_every_place_tells_what_the_last_to_commit_left(site, minutes, figure):
    hall = minutes.hall()
    hall.resolutions[0].text = hall.resolutions[1].text = f"Купить {WORD}."
    db.session.commit()
    edition = minutes.published(hall)
    page, edition_id, secretary = page_of(hall.meeting.id), edition.id, minutes.secretary
    assert agree_soon(site, page, wanted=True)[1] == []
    took, ended = [], []
    for _ in range(ROUNDS):
        if is_public(site, edition_id):
            services.withdraw_minutes(edition_id, "Ошибка", actor=secretary, now=NOW)
        shown = minutes_sha256(preview_of(edition_id).text)
        refusals_at_once(
            site,
            lambda s=shown: services.publish_minutes(edition_id, s, actor=secretary, now=NOW),
            lambda: services.withdraw_minutes(edition_id, "Ошибка", actor=secretary, now=NOW),
        )
        ended.append(is_public(site, edition_id))
        seconds, wrong = agree_soon(site, page, wanted=ended[-1])
        assert wrong == []
        took.append(seconds)
    figure(agreed_after=round(max(took), 2), ended_public=ended.count(True), rounds=ROUNDS)


def knock(port, address, email):
    """One attempt with a wrong password, its form fetched first as browsers do."""
    here = {"X_Forwarded_For": address, "Origin": "https://localhost"}
    page = asked(port, "GET", "/sign-in", **here)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[1]
    cookie = re.match(r"[^;]+", page.headers["Set-Cookie"])[0]
    typed = urlencode({"csrf_token": token, "email": email, "password": "not the password"})
    kind = "application/x-www-form-urlencoded"
    return asked(port, "POST", "/sign-in", typed, Cookie=cookie, Content_Type=kind, **here).status


def test_attempts_to_sign_in_are_counted_by_both_processes_together(site):
    ports = [each.port for each in site.served]
    found = [knock(ports[n % 2], "192.0.2.1", "m1@example.org") for n in range(2 * FREE)]
    assert found.index(429) <= FREE
    assert set(found[found.index(429) :]) == {429}
    assert [knock(port, "192.0.2.2", "other@example.org") for port in ports] == [422, 422]


def search(site, number, address):
    """One search, of both processes in turn."""
    port = site.served[number % 2].port
    return asked(port, "GET", "/meetings/?q=x", X_Forwarded_For=address)


def test_searches_are_counted_by_both_processes_together(site):
    found = [search(site, n, "192.0.2.9").status for n in range(32)]
    assert found == [200] * 30 + [429] * 2


def test_what_is_counted_stands_in_the_store_that_was_chosen(site):
    search(site, 0, "192.0.2.10")
    with site.app_context():
        rows = db.session.query(RateCount).count()
        db.session.remove()
    if not site.store:
        assert rows
        return
    with redis.Redis.from_url(site.store) as store:
        assert store.dbsize()
    assert rows == 0


def test_while_redis_is_away_each_process_counts_for_itself_and_all_are_answered(site):
    """Comes last: nobody starts the server again."""
    if not site.store:
        pytest.skip("counted in the database")
    with redis.Redis.from_url(site.store) as store:
        store.shutdown(nosave=True)
    began = time.monotonic()
    found = [search(site, n, "192.0.2.11").status for n in range(62)]
    assert found == [200] * 60 + [429] * 2
    assert time.monotonic() - began < AWAY
    assert search(site, 0, "192.0.2.12").status == 200
