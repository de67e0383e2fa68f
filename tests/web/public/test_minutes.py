"""The text of published minutes, its editions, and the papers of the site."""

import xml.etree.ElementTree as ET

import pytest
from sqlalchemy import select

from core.papers.models import KeptPaper
from council.minutes import services
from council.minutes.rules import PartKind
from council.minutes.services.papers import keep_public_now


@pytest.fixture
def corrected(minutes):
    """A meeting whose minutes were published, then corrected in a second edition."""
    hall = minutes.hall()
    minutes.published(hall)
    edition = services.start_correction(
        hall.meeting.id, "Исправлена опечатка в пункте 1", actor=minutes.secretary, now=minutes.now
    )
    services.send_to_sign(
        edition.id, revision=edition.revision, actor=minutes.secretary, now=minutes.now
    )
    minutes.sign_both(edition)
    minutes.publish(edition)
    return hall.meeting


def test_the_minutes_stand_as_a_document(minutes, page_of):
    hall = minutes.hall()
    minutes.published(hall)
    text = page_of(hall.meeting, "minutes/")
    assert "ПРОТОКОЛ" in text
    assert "РЕШИЛИ:" in text
    assert 'class="sheet"' in text
    assert "Пахотин" not in text
    assert "вместо имени указана роль" in text


def test_the_only_edition_leads_to_the_minutes(minutes, client):
    hall = minutes.hall()
    minutes.published(hall)
    response = client.get(f"/meetings/2026/{hall.meeting.number}/edition/1/")
    assert response.status_code == 302
    assert response.location == f"/meetings/2026/{hall.meeting.number}/minutes/"


def test_an_earlier_edition_stays_readable_and_says_that_it_no_longer_holds(corrected, page_of):
    assert "Это прежняя редакция" in page_of(corrected, "edition/1/")
    now_holding = page_of(corrected, "minutes/")
    assert "Это прежняя редакция" not in now_holding
    assert "Исправлена опечатка в пункте 1" in now_holding
    text = page_of(corrected)
    assert "редакция 2" in text
    assert f"/meetings/2026/{corrected.number}/edition/1/" in text
    assert "В редакции от 21\u00a0ноября 2026\u00a0г." in text
    page_of(corrected, "edition/3/", status=404)


def test_minutes_that_were_brought_over_say_on_every_page_that_they_were_not_signed_here(
    minutes, page_of, sign_in, council
):
    meeting = minutes.brought_over()
    here, other = f"/desk/meetings/{meeting.id}/minutes/", minutes.hall()
    minutes.published(other)
    desk = sign_in(council.secretary)
    for text in (page_of(meeting), page_of(meeting, "minutes/"), desk.get(here).text):
        assert "Протокол внесён при переносе сведений, на сайте не подписывался." in text
        assert "20\u00a0ноября 2026\u00a0г." in text
        assert "17:00" not in text
    signed = desk.get(f"/desk/meetings/{other.meeting.id}/minutes/").text
    for text in (page_of(other.meeting), page_of(other.meeting, "minutes/"), signed):
        assert "при переносе сведений" not in text


def test_the_proof_of_a_paper_that_was_brought_over_names_no_signature_and_no_hour(
    minutes, client, session
):
    meeting = minutes.brought_over()
    keep_public_now(meeting.id, 1, now=minutes.now)
    kind = KeptPaper.kind.startswith("public:")
    code = session.scalars(select(KeptPaper.code).where(kind)).one()
    text = client.get(f"/documents/{code}/").text.replace("\u00a0", " ")

    assert "Внесено при переносе сведений, на сайте не подписывалось" in text
    assert "И.И. Иванов – Секретарь, 20 ноября 2026 г." in text
    assert "17:00" not in text


def test_a_restricted_part_is_marked_in_the_document(minutes, build, page_of):
    hall = minutes.hall()
    edition = minutes.signed(hall)
    minutes.part(edition, PartKind.ATTENDANCE).is_restricted = True
    build.session.commit()
    minutes.publish(edition)
    text = page_of(hall.meeting, "minutes/")
    assert "<em>" in text
    assert "Ветлугин" not in text.split("ПОВЕСТКА")[0].split('class="sheet"')[1]


def test_the_site_map_names_public_pages_only(minutes, public, client):
    hall = minutes.hall()
    minutes.published(hall)
    draft = minutes.hall()
    minutes.signed(draft)
    root = ET.fromstring(client.get("/sitemap.xml").text)  # noqa: S314 - our own
    found = [place.text.removeprefix("http://localhost") for place in root.iter() if place.text]
    page = f"/meetings/2026/{hall.meeting.number}/"
    assert {"/", "/meetings/", "/meetings/2026/", page, f"{page}minutes/"} <= set(found)
    assert f"/meetings/2026/{draft.meeting.number}/minutes/" not in found
    for path in found:
        if path.startswith("/meetings"):
            assert client.get(path).status_code == 200, path


def test_robots_are_kept_from_personal_pages(client):
    text = client.get("/robots.txt").text
    assert "Disallow: /meetings/visit/" in text
    assert "Disallow: /desk/" in text
    assert "Sitemap: http://localhost/sitemap.xml" in text


def test_security_txt_is_valid_for_half_a_year(client):
    response = client.get("/.well-known/security.txt")
    assert response.mimetype == "text/plain"
    assert "Expires: 2027-05-20T05:00:00Z" in response.text
    assert "Contact: http://localhost/privacy/" in response.text


def test_the_paper_on_personal_data_names_the_operator(council, client):
    text = client.get("/privacy/").text
    assert "Министерство экономического развития" in text
    assert "ИНН\u00a09699000020" in text


def test_the_footer_of_every_page_leads_to_both_papers(council, client):
    for path in ("/", "/meetings/", "/accessibility/", "/nowhere"):
        text = client.get(path).text
        assert '<a href="/privacy/">' in text
        assert '<a href="/accessibility/">' in text
