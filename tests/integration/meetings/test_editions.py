"""Approving, reopening and copying an agenda; each approval is a frozen edition."""

from datetime import timedelta

import pytest

from core.adapters.files import Upload, store
from core.kernel.errors import NotFound, Refused, Stale
from council.meetings.models import ItemFile, Speaker
from council.meetings.queries.agenda import list_items
from council.meetings.queries.editions import list_editions
from council.meetings.queries.materials import list_files, list_speakers
from council.meetings.rules.editions import AgendaApproval, FrozenItem
from council.meetings.rules.items import ItemAddress
from council.meetings.rules.kinds import ItemKind, ItemState, MeetingState
from council.meetings.services.copying import copy_agenda
from council.meetings.services.editions import approve_agenda, reopen_agenda
from council.meetings.services.ordering import move_item
from tests.tabling import submitted_report


@pytest.fixture
def secretary(build, council):
    return build.viewer(council.secretary)


@pytest.fixture
def meeting(build, council):
    meeting = build.meeting(council.body, presiding_id=council.deputy.id)
    for title in ("О плане", "Об итогах"):
        build.item(meeting, title)
    return meeting


@pytest.fixture
def approve(build, secretary):
    def approved(meeting, approver, reason="", revision=None):
        return approve_agenda(
            meeting.id,
            AgendaApproval(approver.id, reason),
            revision=meeting.revision if revision is None else revision,
            actor=secretary,
            now=build.now,
        )

    return approved


def test_the_presiding_or_the_chair_approves_and_nobody_else(build, council, meeting, approve):
    with pytest.raises(Refused) as caught:
        approve(meeting, council.member)
    assert caught.value.codes == ("no_approver",)
    build.session.expire_all()
    assert approve(meeting, council.deputy).approved_by_id == council.deputy.id


def test_an_approval_freezes_numbers_and_values(build, council, meeting, approve):
    items = list_items(meeting.id)
    build.add(Speaker(item_id=items[0].id, position=1, person_id=council.chair.id))
    approve(meeting, council.chair)
    (edition,) = list_editions(meeting.id)
    first, second = (FrozenItem.from_json(item) for item in edition.items)
    assert (first.id, first.number, first.title) == (str(items[0].id), 1, "О плане")
    assert first.speakers == ("Ветлугин\u00a0А.Н., директор",)
    assert second.number == 2
    assert (edition.approver.surname, edition.reason) == ("Ветлугин", "")
    assert meeting.agenda_approved_at == build.now


def test_the_same_form_twice_meets_a_stale_page_and_makes_one_edition(council, meeting, approve):
    approve(meeting, council.chair, revision=1)
    with pytest.raises(Stale):
        approve(meeting, council.chair, revision=1)
    assert len(list_editions(meeting.id)) == 1


def test_a_reopened_agenda_is_no_longer_agreed_and_its_next_edition_has_a_reason(
    build, council, meeting, approve, secretary
):
    approve(meeting, council.chair)
    reopen_agenda(meeting.id, revision=meeting.revision, actor=secretary, now=build.now)
    assert meeting.state is MeetingState.AGENDA_OPEN
    assert not any(item.is_agreed for item in list_items(meeting.id))

    last = list_items(meeting.id)[-1]
    move_item(
        ItemAddress(meeting.id, last.id),
        1,
        revision=meeting.revision,
        actor=secretary,
        now=build.now,
    )
    with pytest.raises(Refused) as caught:
        approve(meeting, council.chair)
    assert caught.value.codes == ("no_edition_reason",)
    build.session.expire_all()
    approve(meeting, council.chair, "по просьбе докладчика")
    assert [(item.title, item.printed_number) for item in list_items(meeting.id)] == [
        ("Об итогах", 1),
        ("О плане", 2),
    ]
    assert [edition.number for edition in list_editions(meeting.id)] == [1, 2]


def test_undecided_proposals_stop_the_approval_and_declined_ones_are_left_out(
    build, council, meeting, approve
):
    proposal = build.item(meeting, "О разном", state=ItemState.PROPOSED)
    with pytest.raises(Refused) as caught:
        approve(meeting, council.chair)
    assert caught.value.codes == ("proposals_undecided",)
    build.session.expire_all()
    proposal.state, proposal.decline_reason = ItemState.DECLINED, "не по теме"
    build.session.commit()
    assert len(approve(meeting, council.chair).items) == 2


@pytest.fixture
def failed(build, council):
    """A meeting without quorum, with a report, a speaker and a file on its agenda."""
    failed = build.meeting(
        council.body,
        state=MeetingState.INQUORATE,
        starts_at=build.now - timedelta(days=7),
    )
    report = submitted_report(build, council)
    item = build.item(
        failed,
        "Об отчёте",
        kind=ItemKind.REPORT,
        report_id=report.id,
        report_is_gated=True,
        minutes=25,
        proposed_decision="Утвердить.",
    )
    removed = build.item(failed, "Снятый", state=ItemState.REMOVED)
    build.add(Speaker(item_id=removed.id, position=1, name="Не копируется"))
    build.add(Speaker(item_id=item.id, position=1, name="Гость П.И.", post="директор"))
    build.add(Speaker(item_id=item.id, position=2, person_id=council.chair.id))
    sha256 = store(Upload("a.pdf", b"%PDF-1", "application/pdf"), now=build.now)
    for owner, name in ((item, "a.pdf"), (removed, "снятый.pdf")):
        build.add(
            ItemFile(
                item_id=owner.id,
                position=1,
                name=name,
                sha256=sha256,
                is_restricted=True,
                added_at=build.now,
            )
        )
    return failed


def copied(meeting, source, build, secretary):
    return copy_agenda(
        meeting.id, source.id, revision=meeting.revision, actor=secretary, now=build.now
    )


def test_the_agenda_of_a_meeting_without_quorum_is_copied(
    build, council, meeting, failed, secretary
):
    assert copied(meeting, failed, build, secretary) == 1
    item = list_items(meeting.id)[-1]
    assert (item.title, item.minutes, item.proposed_decision) == ("Об отчёте", 25, "Утвердить.")
    assert (item.is_agreed, item.report_is_gated) == (False, True)
    assert [each.text for each in list_speakers(meeting.id)] == [
        "Гость П.И., директор",
        "Ветлугин\u00a0А.Н., директор",
    ]
    assert [(file.name, file.is_restricted) for file in list_files(meeting.id)] == [("a.pdf", True)]
    assert len(list_items(failed.id)) == 2

    with pytest.raises(Refused, match="no items"):
        copied(meeting, failed, build, secretary)


def test_only_an_agenda_of_the_same_body_is_copied(build, council, meeting, failed, secretary):
    failed.body_id = build.body("group").id
    build.session.commit()
    with pytest.raises(NotFound):
        copied(meeting, failed, build, secretary)
    with pytest.raises(NotFound):
        copied(meeting, meeting, build, secretary)


def test_a_copy_respects_the_limit_and_a_stale_page(build, meeting, failed, secretary):
    with pytest.raises(Stale):
        copy_agenda(meeting.id, failed.id, revision=9, actor=secretary, now=build.now)
    for _ in range(58):
        build.item(meeting)
    with pytest.raises(Refused, match="more than 60"):
        copied(meeting, failed, build, secretary)
