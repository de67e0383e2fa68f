"""The secretary's whole way in the browser: plan, items, approval, notice, answers."""

from uuid import UUID

import pytest

from council.meetings.models import Meeting
from council.meetings.queries.agenda import list_items
from council.meetings.rules.kinds import MeetingState
from tests.tabling import approve, submitted_report
from tests.web.meetings.forms import item_data, key_in, meeting_data, revision_in


@pytest.fixture
def secretary(sign_in, council):
    return sign_in(council.secretary)


def planned(client, session, council):
    page = client.get("/desk/meetings/new")
    assert page.status_code == 200
    data = meeting_data(council, key=key_in(page.text))
    answer = client.submit("/desk/meetings/new", data)
    assert answer.status_code == 303
    return session.query(Meeting).filter_by(id=UUID(data["key"])).one()


def test_from_the_plan_to_the_answers(secretary, sign_in, session, build, council):
    report = submitted_report(build, council)
    meeting = planned(secretary, session, council)
    here = f"/desk/meetings/{meeting.id}"
    assert (meeting.year, meeting.number, meeting.zone) == (2026, 1, "Asia/Yekaterinburg")
    assert meeting.starts_at.isoformat() == "2026-12-17T06:00:00+00:00"

    secretary.submit(f"{here}/", {"revision": meeting.revision}, to=f"{here}/open-agenda")
    page = secretary.get(f"{here}/items/new")
    data = item_data(key=key_in(page.text), kind="report", report=str(report.id))
    assert secretary.submit(f"{here}/items/new", data).status_code == 303

    blocked = secretary.get(f"{here}/agenda/approve")
    assert "ждёт решения" in blocked.text
    approval = {"approver": str(council.chair.id), "revision": revision_in(blocked.text)}
    refused = secretary.submit(f"{here}/agenda/approve", approval)
    assert refused.status_code == 409
    assert "Вопрос 1." in refused.text

    approve(build, council, report)
    assert secretary.submit(f"{here}/agenda/approve", approval).status_code == 303
    (item,) = list_items(meeting.id)
    assert item.is_agreed
    assert item.printed_number == 1

    notice = secretary.get(f"{here}/notice")
    sent = {"revision": revision_in(notice.text), "with_materials": "y"}
    assert secretary.submit(f"{here}/notice", sent).status_code == 303
    assert meeting.state is MeetingState.NOTIFIED
    assert meeting.materials_sent_at == build.now

    member = sign_in(council.member)
    answer = {"answer": "coming", "comment": "Опоздаю на 5 минут"}
    assert member.submit(f"{here}/", answer, to=f"{here}/answer").status_code == 303
    page = secretary.get(f"{here}/notice").text
    assert "Опоздаю на 5 минут" in page
    assert "Придут" in page


def test_every_page_opens_for_the_secretary_and_for_a_member(
    secretary, sign_in, session, build, council
):
    meeting = planned(secretary, session, council)
    build.item(meeting, "О плане")
    here = f"/desk/meetings/{meeting.id}"
    for path in ("/desk/meetings/", f"{here}/", f"{here}/agenda/", f"{here}/propose"):
        assert sign_in(council.member).get(path).status_code == 200, path
        assert secretary.get(path).status_code == 200, path
    for path in ("edit", "postpone", "reschedule", "cancel", "inquorate", "notice", "items/new"):
        assert secretary.get(f"{here}/{path}").status_code == 200, path
        assert sign_in(council.member).get(f"{here}/{path}").status_code == 403, path
    for path in ("agenda/approve", "agenda/copy"):
        assert secretary.get(f"{here}/{path}").status_code == 200, path
