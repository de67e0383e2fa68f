"""A published schedule of negotiations: two exporters and two buyers, everybody meets everybody."""

import pytest

from tests.builders_meetings import MeetingsBuilder


@pytest.fixture
def built(build, council):
    return MeetingsBuilder(build, council)


@pytest.fixture
def published(built):
    """(the frame of the schedule, ids of the exporters, ids of the buyers)."""
    return built.published()
