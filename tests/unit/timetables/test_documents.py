"""A timetable as a paper in two languages and as a calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

import icalendar
import pytest

from core.kernel.calendars import feed_text
from core.kernel.papers import Paragraph, Table, Title
from events.negotiations.rules.slots import Slot
from events.timetables.documents import (
    Meeting,
    TimetableRecord,
    feed_of,
    timetable_paper,
)

DAY = date(2027, 2, 8)
URL = "https://example.org/events/negotiations/secret/timetable/"


def meeting(number=0, hour=10, day=DAY, **values):
    slot = Slot(number, day, time(hour), time(hour, 25), 0)
    values = {"partner": f"Buyer {number}", "hall": "Зал А", "table": 3, **values}
    return Meeting(UUID(int=number + 1), slot, **values)


def record(*meetings, **values):
    return TimetableRecord(
        participant_id=UUID(int=99),
        name="ООО «Завод»",
        event="Бизнес-миссия",
        place="г. Алматы, Казахстан",
        zone="Asia/Almaty",
        body="Экспортный совет",
        changed_at=datetime(2027, 1, 20, 9, tzinfo=UTC),
        meetings=meetings,
        **{"edition": 2, **values},
    )


def blocks(kind, paper):
    return [each for each in paper.blocks if isinstance(each, kind)]


def test_the_paper_names_each_day_once_above_its_meetings():
    other = meeting(2, 9, date(2027, 2, 9), interpreter="Сафина")
    paper = timetable_paper(record(meeting(0), meeting(1, 11), other))
    (table,) = blocks(Table, paper)
    assert [len(row) for row in table.rows] == [1, 4, 4, 1, 4]
    assert "8\u00a0февраля" in table.rows[0][0]
    assert table.rows[1][0] == "10:00–10:25"
    assert table.rows[1][2].replace("\u00a0", " ") == "Зал А, стол 3"
    assert table.rows[4][3] == "Сафина"
    assert "МСК+2" in blocks(Paragraph, paper)[-1].text


def test_a_buyer_from_abroad_gets_it_in_english():
    paper = timetable_paper(record(meeting(), language="en"))
    (table,) = blocks(Table, paper)
    assert [column.title for column in table.columns] == [
        "Time", "Partner", "Place", "Interpreter",
    ]  # fmt: skip
    assert blocks(Title, paper)[0].kind == "SCHEDULE OF NEGOTIATIONS"
    assert paper.language == "en"
    assert "MSK+2" in blocks(Paragraph, paper)[-1].text


@pytest.mark.parametrize(("language", "words"), (("ru", "не назначены"), ("en", "No meetings")))
def test_without_meetings_it_says_so(language, words):
    paper = timetable_paper(record(language=language))
    assert blocks(Table, paper) == []
    assert words in blocks(Paragraph, paper)[-1].text


def test_the_same_record_gives_the_same_paper():
    assert timetable_paper(record(meeting())) == timetable_paper(record(meeting()))


def read(*meetings, **values):
    text = feed_text(feed_of(record(*meetings, **values), URL))
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_the_calendar_holds_the_meetings_in_the_zone_of_the_place():
    (event,) = read(meeting())
    assert event.decoded("dtstart").isoformat() == "2027-02-08T10:00:00+05:00"
    assert event.decoded("dtend").isoformat() == "2027-02-08T10:25:00+05:00"
    assert event["dtstart"].params["TZID"] == "Asia/Almaty"
    assert str(event["location"]) == "Зал А, стол 3, г. Алматы, Казахстан"
    assert str(event["summary"]) == "Переговоры: Buyer 0"
    assert event["sequence"] == 4


def test_a_moved_meeting_keeps_its_identity_and_another_participant_has_another():
    (first,), (moved,) = read(meeting()), read(replace(meeting(), slot=meeting(0, 11).slot))
    assert first["uid"] == moved["uid"]
    assert first.decoded("dtstart") != moved.decoded("dtstart")
    other = replace(record(meeting()), participant_id=UUID(int=98))
    (theirs,) = feed_of(other, URL).events
    assert theirs.uid != str(first["uid"])


@pytest.mark.parametrize(
    ("language", "words"), (("ru", "больше не действует"), ("en", "do not hold any more"))
)
def test_times_that_hold_no_longer_are_said_to_and_struck_from_the_calendar(language, words):
    ended = record(meeting(), language=language, has_ended=True)
    texts = [each.text for each in blocks(Paragraph, timetable_paper(ended))]
    assert any(words in text.replace("\u00a0", " ") for text in texts)
    (event,) = feed_of(ended, URL).events
    (before,) = feed_of(record(meeting()), URL).events
    assert (event.status.value, before.status.value) == ("CANCELLED", "CONFIRMED")
    assert (event.uid, event.sequence) == (before.uid, before.sequence + 1)
    (anew,) = feed_of(record(meeting(), edition=ended.edition + 1), URL).events
    assert anew.sequence > event.sequence
