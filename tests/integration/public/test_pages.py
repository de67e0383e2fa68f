"""Every public page of the whole sample, on both databases."""

import json
from pathlib import Path

import pytest
import yaml
from flask import current_app
from sqlalchemy import select

from core.importing.sections import import_content
from core.papers.models import KeptPaper
from council.meetings.models import Meeting
from council.membership.models import Person
from council.minutes.models import MinutesEdition
from tests.conftest import NOW
from tests.reading import as_read
from tests.statements import counted_statements

SAMPLE = Path(__file__).parents[3] / "sample" / "zarechye.yaml"
MEETINGS = ((2023, 1), (2026, 1), (2026, 2), (2026, 3), (2026, 4), (2026, 5), (2025, 2))
PUBLISHED = MEETINGS[:5]
LISTS = (
    "/",
    "/meetings/",
    "/meetings/2023/",
    "/meetings/?q=отчет о программе",
    "/sitemap.xml",
    "/news.atom",
    "/privacy/",
)
MOST_STATEMENTS = 8


@pytest.fixture
def sample(session):
    content = yaml.load(SAMPLE.read_bytes(), Loader=yaml.CSafeLoader)
    sections = [each for part in current_app.extensions["parts"] for each in part.sections]
    assert import_content(content, sections, now=NOW).faults == ()


def test_every_public_page_of_the_sample_is_made_in_eight_statements(sample, client):
    pages = [f"/meetings/{year}/{number}/" for year, number in MEETINGS]
    minutes = [f"/meetings/{year}/{number}/minutes/" for year, number in PUBLISHED]
    for path in (*LISTS, *pages, *minutes):
        with counted_statements() as found:
            response = client.get(path)
        assert response.status_code == 200, path
        assert len(found) <= MOST_STATEMENTS, path


def test_the_sample_tells_its_stories(sample, client):
    founding = client.get("/meetings/2023/1/").text
    assert "Долматова\u00a0И.С." in founding
    assert "<b>14</b>" in founding
    assert "<b>7</b>" in founding
    tie = client.get("/meetings/2026/2/").text
    assert "Голоса разделились поровну, решил голос председательствующего: принято." in tie
    assert "12–18 августа 2026 г." in as_read(client.get("/meetings/2026/3/").text)
    assert "Особое мнение" in client.get("/meetings/2026/4/").text
    assert "Повестка формируется" in client.get("/meetings/2026/5/").text
    assert "до открытия этого сайта" in client.get("/meetings/2025/2/").text


def test_an_absentee_vote_is_named_by_its_last_day_in_lists_search_and_minutes(sample, client):
    """Its first day, 12 August, says who had a vote; it is no name."""
    for path in ("/meetings/2026/", "/meetings/?q=компенсации затрат"):
        text = client.get(path).text.replace("\u00a0", " ")
        assert "18 авг" in text, path
        assert "12 авг" not in text, path
    minutes = client.get("/meetings/2026/3/minutes/").text.replace("\u00a0", " ")
    assert "Заочное голосование № 3-2026, 18 августа 2026 г." in minutes


def test_minutes_without_a_day_of_signing_claim_none(session, client, sign_in, build):
    content = yaml.load(SAMPLE.read_bytes(), Loader=yaml.CSafeLoader)
    [node] = [each for each in content["meetings"] if each["id"] == "z-2026-4"]
    del node["minutes_signed"], node["minutes_published"]
    sections = [each for part in current_app.extensions["parts"] for each in part.sections]
    assert import_content(content, sections, now=NOW).faults == ()
    meeting = session.scalars(select(Meeting).where(Meeting.code == "z-2026-4")).one()
    person = session.get(Person, meeting.secretary_id)
    person.account_id = build.account("Кузнечихина").id
    session.commit()
    secretary = sign_in(person)

    for page in ("/meetings/2026/4/", "/meetings/2026/4/minutes/"):
        text = client.get(page).text
        assert "День подписания неизвестен" in text
        assert "одписан 2" not in text
        assert ", опубликован" not in text
    edition = session.scalars(select(MinutesEdition.id).filter_by(meeting_id=meeting.id)).one()
    [kept] = session.scalars(select(KeptPaper).where(KeptPaper.subject_id == edition)).all()
    assert [(each["name"], each["at"]) for each in json.loads(as_read(kept.signers))] == [
        ("А.Н. Ветлугин", None),
        ("М.О. Кузнечихина", None),
    ]
    desk = as_read(secretary.get(f"/desk/minutes/{edition}/").text)
    assert "день неизвестен" in desk
    assert "росроч" not in desk


def test_visitors_of_the_sample_are_named_nowhere(sample, client):
    """Two applied to the meeting in preparation; business people without consent stay roles."""
    for path in ("/", "/meetings/2026/5/", "/meetings/2026/4/", "/meetings/2026/4/minutes/"):
        text = client.get(path).text
        assert "Черных Пётр" not in text
        assert "Кузьмич Олег" not in text


def test_a_page_that_has_not_changed_costs_one_statement(sample, client):
    for path in ("/", "/meetings/", "/meetings/2026/4/", "/meetings/2026/4/minutes/"):
        tag = client.get(path).headers["ETag"]
        with counted_statements() as found:
            response = client.get(path, headers={"If-None-Match": tag})
        assert (response.status_code, len(found)) == (304, 1)
