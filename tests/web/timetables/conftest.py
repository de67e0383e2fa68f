"""A published schedule in the browser, on the morning after its day."""

import pytest

from core.adapters.clock import clock
from events.negotiations.services.shared import page_of
from tests.builders_meetings import OPENING, MeetingsBuilder, meetings_of


@pytest.fixture
def built(build, council):
    return MeetingsBuilder(build, council)


@pytest.fixture
def story(built):
    """The frame, the personal address of an exporter and of a buyer, the exporter's meeting."""
    frame, ours, _ = built.published()
    meeting = next(each for each in meetings_of(frame) if each.first_id == ours[0])
    return frame, page_of(ours[0]), page_of(meeting.second_id), meeting


@pytest.fixture
def early():
    """The moment at which the first meetings begin."""
    clock.stopped_at = OPENING.replace(hour=4)


@pytest.fixture
def coordinator(council, sign_in):
    return sign_in(council.coordinator)
