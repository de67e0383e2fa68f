"""Pages of the agenda: proposing, deciding, ordering, materials; and every refusal."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest

from core.kernel.register import FORGOTTEN
from council.meetings.models import AgendaItem
from council.meetings.queries.agenda import list_items
from council.meetings.queries.materials import list_files
from council.meetings.rules.agenda import item_title
from council.meetings.rules.kinds import DueKind, ItemState, MeetingState
from tests.builders_assignments import AssignmentBuilder
from tests.tabling import submitted_report
from tests.web.meetings.forms import item_data, key_in, revision_in


@pytest.fixture
def items(build, meeting):
    return [build.item(meeting, f"Вопрос {letter}") for letter in "абв"]


def propose(client, here, **changes):
    key = key_in(client.get(f"{here}/propose").text)
    return client.submit(f"{here}/propose", item_data(key=key, **changes))


def test_a_member_proposes_and_sees_why_it_was_declined(desk):
    answer = propose(desk.member, desk.here, title="О\n складе  временного хранения")
    assert answer.status_code == 303
    (item,) = list_items(desk.meeting.id)
    assert (item.title, item.state) == ("О складе временного хранения", ItemState.PROPOSED)
    assert "Предложение внесено" in desk.secretary.get(f"{desk.here}/agenda/").text
    assert item.title not in desk.sign_in(desk.council.rival).get(f"{desk.here}/agenda/").text
    assert desk.sign_in(desk.council.rival).get(f"{desk.here}/items/{item.id}/").status_code == 404

    page = f"{desk.here}/items/{item.id}/decline"
    assert desk.secretary.submit(page, {"reason": ""}).status_code == 422
    assert desk.secretary.submit(page, {"reason": "не по полномочиям"}).status_code == 303
    assert "не по полномочиям" in desk.member.get(f"{desk.here}/items/{item.id}/").text


def test_a_proposal_after_the_deadline_is_marked(desk):
    desk.meeting.starts_at = desk.build.now + timedelta(days=5)
    desk.session.commit()
    propose(desk.member, desk.here)
    assert "после срока" in desk.secretary.get(f"{desk.here}/agenda/").text


def test_a_speaker_is_chosen_among_all_people_of_the_site_members_first(desk):
    """Somebody from another body, say: known to the site, no member of this one."""
    expert = desk.build.person(("Яровой", "Олег", "Ильич"), position="начальник таможни")
    page = desk.member.get(f"{desk.here}/propose").text
    lists = re.findall(r'<select[^>]+name="speakers-\d-person".*?</select>', page, re.DOTALL)
    assert lists
    for each in lists:
        blank, members, others = re.split(r'<optgroup label="([^"]+)">', each)[::2]
        assert 'value=""' in blank
        assert str(desk.council.member.id) in members
        assert "Яровой О.И., начальник таможни" in others.replace("\xa0", " ")
        assert str(desk.council.member.id) not in others

    given = {"speakers-0-person": str(expert.id), "speakers-0-name": "", "speakers-0-post": ""}
    assert propose(desk.member, desk.here, **given).status_code == 303
    text = desk.secretary.get(f"{desk.here}/agenda/").text
    assert "Яровой О.И., начальник таможни" in text.replace("\xa0", " ")


def test_who_was_erased_is_nobody_to_choose(desk):
    erased = desk.build.person((FORGOTTEN, FORGOTTEN, ""))

    assert str(erased.id) not in desk.secretary.get(f"{desk.here}/items/new").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    (
        ({"title": " "}, "Укажите наименование вопроса"),
        ({"title": "О" * 1001}, ""),
        ({"minutes": "0"}, ""),
        ({"minutes": "x"}, ""),
        ({"kind": "party"}, ""),
        ({"report": "00000000-0000-0000-0000-000000000000"}, ""),
        ({"speakers-0-person": "00000000-0000-0000-0000-000000000000"}, ""),
        ({"reasoning": "\x00"}, "NUL"),
    ),
)
def test_a_bad_proposal_is_refused_and_kept(desk, changes, sentence):
    answer = propose(desk.member, desk.here, **changes)
    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.text
    assert sentence in answer.text
    assert "Гость Пётр Ильич" in answer.text
    assert desk.session.query(AgendaItem).filter_by(meeting_id=desk.meeting.id).count() == 0


def test_a_report_already_on_the_agenda_is_refused_beside_its_field(desk):
    report = submitted_report(desk.build, desk.council)
    page = f"{desk.here}/items/new"
    assert "ждёт решения" in desk.secretary.get(page).text
    for status in (303, 422):
        data = item_data(
            key=key_in(desk.secretary.get(page).text), kind="report", report=str(report.id)
        )
        answer = desk.secretary.submit(page, data)
        assert answer.status_code == status
    assert "Этот отчёт уже есть в повестке" in answer.text


def test_an_item_is_changed_unless_the_page_is_stale(secretary, session, meeting, here, items):
    page = f"{here}/items/{items[0].id}/edit"
    text = secretary.get(page).text
    assert "Вопрос а" in text
    data = item_data(revision=revision_in(text))
    assert secretary.submit(page, data).status_code == 303
    assert secretary.submit(page, data).status_code == 409
    assert secretary.submit(page, {**data, "title": ""}).status_code == 422


def move(client, here, item_id, to, revision):
    return client.submit(
        f"{here}/agenda/",
        {"to": to, "revision": revision},
        to=f"{here}/items/{item_id}/move",
    )


def test_items_are_moved_by_plain_buttons(secretary, session, meeting, here, items):
    text = secretary.get(f"{here}/agenda/").text
    assert "data-reorder" in text
    assert move(secretary, here, items[2].id, 1, revision_in(text)).status_code == 303
    assert [item.title[-1] for item in list_items(meeting.id)] == ["в", "а", "б"]
    assert move(secretary, here, items[2].id, 2, revision_in(text)).status_code == 409


@pytest.mark.parametrize(
    ("to", "status"), (("0", 409), ("4", 409), ("x", 400), ("", 400), ("9" * 30, 400))
)
def test_an_item_goes_to_no_place_that_is_not_there(desk, items, to, status):
    assert (
        move(desk.secretary, desk.here, items[0].id, to, desk.meeting.revision).status_code
        == status
    )
    assert [item.title[-1] for item in list_items(desk.meeting.id)] == ["а", "б", "в"]


def test_an_item_of_another_meeting_or_body_is_not_found(desk, items):
    foreign = desk.build.item(desk.build.meeting(desk.build.body("group")), "Чужой")
    same_body = desk.build.item(desk.build.meeting(desk.council.body), "Другой")
    for item in (foreign, same_body):
        assert move(desk.secretary, desk.here, item.id, 1, desk.meeting.revision).status_code == 404
        for way in ("accept", "remove"):
            answer = desk.secretary.submit(
                f"{desk.here}/agenda/", {}, to=f"{desk.here}/items/{item.id}/{way}"
            )
            assert answer.status_code == 404
        for way in ("", "edit", "decline"):
            assert desk.secretary.get(f"{desk.here}/items/{item.id}/{way}").status_code == 404


def test_a_member_moves_and_decides_nothing(member, session, meeting, here, items):
    token = member.token(f"{here}/propose")
    for way in ("move", "accept", "remove", "files"):
        address = f"{here}/items/{items[0].id}/{way}"
        answer = member.post(address, data={"csrf_token": token, "to": 1, "revision": 1})
        assert answer.status_code == 403, way
    text = member.get(f"{here}/agenda/").text
    assert "Добавить вопрос" not in text
    assert "data-row" not in text


def test_a_request_without_the_forgery_token_changes_nothing(secretary, meeting, here, items):
    answer = secretary.post(f"{here}/items/{items[0].id}/remove")
    assert answer.status_code == 400
    assert list_items(meeting.id)[0].state is ItemState.ACCEPTED


def test_an_item_is_taken_off_and_put_on_again(secretary, session, meeting, here, items):
    for way, state in (("remove", ItemState.REMOVED), ("accept", ItemState.ACCEPTED)):
        answer = secretary.submit(f"{here}/agenda/", {}, to=f"{here}/items/{items[0].id}/{way}")
        assert answer.status_code == 303
        session.refresh(items[0])
        assert items[0].state is state
    assert list_items(meeting.id)[-1].id == items[0].id


def test_a_closed_agenda_refuses_changes_with_a_page(secretary, session, meeting, here, items):
    token = secretary.token(f"{here}/agenda/")
    key = key_in(secretary.get(f"{here}/items/new").text)
    meeting.state = MeetingState.AGENDA_APPROVED
    session.commit()
    answer = secretary.post(f"{here}/items/{items[0].id}/remove", data={"csrf_token": token})
    assert answer.status_code == 409
    assert "Сначала откройте повестку" in answer.text
    added = secretary.post(f"{here}/items/new", data=item_data(csrf_token=token, key=key))
    assert added.status_code == 422
    assert "Сначала откройте повестку" in added.text


PDF = b"%PDF-1.7 materials"


def attach(secretary, here, item, content=PDF, name="Справка № 1.pdf", **data):
    page = f"{here}/items/{item.id}/"
    return secretary.submit(
        page,
        {"files": (BytesIO(content), name), **data},
        to=f"{page}files",
        content_type="multipart/form-data",
    )


def test_materials_keep_their_names_and_members_alone_read_restricted_ones(desk, items):
    assert attach(desk.secretary, desk.here, items[0], is_restricted="y").status_code == 303
    (file,) = list_files(desk.meeting.id)
    address = f"{desk.here}/files/{file.id}"
    assert "Справка № 1.pdf" in desk.member.get(f"{desk.here}/agenda/").text
    answer = desk.member.get(address, buffered=True)
    assert answer.data == PDF
    assert "filename*=UTF-8''%D0%A1" in answer.headers["Content-Disposition"]

    outsider = desk.build.person(("Докладчик", "Иван", "Ильич"))
    desk.build.appointment(desk.council.body, outsider, "reporter")
    reader = desk.sign_in(outsider)
    assert reader.get(address).status_code == 404
    assert address not in reader.get(f"{desk.here}/agenda/").text
    assert "Справка № 1.pdf" in reader.get(f"{desk.here}/agenda/").text


def test_a_material_is_taken_away(secretary, meeting, here, items):
    attach(secretary, here, items[0])
    (file,) = list_files(meeting.id)
    page = f"{here}/items/{items[0].id}/"
    address = f"{page}files/{file.id}/remove"
    assert secretary.submit(page, {}, to=address).status_code == 303
    assert list_files(meeting.id) == ()
    assert secretary.submit(page, {}, to=address).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    (
        (b"MZ program", "Отчёт.pdf", "Отчёт.pdf"),
        (b"", "пусто.pdf", "пусто.pdf"),
        (b"", "", "Выберите хотя бы один файл"),
    ),
)
def test_a_bad_file_is_refused_beside_its_field(desk, items, content, name, sentence):
    answer = attach(desk.secretary, desk.here, items[0], content, name)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert list_files(desk.meeting.id) == ()


def test_an_unknown_file_is_not_found(secretary, here, meeting):
    assert secretary.get(f"{here}/files/{uuid4()}").status_code == 404


def test_the_control_of_assignments_comes_with_its_title(secretary, here, meeting):
    page = secretary.get(f"{here}/items/new?kind=control_of_assignments").text
    assert "О ходе исполнения поручений Совета" in page
    assert secretary.get(f"{here}/items/new?kind=nonsense").status_code == 200


def test_the_control_of_assignments_is_filled_from_the_open_ones(desk):
    given = AssignmentBuilder(desk.build, desk.council)
    ours = given.published(3)
    given.give(text="Представить предложения.", number="1.1", minutes=ours)
    given.closed(text="Провести семинар.", number="1.2", minutes=ours)
    lasting = {"number": "2.1", "due_kind": DueKind.ALWAYS}
    given.give(text="Вести перечень.", minutes=ours, **lasting)
    other = given.published(8, body=desk.build.body(slug="logistics"))
    given.give(text="Чужое поручение.", minutes=other)
    page = desk.secretary.get(f"{desk.here}/items/new?kind=control_of_assignments").text
    decision = re.search(r'name="proposed_decision"[^>]*>([^<]*)</textarea>', page)[1]
    assert decision.strip().replace("\u00a0", " ").splitlines() == [
        "1.1. Представить предложения (срок – 1 декабря 2026 г.).",
        "2.1. Вести перечень.",
    ]


def test_a_report_that_is_not_on_the_agenda_is_one_press_away(desk):
    report = submitted_report(desk.build, desk.council)
    new = f"{desk.here}/items/new?report={report.id}"
    assert new in desk.secretary.get(f"{desk.here}/agenda/").text
    assert new not in desk.member.get(f"{desk.here}/agenda/").text
    form = desk.secretary.get(new).text
    assert f'selected value="{report.id}"' in form
    assert item_title(report.title) in form
    data = item_data(key=key_in(form), kind="report", report=str(report.id))
    assert desk.secretary.submit(f"{desk.here}/items/new", data).status_code == 303
    assert new not in desk.secretary.get(f"{desk.here}/agenda/").text
