"""Extracts and lists that are given out: numbered, kept as they were, proved; each issue is new."""

import re
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

import pytest

from core.adapters.database import db
from core.adapters.journal import list_history
from core.papers.models import IssuedPaper, KeptPaper
from council.meetings.models import Meeting
from council.minutes.rules import PartKind


@pytest.fixture
def edition(minutes):
    return minutes.signed()


@pytest.fixture
def extract(minutes, edition):
    """The address of the issued extracts of an item."""
    return f"/desk/issued/extract/{minutes.part(edition, PartKind.ITEM).id}/"


@pytest.fixture
def outsider(sign_in, build):
    return sign_in(build.account("Чужой"))


def rows():
    return db.session.query(IssuedPaper).order_by(IssuedPaper.number).all()


def file_of(client, row):
    return client.get(f"/desk/issued/{row.code}/paper.pdf").data


def test_an_issued_extract_has_a_number_a_day_and_who_issued_it(
    secretary, extract, rendered, council
):
    page = secretary.get(extract).text
    assert "Пока ничего не выдано" in page
    assert f'action="{extract}"' in page
    assert re.search(r"<button[^>]*>\s*Выдать\s*</button>", page)
    assert secretary.submit(extract, {}).status_code == 303
    (row,) = rows()
    page = secretary.get(extract).text
    assert row.code in page
    assert row.issued_by in page
    file_of(secretary, row)
    text = rendered[-1].replace("\u00a0", " ")
    assert "ВЫПИСКА ИЗ ПРОТОКОЛА" in text
    name = row.issued_by.replace("\u00a0", " ").rstrip(".")
    assert f"Выдано 21 ноября 2026 г., № 1. {name}." in text
    assert f"/documents/{row.code}/" in text
    assert "«___»" not in text
    assert [each.what for each in list_history([row.of_id])] == ["paper.issued"]


def test_its_bytes_are_kept_and_another_issue_is_another_paper(secretary, extract, rendered):
    secretary.submit(extract, {})
    first = rows()[0]
    content = file_of(secretary, first)
    secretary.submit(extract, {})
    second = rows()[1]

    assert file_of(secretary, first) == content
    assert db.session.get(KeptPaper, first.code).sha256 == sha256(content).hexdigest()
    assert (first.number, second.number) == (1, 2)
    assert first.code != second.code
    assert file_of(secretary, second) != content


def test_whoever_has_the_file_learns_what_it_is_and_a_guessed_number_tells_little(
    secretary, client, extract, rendered
):
    secretary.submit(extract, {})
    (row,) = rows()
    content = file_of(secretary, row)
    by_number = client.get(f"/documents/{row.code}/").text
    by_file = client.submit("/documents/", {"paper": (BytesIO(content), "Выписка.pdf")}).text

    assert "Документ подлинный" in by_number
    assert row.issued_by not in by_number
    assert "Выписка из протокола" in by_file
    assert row.issued_by in by_file
    assert "paper.pdf" not in by_file
    assert client.get(f"/documents/{row.code}/paper.pdf").status_code == 404


@pytest.mark.parametrize("kind", ("assignments", "control", "composition"))
def test_lists_are_issued_by_the_secretary_and_read_by_the_body(
    secretary, member, edition, rendered, kind
):
    body_id = db.session.get(Meeting, edition.meeting_id).body_id
    of_id = edition.meeting_id if kind == "assignments" else body_id
    address = f"/desk/issued/{kind}/{of_id}/"
    assert secretary.submit(address, {}).status_code == 303
    (row,) = rows()
    assert file_of(member, row).startswith(b"%PDF")
    page = member.get(address).text
    assert row.code in page
    assert "Выдать" not in page


def test_who_only_reads_issues_nothing(member, secretary, extract, rendered):
    token = secretary.token(extract)
    assert member.get(extract).status_code == 200
    assert member.post(extract, data={"csrf_token": token}).status_code in {400, 404}
    assert rows() == []


def test_strangers_see_neither_the_list_nor_the_file(
    secretary, client, outsider, extract, rendered
):
    secretary.submit(extract, {})
    (row,) = rows()
    for address in (extract, f"/desk/issued/{row.code}/paper.pdf"):
        assert outsider.get(address).status_code == 404
        assert client.get(address).status_code in {302, 401}


def test_nothing_is_issued_of_what_is_not_there(secretary, minutes, extract):
    draft = minutes.drafted()
    part = minutes.part(draft, PartKind.ITEM)
    for kind, of_id in (
        ("extract", part.id),
        ("extract", uuid4()),
        ("assignments", uuid4()),
        ("control", uuid4()),
        ("composition", uuid4()),
        ("participants", uuid4()),
        ("letters", uuid4()),
    ):
        assert secretary.get(f"/desk/issued/{kind}/{of_id}/").status_code == 404


def test_the_pages_of_the_records_lead_to_what_was_issued(secretary, edition, council, extract):
    assert extract in secretary.get(f"/desk/minutes/{edition.id}/extracts/").text
    assert f"/desk/issued/control/{council.body.id}/" in secretary.get("/desk/assignments/").text
    papers = secretary.get(f"/desk/meetings/{edition.meeting_id}/papers/").text
    assert f"/desk/issued/assignments/{edition.meeting_id}/" in papers
