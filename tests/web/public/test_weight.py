"""What a public page costs somebody on a slow line: kilobytes as they are sent, and requests."""

import gzip
import re

import pytest

from core.config import ROOT

LOADED = re.compile(r"<(?:link rel=\"(?:stylesheet|icon)\"|script)[^>]*?(?:href|src)=\"(/[^\"]+)")
ALSO = re.compile(r"url\(\"?([^\")]+)\"?\)")
KILOBYTE = 1000
# The two files of letters that every page has; a sheet of minutes has four more of its own.
FONTS = ("golos-text-5.3.0/*-cyrillic-wght-*", "golos-text-5.3.0/*-latin-wght-*")
SHEET = ("pt-serif-5.3.0/*-cyrillic-[47]00-normal*", "pt-serif-5.3.0/*-latin-[47]00-normal*")


def weighed(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    size = len(gzip.compress(answer.data))
    answer.close()
    return size


def files_of(client, address):
    """Style sheets, those they import, scripts and the icon."""
    found = LOADED.findall(client.get(address).text)
    sheet = (ROOT / "static/theme.css").read_text(encoding="utf-8")
    imported = ALSO.findall(sheet.split("@font-face")[0])
    return [*found, *(f"/static/{each}" for each in imported)]


def letters(patterns):
    found = [path for each in patterns for path in (ROOT / "static/vendor").glob(each)]
    return len(found), sum(path.stat().st_size for path in found)


@pytest.fixture
def addresses(minutes, public):
    hall = minutes.hall()
    minutes.published(hall)
    public.open_meeting()
    return ("/", "/meetings/", f"/meetings/2026/{hall.meeting.number}/", "/assignments/", "/plan/")


def test_a_page_comes_in_eight_requests_and_under_a_hundred_kilobytes(client, addresses):
    count, weight = letters(FONTS)
    for address in addresses:
        files = files_of(client, address)
        sizes = {each: weighed(client, each) for each in files}
        styles = sum(size for each, size in sizes.items() if each.endswith(".css"))
        scripts = sum(size for each, size in sizes.items() if each.endswith(".js"))
        assert len(sizes) >= 4, files
        assert 1 + len(files) + count <= 8, address
        assert styles < 30 * KILOBYTE, address
        assert scripts < 20 * KILOBYTE, address
        assert weighed(client, address) + sum(sizes.values()) + weight < 100 * KILOBYTE, address


def test_the_letters_of_a_sheet_weigh_what_they_have_to(addresses):
    assert letters(SHEET) == (4, pytest.approx(105_000, rel=0.05))
