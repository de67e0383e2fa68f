"""Published minutes are found in three steps: by number, by day, by a word."""

import re

import pytest


def links(text):
    """Words -> address of each link of a page."""
    found = re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', text, re.DOTALL)
    return {" ".join(re.sub("<[^>]+>", "", words).split()): address for address, words in found}


def step(client, text, words):
    """Follow the link whose words contain these."""
    address = next(at for name, at in links(text).items() if words in name)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.text


@pytest.fixture
def hall(minutes):
    hall = minutes.hall()
    minutes.published(hall)
    return hall


def test_by_number_and_day(client, hall):
    listed = step(client, client.get("/").text, "Заседания")
    number = f"№ {hall.meeting.number}-{hall.meeting.year}"
    row = listed.replace("\u00a0", " ")
    assert number in row
    assert '<time class="date" datetime="2026-' in row
    meeting = step(client, row, number)
    assert "Текст протокола" in links(meeting)
    assert "ПРОТОКОЛ" in step(client, meeting, "Текст протокола").upper()


def test_by_a_word_of_a_decision(client, hall):
    listed = step(client, client.get("/").text, "Заседания")
    form = re.search(r'<form method="get" action="([^"]*)".*?name="(\w+)"', listed, re.DOTALL)
    found = client.get(form[1] or "/meetings/", query_string={form[2]: "логистика"}).text
    hits = [at for at in links(found).values() if f"/2026/{hall.meeting.number}/" in at]
    meeting = client.get(hits[0]).text
    assert "логистик" in meeting
    assert "Текст протокола" in links(meeting)


def test_the_address_of_minutes_stays_and_the_list_has_a_feed(client, hall):
    page = client.get("/meetings/").text
    feeds = [at for at in re.findall(r'href="([^"]+)"', page) if at.endswith(".ics")]
    assert feeds
    for feed in feeds:
        answer = client.get(feed.replace("webcal://localhost", ""))
        assert answer.mimetype == "text/calendar"
    address = f"/meetings/{hall.meeting.year}/{hall.meeting.number}/minutes/"
    assert client.get(address).status_code == 200
