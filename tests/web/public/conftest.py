"""A council whose meetings visitors look at."""

import pytest


@pytest.fixture
def page_of(client):
    """`page_of(meeting)` -> the text of its public page; `page_of(meeting, "minutes/")`."""

    def text(meeting, tail="", status=200):
        response = client.get(f"/meetings/{meeting.year}/{meeting.number}/{tail}")
        assert response.status_code == status
        return response.text

    return text
