"""Items of an agenda: proposed, accepted, declined, changed, ordered; with their materials."""

from uuid import uuid4

import pytest

from core.adapters.files import Upload
from core.adapters.journal import list_history
from core.kernel.errors import NotFound, Refused, Stale
from council.meetings.models import AgendaItem
from council.meetings.queries.agenda import get_item, list_items
from council.meetings.queries.materials import list_files, list_speakers
from council.meetings.rules.items import ItemAction, ItemAddress, ItemDraft, SpeakerDraft
from council.meetings.rules.kinds import ItemKind, ItemState, MeetingState
from council.meetings.services.agenda import add_item, change_item, propose_item
from council.meetings.services.materials import MOST_FILES, attach_files, detach_file
from council.meetings.services.ordering import decide_item, move_item
from council.reports.rules import ReportState
from tests.tabling import submitted_report

DRAFT = ItemDraft("О плане", speakers=(SpeakerDraft(None, "Гость П.И.", "директор"),))


@pytest.fixture
def secretary(build, council):
    return build.viewer(council.secretary)


@pytest.fixture
def meeting(build, council):
    return build.meeting(council.body)


def titles(meeting):
    return [item.title for item in list_items(meeting.id)]


def test_a_member_proposes_and_the_secretary_accepts(build, council, meeting, secretary):
    member = build.viewer(council.member)
    item = propose_item(meeting.id, DRAFT, key=uuid4(), actor=member, now=build.now)
    assert (item.state, item.proposed_by_id) == (ItemState.PROPOSED, council.member.id)
    assert [each.name for each in list_speakers(meeting.id)] == ["Гость П.И."]

    address = ItemAddress(meeting.id, item.id)
    decide_item(address, ItemAction.ACCEPT, actor=secretary, now=build.now)
    decide_item(address, ItemAction.ACCEPT, actor=secretary, now=build.now)
    assert item.state is ItemState.ACCEPTED
    assert [line.what for line in list_history([item.id])] == [
        "agenda_item.accepted",
        "agenda_item.proposed",
    ]


def test_a_declined_proposal_keeps_its_reason_and_a_missing_one_leaves_no_trace(
    build, meeting, secretary
):
    item = build.item(meeting, state=ItemState.PROPOSED)
    address = ItemAddress(meeting.id, item.id)
    with pytest.raises(Refused):
        decide_item(address, ItemAction.DECLINE, " ", actor=secretary, now=build.now)
    build.session.expire_all()
    assert (item.state, meeting.revision) == (ItemState.PROPOSED, 1)

    decide_item(address, ItemAction.DECLINE, "не по теме", actor=secretary, now=build.now)
    assert (item.state, item.decline_reason) == (ItemState.DECLINED, "не по теме")


@pytest.mark.parametrize("save", (propose_item, add_item))
def test_a_form_sent_twice_makes_one_item(build, meeting, secretary, save):
    key = uuid4()
    for _ in range(2):
        save(meeting.id, DRAFT, key=key, actor=secretary, now=build.now)
    assert titles(meeting) == ["О плане"]
    assert len(list_speakers(meeting.id)) == 1


def test_the_key_of_another_meetings_item_is_not_found(build, council, meeting, secretary):
    foreign = build.item(build.meeting(council.body))
    with pytest.raises(NotFound):
        add_item(meeting.id, DRAFT, key=foreign.id, actor=secretary, now=build.now)


@pytest.mark.parametrize("state", (MeetingState.AGENDA_APPROVED, MeetingState.HELD))
def test_a_closed_agenda_takes_no_item_and_changes_none(build, meeting, secretary, state):
    item = build.item(meeting)
    meeting.state = state
    build.session.commit()
    address = ItemAddress(meeting.id, item.id)
    with pytest.raises(Refused, match="Reopen"):
        add_item(meeting.id, DRAFT, key=uuid4(), actor=secretary, now=build.now)
    with pytest.raises(Refused, match="Reopen"):
        change_item(address, DRAFT, revision=1, actor=secretary, now=build.now)
    with pytest.raises(Refused, match="Reopen"):
        move_item(address, 1, revision=1, actor=secretary, now=build.now)


def test_an_item_changes_with_its_speakers_unless_the_page_is_stale(
    build, council, meeting, secretary
):
    item = add_item(meeting.id, DRAFT, key=uuid4(), actor=secretary, now=build.now)
    address = ItemAddress(meeting.id, item.id)
    new = ItemDraft("Об итогах", minutes=20, speakers=(SpeakerDraft(council.chair.id),))
    change_item(address, new, revision=1, actor=secretary, now=build.now)
    assert (item.title, item.minutes, item.revision) == ("Об итогах", 20, 2)
    assert [each.text for each in list_speakers(meeting.id)] == ["Ветлугин\u00a0А.Н., директор"]

    with pytest.raises(Stale):
        change_item(address, DRAFT, revision=1, actor=secretary, now=build.now)


def test_a_report_stands_on_one_item_and_belongs_to_the_body(build, council, meeting, secretary):
    report = submitted_report(build, council)
    draft = ItemDraft("Об отчёте", ItemKind.REPORT, report_id=report.id)
    item = add_item(meeting.id, draft, key=uuid4(), actor=secretary, now=build.now)
    assert (item.report_id, item.report_is_gated) == (report.id, True)

    with pytest.raises(Refused, match="already"):
        add_item(meeting.id, draft, key=uuid4(), actor=secretary, now=build.now)
    report.state = ReportState.HEARD
    build.session.commit()
    address = ItemAddress(meeting.id, item.id)
    change_item(address, draft, revision=1, actor=secretary, now=build.now)
    other = ItemDraft("Об ином", ItemKind.REPORT, report_id=uuid4())
    with pytest.raises(Refused, match="cannot be tabled"):
        change_item(address, other, revision=2, actor=secretary, now=build.now)

    plain = ItemDraft("Об ином", ItemKind.OTHER, report_id=report.id)
    change_item(address, plain, revision=2, actor=secretary, now=build.now)
    assert (item.report_id, item.report_is_gated) == (None, None)


def test_the_order_changes_for_accepted_items_alone(build, meeting, secretary):
    a, b, c = (build.item(meeting, title) for title in "абв")
    build.item(meeting, "г", state=ItemState.PROPOSED)
    move_item(ItemAddress(meeting.id, c.id), 1, revision=1, actor=secretary, now=build.now)
    assert [i.id for i in list_items(meeting.id) if i.state is ItemState.ACCEPTED] == [
        c.id,
        a.id,
        b.id,
    ]
    with pytest.raises(Stale):
        move_item(ItemAddress(meeting.id, c.id), 2, revision=1, actor=secretary, now=build.now)
    with pytest.raises(Refused, match="no such place"):
        move_item(ItemAddress(meeting.id, c.id), 4, revision=2, actor=secretary, now=build.now)


def test_an_item_of_another_meeting_is_not_found(build, council, meeting, secretary):
    foreign = ItemAddress(meeting.id, build.item(build.meeting(council.body)).id)
    with pytest.raises(NotFound):
        decide_item(foreign, ItemAction.REMOVE, actor=secretary, now=build.now)
    with pytest.raises(NotFound):
        move_item(foreign, 1, revision=1, actor=secretary, now=build.now)
    with pytest.raises(NotFound):
        get_item(foreign.meeting_id, foreign.item_id)


def test_an_agenda_does_not_grow_without_end(build, meeting, secretary):
    build.item(meeting, position=60)
    with pytest.raises(Refused, match="60 items"):
        add_item(meeting.id, DRAFT, key=uuid4(), actor=secretary, now=build.now)
    assert build.session.query(AgendaItem).filter_by(meeting_id=meeting.id).count() == 1


PDF = Upload("Справка.pdf", b"%PDF-1.4 one", "application/pdf")


def attach(meeting, item, build, secretary, *uploads, restricted=False):
    attach_files(
        ItemAddress(meeting.id, item.id),
        uploads,
        is_restricted=restricted,
        actor=secretary,
        now=build.now,
    )


def test_materials_are_added_once_and_taken_away(build, meeting, secretary):
    item = build.item(meeting)
    attach(meeting, item, build, secretary, PDF, restricted=True)
    attach(meeting, item, build, secretary, PDF)
    (file,) = list_files(meeting.id)
    assert (file.name, file.is_restricted, file.size) == ("Справка.pdf", True, 12)

    address = ItemAddress(meeting.id, item.id)
    detach_file(address, file.id, actor=secretary, now=build.now)
    assert list_files(meeting.id) == ()
    with pytest.raises(NotFound):
        detach_file(address, file.id, actor=secretary, now=build.now)


def test_materials_are_fixed_when_the_meeting_has_begun(build, meeting, secretary):
    item = build.item(meeting)
    meeting.state = MeetingState.IN_SESSION
    build.session.commit()
    with pytest.raises(Refused, match="materials"):
        attach(meeting, item, build, secretary, PDF)


def test_an_item_has_a_limited_number_of_files(build, meeting, secretary):
    item = build.item(meeting)
    many = [
        Upload(f"{number}.pdf", b"%PDF" + str(number).encode(), "application/pdf")
        for number in range(MOST_FILES + 1)
    ]
    with pytest.raises(Refused, match="at most 20"):
        attach(meeting, item, build, secretary, *many)
    assert list_files(meeting.id) == ()


def test_the_material_of_another_item_is_not_taken_away(build, meeting, secretary):
    item, other = build.item(meeting), build.item(meeting)
    attach(meeting, item, build, secretary, PDF)
    (file,) = list_files(meeting.id)
    with pytest.raises(NotFound):
        detach_file(ItemAddress(meeting.id, other.id), file.id, actor=secretary, now=build.now)
