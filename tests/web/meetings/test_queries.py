"""What the pages cost: the number of statements does not grow with rows."""

from datetime import timedelta

import pytest

from core.adapters.files import Upload, store
from council.meetings.models import ItemFile, NoticeAnswer, Speaker
from council.meetings.rules.kinds import Answer, MeetingState


def filled(build, council, meeting, number):
    """An item with a speaker and a file, and one answer more."""
    item = build.item(meeting, f"Вопрос {number}", proposed_by_id=council.member.id)
    build.add(Speaker(item_id=item.id, position=1, person_id=council.chair.id))
    upload = Upload("a.pdf", b"%PDF" + str(number).encode(), "application/pdf")
    sha256 = store(upload, now=build.now)
    build.add(
        ItemFile(item_id=item.id, position=1, name="a.pdf", sha256=sha256, added_at=build.now)
    )
    build.add(
        NoticeAnswer(
            meeting_id=meeting.id,
            person_id=council.voters[number].id,
            answer=Answer.COMING,
            answered_at=build.now,
        )
    )


@pytest.mark.parametrize("path", ("/", "/agenda/", "/notice", "/agenda/copy", "/agenda/approve"))
def test_pages_of_a_meeting_cost_the_same_with_one_item_and_with_four(desk, statements, path):
    desk.meeting.state, desk.meeting.notice_sent_at = MeetingState.AGENDA_OPEN, desk.build.now
    filled(desk.build, desk.council, desk.meeting, 0)
    desk.secretary.get(f"{desk.here}{path}")
    with statements() as one:
        desk.secretary.get(f"{desk.here}{path}")
    for number in (1, 2, 3):
        filled(desk.build, desk.council, desk.meeting, number)
    with statements() as four:
        assert desk.secretary.get(f"{desk.here}{path}").status_code == 200
    assert len(four) == len(one)


def test_the_plan_costs_the_same_with_one_meeting_and_with_four(
    secretary, build, council, meeting, statements
):
    secretary.get("/desk/meetings/")
    with statements() as one:
        secretary.get("/desk/meetings/")
    for days in (1, 2, 3):
        build.meeting(council.body, starts_at=meeting.starts_at + timedelta(days=days))
    with statements() as four:
        assert secretary.get("/desk/meetings/").status_code == 200
    assert len(four) == len(one)
