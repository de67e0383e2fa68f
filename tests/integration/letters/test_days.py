"""A letter says itself on which weekday something is, and until which hour of which zone.

Nobody should have to open a page or a calendar for it.
"""

import re
from itertools import chain

import pytest
from flask_babel import force_locale

from core.letters.rules import Addressee
from tests.integration.letters.every_kind import GROUPS
from tests.integration.letters.test_both_languages import words_of

RU_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
EN_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
RU_WEEKDAYS = "понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
EN_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
DAY = {
    "ru": rf"\d{{1,2}} (?:{RU_MONTHS}) \d{{4}} г\.",
    "en": rf"\d{{1,2}} (?:{EN_MONTHS}) \d{{4}}",
}
WEEKDAY = {"ru": RU_WEEKDAYS, "en": EN_WEEKDAYS}
# The names of documents and meetings bear their date as they do in the register.
NAMED = {"ru": r"№ [\w/.-]+ от ", "en": r"No\. [\w/.-]+ of "}
HOUR = re.compile(r", \d\d:\d\d \((?:МСК|MSK)(?:[+−-]\d+(?::\d\d)?)?\)")
TABLE_NAME = re.compile(r"\b[A-Z][a-z]+/[A-Z][a-z]+")
UNTIL = {"ru": r"\b(?:до|не позднее) ", "en": r"\b(?:until|by) "}
AT_TABLE = "четверг, 17 декабря 2026 г., 10:00–10:20 (МСК+2), Hall, стол № 3"
NO_HOUR = {
    "delegation.passport": "the data go on a day; nothing has to be done by its end",
}


@pytest.fixture(scope="module", params=["ru", "en"])
def read(app, request):
    """The language and, by kind, what stands in the letters, their subjects first."""
    language, found = request.param, {}
    reader = Addressee("Smith John", "smith@example.org", called="John", language=language)
    with app.test_request_context("/"), force_locale(language):
        for letter in chain.from_iterable(group(reader) for group in GROUPS):
            texts = [text.replace("\xa0", " ") for text in words_of(letter)]
            found.setdefault(letter.kind, []).extend(texts)
    return language, found


def bare_days(text, language):
    """The days beside which no weekday stands."""
    day, weekday, named = DAY[language], WEEKDAY[language], NAMED[language]
    text = re.sub(named + day, "", text)
    text = re.sub(rf"(?:{weekday}),? {day}|{day} \((?:{weekday})\)", "", text)
    return re.findall(day, text)


def hourless(text, language):
    """The days until which something is to be done, without an hour and its zone."""
    day, weekday = DAY[language], WEEKDAY[language]
    last = rf"{UNTIL[language]}(?:(?:{weekday}),? )?{day}(?: \((?:{weekday})\))?"
    return [each[0] for each in re.finditer(last, text) if not HOUR.match(text, each.end())]


def test_every_day_in_a_letter_stands_beside_its_weekday(read):
    language, letters = read
    bare = {
        kind: [text for text in texts if bare_days(text, language)]
        for kind, texts in letters.items()
    }
    assert {kind: texts for kind, texts in bare.items() if texts} == {}


def test_every_day_until_which_something_is_to_be_done_has_its_hour_and_zone(read):
    language, letters = read
    found = {
        kind: [text for text in texts if hourless(text, language)]
        for kind, texts in letters.items()
        if kind not in NO_HOUR
    }
    assert {kind: texts for kind, texts in found.items() if texts} == {}


def test_no_letter_calls_a_zone_by_its_name_in_tables_of_zones(read):
    _, letters = read
    named = [text for texts in letters.values() for text in texts if TABLE_NAME.search(text)]
    assert named == []


@pytest.mark.parametrize(
    ("kind", "texts"),
    (
        (
            "assignment.given",
            ("четверг, 17 декабря 2026 г., 11:00 (МСК+2), Zarechinsk, room 301", "24:00 (МСК+2)"),
        ),
        ("application.confirm", ("до 17 декабря 2026 г. (четверг), 24:00 (МСК+2)",)),
        ("negotiations.wishes", ("до 17 декабря 2026 г. (четверг), 24:00 (МСК+2)",)),
        *((f"negotiations.{step}", ("Zarechinsk", AT_TABLE)) for step in ("published", "changed")),
        ("negotiations.wishes", ("Zarechinsk",)),
        *(
            (
                kind,
                (
                    "четверг, 17 декабря 2026 г. – понедельник, 21 декабря 2026 г.",
                    "Zarechinsk",
                ),
            )
            for kind in (
                "application.event_moved",
                "application.event_cancelled",
                "negotiations.moved",
                "negotiations.cancelled",
            )
        ),
    ),
)
def test_the_letter_names_day_hour_zone_and_place(read, kind, texts):
    language, letters = read
    if language == "ru":
        said = "\n".join(letters[kind])
        assert [each for each in texts if each not in said] == []


@pytest.mark.parametrize(
    ("text", "bare", "late"),
    (
        ("до 17 декабря 2026 г.", 1, 1),
        ("до 17 декабря 2026 г. (четверг)", 0, 1),
        ("до 17 декабря 2026 г. (четверг), 24:00 (МСК+2)", 0, 0),
        ("заседание № 4-2026 от 17 декабря 2026 г.", 0, 0),
    ),
)
def test_the_reading_finds_what_is_missing(text, bare, late):
    assert (len(bare_days(text, "ru")), len(hourless(text, "ru"))) == (bare, late)
