"""The whole way of a session in the browser: begin, roll, items, votes, close."""

import re

from council.meetings.rules.kinds import MeetingState


def hall(meeting):
    return f"/desk/meetings/{meeting.id}/session/"


def test_a_meeting_is_held_from_the_roll_to_the_end(secretary, sessions, council, session):
    meeting = sessions.notified("О плане")
    [item] = sessions.items(meeting)
    page = secretary.get(hall(meeting))
    assert page.status_code == 200, page.text

    officers = {
        "officers-presiding": str(council.chair.id),
        "officers-secretary": str(council.secretary.id),
    }
    begun = secretary.submit(hall(meeting), officers, to=hall(meeting) + "begin")
    assert (begun.status_code, begun.location) == (303, hall(meeting) + "#roll")

    page = secretary.get(hall(meeting)).text
    lines = {
        name: "present" if name.startswith("roll-presence") else ""
        for name in re.findall(r'name="(roll-(?:presence|reason)_[0-9a-f]+)"', page)
    }
    called = secretary.submit(hall(meeting), lines, to=hall(meeting) + "roll")
    assert called.status_code == 303

    adopted = secretary.submit(
        hall(meeting), {"agenda-in_favour": 9}, to=hall(meeting) + "agenda-vote"
    )
    assert adopted.location == hall(meeting) + "#items"

    at_item = f"{hall(meeting)}items/{item.id}/"
    heard = {"heard-speaker": f"person:{council.member.id}", "heard-text": "доложил о плане"}
    assert secretary.submit(at_item, heard, to=at_item + "speeches/heard").status_code == 303
    assert secretary.submit(at_item, {}, to=at_item + "resolutions/take-draft").status_code == 303
    voted = secretary.submit(
        at_item, {"vote-about": "item", "vote-mode": "count", "unanimous": "1"}, to=at_item + "vote"
    )
    assert (voted.status_code, voted.location) == (303, at_item + "#votes")
    assert "принято единогласно" in secretary.get(at_item).text
    finished = secretary.submit(at_item, {}, to=at_item + "finish")
    assert finished.location == hall(meeting) + "#end"
    closed = secretary.submit(hall(meeting), {}, to=hall(meeting) + "close")
    assert closed.location == hall(meeting) + "#end"

    session.refresh(meeting)
    assert meeting.state is MeetingState.HELD
    assert secretary.get(hall(meeting)).status_code == 200
    assert secretary.get(at_item).status_code == 200
