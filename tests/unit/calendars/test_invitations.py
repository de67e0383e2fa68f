"""Invitations as calendars need them: an answer asked for, alarms, lines of 75 octets.

Read by vobject, icalendar, ical.js and node-ical, none of which wrote them but icalendar.
"""

from dataclasses import replace
from datetime import timedelta

import icalendar
import pytest
import vobject

from core.kernel.calendars import CalendarEvent, Feed, Method, Participation, feed_text
from tests.unit.calendars.given import EVENTS, MEMBER, SECRETARY, by_node, invite

CRLF = b"\r\n"
LONGEST_LINE = 75
ALARMS = [["DISPLAY", "-P1D"], ["DISPLAY", "-PT1H"]]
WIDE = "Ж" * 200 + "€" * 60 + "\U0001f4c5" * 40  # two, three and four octets each


def read(content):
    (found,) = vobject.readOne(content.decode()).vevent_list
    return found


@pytest.mark.parametrize("answer", Participation)
def test_a_request_asks_its_one_reader_for_an_answer_and_says_the_one_that_was_given(answer):
    event = read(invite(Method.REQUEST, answer=answer))
    (attendee,) = event.attendee_list
    assert attendee.value == f"mailto:{MEMBER.address}"
    assert attendee.params["RSVP"] == ["TRUE"]
    assert attendee.params["PARTSTAT"] == [answer.value]
    assert attendee.params["ROLE"] == ["REQ-PARTICIPANT"]
    assert attendee.params["CUTYPE"] == ["INDIVIDUAL"]
    assert event.organizer.value == f"mailto:{SECRETARY.address}"


def test_a_cancellation_asks_for_nothing_and_rings_no_more():
    event = read(invite(Method.CANCEL))
    assert event.attendee.params["RSVP"] == ["FALSE"]
    assert event.status.value == "CANCELLED"
    assert [each for each in event.components() if each.name == "VALARM"] == []
    assert b"TRIGGER" not in invite(Method.CANCEL)


def test_a_request_rings_a_day_and_an_hour_before():
    event = read(invite(Method.REQUEST))
    triggers = [each.trigger.value for each in event.valarm_list]
    assert triggers == [timedelta(days=-1), timedelta(hours=-1)]
    assert {each.action.value for each in event.valarm_list} == {"DISPLAY"}
    assert {each.description.value for each in event.valarm_list} == {EVENTS[0].title}


def test_ical_js_and_node_ical_see_the_question_and_ical_js_the_alarms():
    for method, rsvp, alarms in ((Method.REQUEST, "TRUE", ALARMS), (Method.CANCEL, "FALSE", [])):
        found = by_node(invite(method), "Europe/Moscow")
        for parser, (event,) in found.items():
            (asked,) = event["asked"]
            assert [each.upper() for each in asked] == ["NEEDS-ACTION", rsvp], parser
        assert found["ical.js"][0]["alarms"] == alarms


def lines_of(content):
    assert content.endswith(CRLF)
    return content.removesuffix(CRLF).split(CRLF)


def written(event: CalendarEvent):
    """The event by both of our writers: an invitation and a feed."""
    return invite(Method.REQUEST, event), feed_text(Feed("feed", "Заседания", (event,)))


@pytest.mark.parametrize("shift", range(LONGEST_LINE))
def test_lines_are_folded_at_75_octets_wherever_a_cyrillic_letter_would_be_cut(shift):
    event = replace(EVENTS[0], title="x" * shift + WIDE, text="y" * shift + WIDE)
    for content in written(event):
        lines = lines_of(content)
        assert max(len(line) for line in lines) <= LONGEST_LINE
        for line in lines:
            line.decode()  # a letter that is cut in two is no UTF-8
        folded = [len(line) for line in lines if line.startswith(b" ")]
        assert len(folded) > 2 * len(WIDE.encode()) // LONGEST_LINE
        found = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
        assert (str(found["summary"]), str(found["description"])) == (event.title, event.text)


def test_folded_lines_are_read_whole_by_programs_of_others():
    event = replace(EVENTS[0], title=WIDE, text=WIDE)
    for content in written(event):
        assert read(content).summary.value == WIDE
        for parser, (found,) in by_node(content, "Europe/Moscow").items():
            assert (found["title"], found["text"]) == (WIDE, WIDE), parser
