"""Invariant 10: every meeting hears an interim report; lists and meetings warn where none is."""

from datetime import timedelta

import pytest

from council.meetings.rules.kinds import ItemKind, ItemState, MeetingForm, MeetingState
from council.reports.rules import ReportKind


def test_invariant_10_meetings_without_an_interim_report_are_warned_of(
    build, council, reports, enter
):
    body, day = council.body, build.now
    build.meeting(body, number=1, starts_at=day - timedelta(days=90), state=MeetingState.HELD)
    absentee = {"form": MeetingForm.ABSENTEE, "ballots_from": day, "ballots_until": day}
    build.meeting(body, number=2, starts_at=day - timedelta(days=60), **absentee)
    near = build.meeting(body, number=3, starts_at=day + timedelta(days=20))
    build.meeting(body, number=4, starts_at=day + timedelta(days=30))
    client = enter(council.coordinator)
    page = client.get("/desk/reports/").text
    named = [number for number in range(1, 5) if f"отчёт, заседание №\xa0{number}" in page]
    assert named == [1, 3]
    assert "нет промежуточного отчёта об исполнении" in page
    report_id = reports.submitted(kind=ReportKind.INTERIM)
    gate = {"report_id": report_id, "report_is_gated": False, "kind": ItemKind.REPORT}
    build.item(near, **gate, state=ItemState.ACCEPTED)
    assert "отчёт, заседание №\xa03" not in client.get("/desk/reports/").text


@pytest.mark.parametrize(
    ("values", "is_warned"),
    (
        ({}, True),
        ({"state": MeetingState.HELD}, True),
        ({"state": MeetingState.PLANNED}, False),
        ({"state": MeetingState.HELD, "archive_seats": 9, "archive_present": 7}, False),
    ),
)
def test_invariant_10_the_meeting_itself_warns(build, council, enter, values, is_warned):
    meeting = build.meeting(council.body, **values)
    page = enter(council.member).get(f"/desk/meetings/{meeting.id}/").text
    assert ("нет промежуточного отчёта" in page) is is_warned


def test_invariant_10_the_warning_goes_with_the_report(build, council, reports, enter):
    meeting = build.meeting(council.body)
    report_id = reports.submitted(kind=ReportKind.INTERIM)
    gate = {"report_id": report_id, "report_is_gated": False, "kind": ItemKind.REPORT}
    build.item(meeting, **gate, state=ItemState.ACCEPTED)
    page = enter(council.member).get(f"/desk/meetings/{meeting.id}/").text
    assert "нет промежуточного отчёта" not in page
