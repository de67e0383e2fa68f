"""Agenda and notice: invariant 1 by the form and by a hand-made request, editions, answers."""

from datetime import timedelta

import pytest

from council.meetings.models import AgendaEdition
from council.meetings.queries.agenda import list_items
from council.meetings.rules.kinds import ItemKind, ItemState, MeetingState
from tests.tabling import approve, submitted_report
from tests.web.meetings.forms import revision_in


@pytest.fixture
def report(build, council, meeting):
    """A gated report on the agenda of the meeting that waits for the deputy chair."""
    report = submitted_report(build, council)
    build.item(meeting, "О плане")
    build.item(
        meeting, "Об отчёте", kind=ItemKind.REPORT, report_id=report.id, report_is_gated=True
    )
    return report


def approval(council, revision, **changes):
    return {"approver": str(council.chair.id), "reason": "", "revision": revision, **changes}


def approved(secretary, council, here, **changes):
    page = f"{here}/agenda/approve"
    data = approval(council, revision_in(secretary.get(page).text), **changes)
    return secretary.submit(page, data)


def test_the_form_of_a_blocked_agenda_names_each_item_and_is_closed(secretary, report, here):
    page = secretary.get(f"{here}/agenda/approve").text
    assert "Вопрос 2. Отчёт не согласован" in page
    assert "disabled" in page
    show = secretary.get(f"{here}/").text
    assert "Вопрос 2. Отчёт не согласован" in show


def test_invariant_1_the_agenda_is_not_approved_by_the_form_before_the_report(desk, report):
    answer = approved(desk.secretary, desk.council, desk.here)
    assert answer.status_code == 409
    assert "Вопрос 2." in answer.text
    desk.session.refresh(desk.meeting)
    assert desk.meeting.state is MeetingState.AGENDA_OPEN
    assert desk.session.query(AgendaEdition).count() == 0


def test_invariant_1_a_hand_made_request_does_not_help(desk, report):
    token = desk.secretary.token(f"{desk.here}/agenda/")
    for data in (
        approval(desk.council, 1, csrf_token=token),
        approval(desk.council, 1, csrf_token=token, approval_id=str(report.id), is_agreed="1"),
        approval(desk.council, 1, csrf_token=token, state="agenda_approved", lines="[]"),
    ):
        answer = desk.secretary.post(f"{desk.here}/agenda/approve", data=data)
        assert answer.status_code == 409
    notice = desk.secretary.post(f"{desk.here}/notice", data={"csrf_token": token, "revision": 1})
    assert notice.status_code == 409
    desk.session.refresh(desk.meeting)
    assert desk.meeting.state is MeetingState.AGENDA_OPEN
    assert not any(item.is_agreed for item in list_items(desk.meeting.id))


def test_an_administrator_and_the_deputy_chair_approve_no_agenda(
    sign_in, build, council, report, here
):
    for person in (build.account("Админ", administrator=True), council.deputy, council.coordinator):
        client = sign_in(person)
        assert client.get(f"{here}/agenda/approve").status_code == 403
        assert client.get(f"{here}/notice").status_code == 403


def test_editions_show_their_difference_and_reason(desk, report):
    approve(desk.build, desk.council, report)
    assert approved(desk.secretary, desk.council, desk.here).status_code == 303
    text = desk.secretary.get(f"{desk.here}/agenda/").text
    assert (
        desk.secretary.submit(
            f"{desk.here}/", {"revision": desk.meeting.revision}, to=f"{desk.here}/agenda/reopen"
        ).status_code
        == 303
    )
    assert "data-row" not in text
    last = list_items(desk.meeting.id)[-1]
    desk.secretary.submit(
        f"{desk.here}/agenda/",
        {"to": 1, "revision": desk.meeting.revision},
        to=f"{desk.here}/items/{last.id}/move",
    )
    without = approved(desk.secretary, desk.council, desk.here)
    assert without.status_code == 422
    assert "Укажите причину изменений" in without.text
    assert (
        approved(desk.secretary, desk.council, desk.here, reason="просьба докладчика").status_code
        == 303
    )

    page = desk.member.get(f"{desk.here}/agenda/editions/2").text
    assert "просьба докладчика" in page
    assert "№\u00a02, теперь №\u00a01" in page
    assert "перемещён" in page
    assert desk.member.get(f"{desk.here}/agenda/editions/1").status_code == 200
    assert desk.member.get(f"{desk.here}/agenda/editions/3").status_code == 404


@pytest.mark.parametrize("approver", ("", "00000000-0000-0000-0000-000000000000", "x"))
def test_somebody_who_may_approve_is_named(desk, approver):
    desk.build.item(desk.meeting)
    assert approved(desk.secretary, desk.council, desk.here, approver=approver).status_code == 422


def test_a_stale_page_approves_nothing(desk):
    desk.build.item(desk.meeting)
    page = f"{desk.here}/agenda/approve"
    answer = desk.secretary.submit(page, approval(desk.council, 77))
    assert answer.status_code == 409
    assert desk.session.query(AgendaEdition).count() == 0


def test_proposals_are_decided_first(secretary, council, build, meeting, here):
    build.item(meeting)
    build.item(meeting, "О разном", state=ItemState.PROPOSED)
    assert "Рассмотреть предложения" in secretary.get(f"{here}/").text
    answer = approved(secretary, council, here)
    assert answer.status_code == 409
    assert "Предложений, ожидающих решения: 1" in answer.text


def test_a_late_notice_warns_and_is_sent(desk):
    desk.build.item(desk.meeting)
    approved(desk.secretary, desk.council, desk.here)
    desk.meeting.starts_at = desk.build.now + timedelta(hours=2)
    desk.session.commit()
    page = desk.secretary.get(f"{desk.here}/notice").text
    assert "Срок пропущен: уведомление с повесткой" in page
    data = {"revision": revision_in(page)}
    answer = desk.secretary.submit(f"{desk.here}/notice", data)
    assert answer.status_code == 303
    desk.session.refresh(desk.meeting)
    assert (desk.meeting.state, desk.meeting.materials_sent_at) == (MeetingState.NOTIFIED, None)
    show = desk.secretary.get(f"{desk.here}/").text
    assert "сделано с опозданием" in show
    sent = desk.secretary.submit(
        f"{desk.here}/", {"revision": desk.meeting.revision}, to=f"{desk.here}/materials-sent"
    )
    assert sent.status_code == 303


def test_the_notice_of_an_open_agenda_is_not_sent(secretary, session, build, meeting, here):
    build.item(meeting)
    token = secretary.token(f"{here}/agenda/")
    data = {"csrf_token": token, "revision": meeting.revision}
    assert secretary.post(f"{here}/notice", data=data).status_code == 409
    assert secretary.post(f"{here}/materials-sent", data=data).status_code == 409


def test_the_answers_show_the_expected_quorum(desk):
    desk.build.item(desk.meeting)
    approved(desk.secretary, desk.council, desk.here)
    desk.secretary.submit(
        f"{desk.here}/notice", {"revision": desk.meeting.revision + 1, "with_materials": "y"}
    )
    desk.session.refresh(desk.meeting)
    desk.secretary.submit(f"{desk.here}/notice", {"revision": desk.meeting.revision})
    desk.meeting.state = MeetingState.NOTIFIED
    desk.meeting.notice_sent_at = desk.build.now
    desk.session.commit()
    for voter, answer in zip(desk.council.voters[:5], ["coming"] * 4 + ["remote"], strict=True):
        client = desk.sign_in(voter)
        given = client.submit(
            f"{desk.here}/", {"answer": answer, "comment": ""}, to=f"{desk.here}/answer"
        )
        assert given.status_code == 303
    page = desk.secretary.get(f"{desk.here}/notice").text
    assert "Кворум ожидается" in page
    assert "5 из 9" in page
    again = desk.sign_in(desk.council.voters[0])
    assert "Изменить ответ" in again.get(f"{desk.here}/").text
    assert (
        again.submit(f"{desk.here}/", {"answer": "perhaps"}, to=f"{desk.here}/answer").status_code
        == 422
    )


def test_the_secretary_without_a_seat_is_not_asked(desk):
    desk.meeting.state, desk.meeting.notice_sent_at = MeetingState.NOTIFIED, desk.build.now
    desk.session.commit()
    outsider = desk.build.person(("Секретарь", "Анна", "Ильинична"))
    desk.build.appointment(desk.council.body, outsider, "secretary")
    client = desk.sign_in(outsider)
    text = client.get(f"{desk.here}/").text
    assert "Вы придёте?" not in text
    answer = client.submit(
        f"{desk.here}/notice", {"answer": "coming", "comment": ""}, to=f"{desk.here}/answer"
    )
    assert answer.status_code == 403


def test_an_agenda_is_copied_from_a_meeting_without_quorum(desk):
    failed = desk.build.meeting(desk.council.body, state=MeetingState.INQUORATE, number=3)
    desk.build.item(failed, "Об итогах")
    foreign = desk.build.meeting(desk.build.body("group"))
    desk.build.item(foreign, "Чужой вопрос")
    page = f"{desk.here}/agenda/copy"
    text = desk.secretary.get(page).text
    assert "не состоялось" in text
    assert str(foreign.id) not in text
    data = {"revision": revision_in(text)}
    assert desk.secretary.submit(page, {**data, "source": str(foreign.id)}).status_code == 422
    assert desk.secretary.submit(page, {**data, "source": str(failed.id)}).status_code == 303
    assert [item.title for item in list_items(desk.meeting.id)] == ["Об итогах"]
    assert desk.secretary.submit(page, {**data, "source": str(failed.id)}).status_code == 409
