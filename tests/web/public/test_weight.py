"""What a public page costs somebody on a slow line: kilobytes as they are sent, and requests."""

import gzip
import re

import pytest
from fontTools.ttLib import TTFont

from core.config import ROOT

LOADED = re.compile(r"<(?:link rel=\"(?:stylesheet|icon)\"|script)[^>]*?(?:href|src)=\"(/[^\"]+)")
ALSO = re.compile(r"url\(\"?([^\")]+)\"?\)")
FACE = re.compile(
    r"@font-face\{[^}]*url\(\"letters/([\w-]+)\.woff2\"\)[^}]*unicode-range:([^}]+)\}"
)
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
KILOBYTE = 1000
MADE = ROOT / "static" / "letters"
# The file of letters that every page has; a sheet of minutes has two more of its own.
FONTS = ("council-sans",)
SHEET = ("council-serif-400", "council-serif-700")
# Pages, our own words, samples: what stands there on every day has to be in the small file.
OURS = ("translations/ru/*.po", "templates/**/*.html", "static/*.css", "static/js/*.js")
DRAWN = set("→←ʻ\u2011\u202f")  # by the fonts of the reader; at no place of a letter


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


def fonts_of(client, address):
    """Sizes of the files of letters; what is set like a printed sheet has two more."""
    is_sheet = 'class="sheet' in client.get(address).text
    names = FONTS + (SHEET if is_sheet else ())
    return [(MADE / f"{name}.woff2").stat().st_size for name in names]


@pytest.fixture
def addresses(minutes, public):
    hall = minutes.hall()
    minutes.published(hall)
    public.open_meeting()
    meeting = f"/meetings/2026/{hall.meeting.number}/"
    return ("/", "/meetings/", meeting, f"{meeting}minutes/", "/assignments/", "/plan/")


def test_a_page_comes_in_eight_requests_and_under_a_hundred_kilobytes(client, addresses):
    for address in addresses:
        files, fonts = files_of(client, address), fonts_of(client, address)
        sizes = {each: weighed(client, each) for each in files}
        styles = sum(size for each, size in sizes.items() if each.endswith(".css"))
        scripts = sum(size for each, size in sizes.items() if each.endswith(".js"))
        whole = weighed(client, address) + sum(sizes.values()) + sum(fonts)
        assert len(sizes) >= 4, files
        assert 1 + len(files) + len(fonts) <= 8, address
        assert styles < 30 * KILOBYTE, address
        assert scripts < 20 * KILOBYTE, address
        assert whole < 100 * KILOBYTE, address


def test_the_letters_of_every_page_are_one_file_of_forty_kilobytes():
    sizes = [(MADE / f"{name}.woff2").stat().st_size for name in FONTS + SHEET]
    assert sizes[0] <= 40 * KILOBYTE
    assert sum(sizes[1:]) <= 40 * KILOBYTE


def named(ranges):
    pairs = [(int(first, 16), int(last or first, 16)) for first, last in RANGE.findall(ranges)]
    return {letter for first, last in pairs for letter in range(first, last + 1)}


def test_the_sheet_of_styles_names_just_the_letters_that_each_file_has():
    """A letter too many is a gap, one too few fetches another file."""
    faces = dict(FACE.findall((ROOT / "static/theme.css").read_text(encoding="utf-8")))
    assert faces.keys() == set(FONTS + SHEET)
    for name, ranges in faces.items():
        with TTFont(MADE / f"{name}.woff2") as font:
            assert set(font.getBestCmap()) == named(ranges), name


def test_our_own_words_need_no_other_file():
    with TTFont(MADE / "council-sans.woff2") as font:
        known = set(map(chr, font.getBestCmap())) | DRAWN | {"\n", "\t"}
    paths = [path for pattern in OURS for path in ROOT.glob(pattern)]
    assert len(paths) > 100
    assert {letter for path in paths for letter in path.read_text("utf-8")} - known == set()
