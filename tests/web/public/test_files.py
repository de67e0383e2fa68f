"""Materials: only public ones, and whatever is not public looks as if it were not there."""

from uuid import uuid4

import pytest

from council.meetings.rules.kinds import MeetingState
from council.meetings.rules.public import WITH_AGENDA
from tests.builders_public import PDF


def address(meeting, file, name=None):
    return f"/meetings/2026/{meeting.number}/files/{file.id}/{name or file.name}"


@pytest.mark.parametrize("state", MeetingState)
def test_a_material_can_be_had_exactly_when_the_page_shows_it(public, client, state):
    reason = "Причина" if state in {MeetingState.POSTPONED, MeetingState.CANCELLED} else ""
    meeting = public.open_meeting(state=state, state_reason=reason)
    file = public.material(public.agreed(meeting, 1), "План на год.pdf")
    with client.get(address(meeting, file)) as response:
        assert (response.status_code == 200) is (state in WITH_AGENDA)
    listed = f"/files/{file.id}/" in client.get(f"/meetings/2026/{meeting.number}/").text
    assert listed is (state in WITH_AGENDA)


def test_a_material_comes_as_a_download_with_its_russian_name(public, client):
    meeting = public.open_meeting()
    file = public.material(public.agreed(meeting, 1), "План на год.pdf")
    with client.get(address(meeting, file)) as response:
        assert response.data == PDF
        disposition = response.headers["Content-Disposition"]
        assert disposition.startswith("attachment; filename*=UTF-8''%D0%9F%D0%BB")
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in response.headers
    with client.head(address(meeting, file)) as response:
        assert response.status_code == 200


def test_what_is_restricted_answers_like_what_is_not_there(public, client):
    meeting = public.open_meeting()
    item = public.agreed(meeting, 1)
    secret = public.material(item, is_restricted=True)
    hidden = client.get(address(meeting, secret))
    missing = client.get(f"/meetings/2026/{meeting.number}/files/{uuid4()}/{secret.name}")
    assert hidden.status_code == missing.status_code == 404
    assert len(hidden.data) == len(missing.data)


def test_a_material_of_a_report_that_waits_anew_is_not_public(public, client, build):
    meeting = public.open_meeting()
    item = public.agreed(meeting, 1)
    file = public.material(item)
    item.is_agreed = False
    build.session.commit()
    assert client.get(address(meeting, file)).status_code == 404
    assert "отчёт ожидает согласования" in client.get(f"/meetings/2026/{meeting.number}/").text


def test_a_material_is_not_found_under_another_meeting_or_name(public, client):
    meeting, other = public.open_meeting(), public.open_meeting()
    file = public.material(public.agreed(meeting, 1))
    assert client.get(address(other, file)).status_code == 404
    assert client.get(address(meeting, file, "Другое.pdf")).status_code == 404
    assert client.get(f"/meetings/2026/{meeting.number}/files/1/x.pdf").status_code == 404
