"""How public pages are answered: conditional requests, cookies, statements, methods."""

import pytest
from sqlalchemy import select

from core.adapters.database import db
from core.adapters.journal import JournalEntry
from council.assignments.models import Assignment
from council.assignments.rules import AssignmentState
from council.meetings.models import Meeting
from council.meetings.rules.kinds import DecisionKind
from council.membership.models import PublicationConsent
from council.membership.rules import ConsentScope
from council.minutes import services
from council.minutes.queries.published import find_published
from portal.caching import KeptPages, made_once
from tests.builders_public import NEXT
from tests.conftest import NOW
from tests.statements import counted_statements

MOST_STATEMENTS = 8
POLICY = "public, max-age=0, must-revalidate"


@pytest.fixture
def hall(minutes):
    """A meeting with published minutes."""
    hall = minutes.hall()
    minutes.published(hall)
    return hall


@pytest.fixture
def paths(hall, public):
    """Every kind of public page about meetings."""
    ahead = public.open_meeting()
    page = f"/meetings/2026/{hall.meeting.number}/"
    return (
        "/",
        "/meetings/",
        "/meetings/2026/",
        page,
        f"{page}minutes/",
        f"/meetings/2026/{ahead.number}/",
        "/privacy/",
        "/accessibility/",
    )


def tag_of(client, path):
    return client.get(path).headers["ETag"]


def again(client, path, tag):
    return client.get(path, headers={"If-None-Match": tag})


def test_a_page_that_has_not_changed_costs_one_statement_and_no_body(client, paths):
    for path in paths:
        tag = tag_of(client, path)
        with counted_statements() as found:
            response = again(client, path, tag)
        assert (response.status_code, response.data, len(found)) == (304, b"", 1), path
        assert response.headers["ETag"] == tag
        assert response.headers["Cache-Control"] == POLICY
        assert "Cookie" in response.headers["Vary"]


def test_public_pages_are_shared_and_set_no_cookie(client, paths):
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == POLICY, path
        assert response.headers["Vary"] == "Cookie"
        assert "Set-Cookie" not in response.headers


def test_head_answers_like_get_without_a_body(client, paths):
    for path in paths:
        response = client.head(path)
        assert (response.status_code, response.data) == (200, b"")
        assert response.headers["ETag"] == tag_of(client, path)


def test_whoever_is_signed_in_gets_a_page_of_their_own(paths, council, sign_in):
    client = sign_in(council.secretary)
    for path in paths:
        response = client.get(path)
        assert response.headers["Cache-Control"] == "no-store"
        assert "ETag" not in response.headers
        assert "Рабочее место" in response.text


def test_the_languages_have_versions_of_their_own(client, paths):
    tags = {path: tag_of(client, path) for path in paths}
    client.set_cookie("language", "en")
    for path, tag in tags.items():
        assert again(client, path, tag).status_code == 200


def change_consent(hall, public, minutes):
    public.build.add(
        PublicationConsent(
            person_id=minutes.council.rival.id,
            scope=ConsentScope.NAME,
            text_version="1",
            given_at=NOW,
        )
    )


def change_assignment(hall, public, minutes):
    row = db.session.scalars(select(Assignment)).first()
    row.state, row.closed_on = AssignmentState.CLOSED, NOW.date()
    row.revision += 1
    db.session.commit()


def change_withdrawn(hall, public, minutes):
    edition_id = find_published(hall.meeting.id).edition_id
    services.withdraw_minutes(edition_id, "Ошибка", actor=minutes.secretary, now=minutes.now)


@pytest.mark.parametrize("change", (change_consent, change_assignment, change_withdrawn))
def test_whatever_the_page_shows_changes_its_version(client, hall, public, minutes, change):
    page = f"/meetings/2026/{hall.meeting.number}/"
    tags = {path: tag_of(client, path) for path in ("/", page)}
    change(hall, public, minutes)
    for path, tag in tags.items():
        assert again(client, path, tag).status_code == 200


def test_a_taken_seat_changes_the_front_page_and_the_meeting(client, public):
    meeting = public.open_meeting(3)
    page = f"/meetings/2026/{meeting.number}/"
    tags = {path: tag_of(client, path) for path in ("/", page)}
    public.applies(meeting)
    for path, tag in tags.items():
        assert again(client, path, tag).status_code == 200


def test_the_day_is_part_of_the_version(client, public, stopped_clock):
    page = f"/meetings/2026/{public.open_meeting().number}/"
    tag = tag_of(client, page)
    stopped_clock.stopped_at = NEXT
    assert again(client, page, tag).status_code == 200


def test_signing_in_changes_no_public_page(client, public):
    page = f"/meetings/2026/{public.open_meeting().number}/"
    tag = tag_of(client, page)
    signing_in = client.application.test_client()
    signing_in.submit("/sign-in", {"email": "nobody@example.org", "password": "wrong"})
    query = select(JournalEntry.id).where(JournalEntry.what == "account.sign_in_failed")
    assert db.session.scalars(query).one()
    assert again(client, page, tag).status_code == 304


@pytest.mark.parametrize("items", (1, 20))
def test_the_number_of_statements_does_not_grow_with_items(client, minutes, public, items):
    hall = minutes.hall()
    for number in range(3, items + 3):
        item = minutes.item(hall.meeting, number, f"Вопрос {number}")
        public.speaker(item, minutes.council.coordinator)
        public.material(item, f"Файл {number}.pdf")
        minutes.resolution(item, 1, "Решить")
        minutes.carried_out_by(
            minutes.resolution(item, 2, "Поручить", kind=DecisionKind.ASSIGNMENT),
            minutes.council.member,
        )
        minutes.voted(item, 7, 1, 1)
    minutes.published(hall)
    ahead = public.open_meeting()
    for number in range(1, items + 1):
        public.speaker(public.agreed(ahead, number), minutes.council.chair)
    page = f"/meetings/2026/{hall.meeting.number}/"
    for path in (
        "/",
        "/meetings/",
        page,
        f"{page}minutes/",
        f"/meetings/2026/{ahead.number}/",
        "/sitemap.xml",
        "/privacy/",
        "/meetings/?q=вопрос",
    ):
        with counted_statements() as found:
            assert client.get(path).status_code == 200
        assert len(found) <= MOST_STATEMENTS, f"{path}: {len(found)}"


@pytest.mark.parametrize("meetings", (1, 20))
def test_the_number_of_statements_does_not_grow_with_meetings(client, minutes, public, meetings):
    for number in range(meetings):
        public.open_meeting(number=500 + number)
    minutes.published()
    for path in ("/", "/meetings/", "/sitemap.xml"):
        with counted_statements() as found:
            assert client.get(path).status_code == 200
        assert len(found) <= MOST_STATEMENTS


def test_a_changed_database_needs_no_restart(client, public):
    meeting = public.open_meeting()
    page = f"/meetings/2026/{meeting.number}/"
    tag = tag_of(client, page)
    row = db.session.get_one(Meeting, meeting.id)
    row.place, row.revision = "Новый зал", row.revision + 1
    db.session.commit()
    assert "Новый зал" in again(client, page, tag).text


@pytest.fixture
def in_service(app):
    """The application as in service, where pages that were made are kept."""
    app.testing = False
    yield app
    app.testing = True
    for name in ("kept_pages", "kept_values"):
        app.extensions.pop(name, None)


def test_a_page_that_was_made_is_not_made_again_until_something_changes(in_service, client, public):
    meeting = public.open_meeting(3)
    page = f"/meetings/2026/{meeting.number}/"
    first = client.get(page)
    with counted_statements() as found:
        second = client.get(page)
    assert (second.data, len(found)) == (first.data, 1)
    assert second.headers["Content-Type"] == first.headers["Content-Type"]
    public.applies(meeting)
    assert "Осталось 2" in client.get(page).text


@pytest.mark.parametrize("page", ("/", "/accessibility/", "/privacy/"))
def test_nobody_is_shown_what_another_reader_asked_for(in_service, council, client, page):
    """A kept page has links back to itself: they hold the words of its first reader."""
    asked = client.get(f"{page}?word=planted")
    usual = client.get(page)
    assert "word%3Dplanted" in asked.text
    assert "planted" not in usual.text
    assert usual.headers["ETag"] != asked.headers["ETag"]


def test_what_pages_share_is_made_once_for_each_version(in_service):
    made = []

    def make():
        made.append(len(made))
        return made[-1]

    with in_service.app_context():
        answers = [made_once("counts", version, make) for version in ("a", "a", "b", "a")]
        assert answers == [0, 0, 1, 0]
        assert made_once("other", "a", make) == 2


def test_only_so_many_pages_are_kept_the_last_used_ones():
    kept = KeptPages(most=2)
    for tag in ("a", "b"):
        kept.keep(tag, tag.encode())
    assert kept.find("a") == b"a"
    kept.keep("c", b"c")
    assert [kept.find(tag) for tag in ("a", "b", "c")] == [b"a", None, b"c"]
