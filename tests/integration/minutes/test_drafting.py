"""Drafting from the session and editing part by part; nothing that was typed is lost."""

import pytest
from sqlalchemy import func, select

from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused, Stale
from council.meetings.rules.kinds import MeetingState
from council.minutes import services
from council.minutes.models import MinutesEdition, MinutesPart
from council.minutes.rules import EditionState, MinutesForm, PartKind
from council.minutes.services import PartDraft


def texts(minutes, edition):
    return [part.text for part in minutes.parts(edition)]


def journalled(session, what):
    return session.scalars(select(JournalEntry).where(JournalEntry.what == what)).all()


def edit(part, text, *, revision=None, restricted=False):
    return PartDraft(text, part.revision if revision is None else revision, restricted)


def test_a_held_meeting_is_drafted_in_parts(session, minutes):
    hall = minutes.hall()
    edition = minutes.drafted(hall)

    kinds = [part.kind for part in minutes.parts(edition)]
    assert kinds == [
        PartKind.HEADING,
        PartKind.ATTENDANCE,
        PartKind.QUORUM,
        PartKind.AGENDA,
        PartKind.ITEM,
        PartKind.ITEM,
        PartKind.SIGNATURES,
    ]
    assert (edition.number, edition.state) == (1, EditionState.DRAFT)
    first = minutes.part(edition, PartKind.ITEM)
    assert first.item_id == hall.items[0].id
    assert "Мороз\u00a0Н.И. (приглашённый на открытое заседание) – поддержал план." in first.text
    assert "1.2. Министерству (Рябининой Е.П.) представить отчёт. Срок – до 1" in first.text
    assert len(journalled(session, "minutes.drafted")) == 1


@pytest.mark.parametrize("state", (MeetingState.IN_SESSION, MeetingState.NOTIFIED))
def test_minutes_wait_until_the_session_is_closed(session, minutes, state):
    hall = minutes.hall(state=state)

    with pytest.raises(Refused) as refused:
        minutes.drafted(hall)

    assert refused.value.codes == ("not_held",)
    assert session.scalar(select(func.count(MinutesEdition.id))) == 0


def test_a_meeting_known_by_its_figures_alone_is_not_drafted(session, minutes):
    hall = minutes.hall(archive_seats=9, archive_present=8)

    with pytest.raises(Refused) as refused:
        minutes.drafted(hall)

    assert refused.value.codes == ("archived",)
    assert session.scalar(select(func.count(MinutesEdition.id))) == 0


def test_a_meeting_is_drafted_once(minutes):
    hall = minutes.hall()
    minutes.drafted(hall)

    with pytest.raises(Refused) as refused:
        minutes.drafted(hall)

    assert refused.value.codes == ("drafted_already",)


def test_a_part_is_saved_with_who_and_when(session, minutes):
    part = minutes.part(minutes.drafted(), PartKind.ITEM)
    old = part.text

    services.edit_part(
        part.id, edit(part, "1. СЛУШАЛИ:\r\nИначе. \r\n"), actor=minutes.secretary, now=minutes.now
    )

    assert (part.text, part.revision) == ("1. СЛУШАЛИ:\nИначе.", 2)
    assert (part.edited_by, part.edited_at) == (minutes.secretary.name, minutes.now)
    [entry] = journalled(session, "minutes.part_edited")
    assert entry.details["text"] == [old, part.text]


def test_saving_the_same_text_changes_nothing(session, minutes):
    part = minutes.part(minutes.drafted(), PartKind.ITEM)

    services.edit_part(part.id, edit(part, part.text), actor=minutes.secretary, now=minutes.now)

    assert part.revision == 1
    assert journalled(session, "minutes.part_edited") == []


def test_an_older_page_meets_both_texts_and_saves_nothing(minutes):
    """TRUST F13: two secretaries, same minutes."""
    part = minutes.part(minutes.drafted(), PartKind.ITEM)
    services.edit_part(part.id, edit(part, "их текст"), actor=minutes.secretary, now=minutes.now)

    with pytest.raises(Stale) as stale:
        services.edit_part(
            part.id, edit(part, "мой текст", revision=1), actor=minutes.secretary, now=minutes.now
        )

    assert (stale.value.mine, stale.value.theirs) == ("мой текст", "их текст")
    assert part.text == "их текст"


def test_an_empty_part_is_refused(minutes):
    part = minutes.part(minutes.drafted(), PartKind.ITEM)

    with pytest.raises(Refused) as refused:
        services.edit_part(part.id, edit(part, " \n "), actor=minutes.secretary, now=minutes.now)

    assert refused.value.codes == ("part_empty",)
    assert part.text.startswith("1. СЛУШАЛИ:")


def test_the_heading_is_never_restricted(minutes):
    part = minutes.part(minutes.drafted(), PartKind.HEADING)

    with pytest.raises(Refused) as refused:
        services.edit_part(
            part.id,
            edit(part, part.text, restricted=True),
            actor=minutes.secretary,
            now=minutes.now,
        )

    assert refused.value.codes == ("never_restricted",)


def test_attachments_stand_before_the_signatures_and_go_when_emptied(session, minutes):
    edition = minutes.drafted()
    services.add_attachments(
        edition.id, "Приложения:\n1. Отчёт.", actor=minutes.secretary, now=minutes.now
    )

    kinds = [part.kind for part in minutes.parts(edition)]
    assert kinds[-2:] == [PartKind.ATTACHMENTS, PartKind.SIGNATURES]
    with pytest.raises(Refused) as refused:
        services.add_attachments(edition.id, "Ещё", actor=minutes.secretary, now=minutes.now)
    assert refused.value.codes == ("attached_already",)

    part = minutes.part(edition, PartKind.ATTACHMENTS)
    services.edit_part(part.id, edit(part, ""), actor=minutes.secretary, now=minutes.now)
    assert PartKind.ATTACHMENTS not in {part.kind for part in minutes.parts(edition)}
    assert len(journalled(session, "minutes.part_removed")) == 1


def test_one_part_is_written_anew_and_the_others_stay(minutes):
    edition = minutes.drafted()
    first, second = [part for part in minutes.parts(edition) if part.kind is PartKind.ITEM]
    drafted = first.text
    for part in (first, second):
        services.edit_part(part.id, edit(part, "рукой"), actor=minutes.secretary, now=minutes.now)

    services.redraft_part(
        first.id, revision=first.revision, actor=minutes.secretary, now=minutes.now
    )

    assert (first.text, second.text) == (drafted, "рукой")
    assert first.revision == 3
    with pytest.raises(Stale):
        services.redraft_part(first.id, revision=1, actor=minutes.secretary, now=minutes.now)


def test_the_whole_draft_is_written_anew_in_another_form(session, minutes):
    edition = minutes.drafted()
    part = minutes.part(edition, PartKind.ITEM)
    services.edit_part(part.id, edit(part, "рукой"), actor=minutes.secretary, now=minutes.now)

    services.redraft_minutes(
        edition.id,
        MinutesForm.SHORT,
        revision=edition.revision,
        actor=minutes.secretary,
        now=minutes.now,
    )

    assert edition.form is MinutesForm.SHORT
    assert texts(minutes, edition)[3].startswith("I. О плане работы.")
    [entry] = journalled(session, "minutes.redrafted")
    assert "рукой" in entry.details["lost"]


def test_a_circulated_edition_is_not_written_anew(minutes):
    edition = minutes.to_sign()

    with pytest.raises(Refused) as refused:
        services.redraft_minutes(
            edition.id,
            MinutesForm.SHORT,
            revision=edition.revision,
            actor=minutes.secretary,
            now=minutes.now,
        )

    assert refused.value.codes == ("not_a_draft",)


def test_an_older_page_does_not_write_all_anew(minutes):
    edition = minutes.drafted()

    with pytest.raises(Stale):
        services.redraft_minutes(
            edition.id,
            MinutesForm.SHORT,
            revision=edition.revision + 1,
            actor=minutes.secretary,
            now=minutes.now,
        )

    assert edition.form is MinutesForm.FULL


def test_what_the_session_does_not_hold_is_not_written_anew(minutes):
    edition = minutes.drafted()
    services.add_attachments(edition.id, "Ещё", actor=minutes.secretary, now=minutes.now)
    part = minutes.part(edition, PartKind.ATTACHMENTS)

    with pytest.raises(Refused) as refused:
        services.redraft_part(
            part.id, revision=part.revision, actor=minutes.secretary, now=minutes.now
        )

    assert refused.value.codes == ("nothing_to_draft",)


def test_an_empty_list_of_attachments_is_refused(minutes):
    edition = minutes.drafted()

    with pytest.raises(Refused) as refused:
        services.add_attachments(edition.id, " ", actor=minutes.secretary, now=minutes.now)

    assert refused.value.codes == ("part_empty",)


def test_attachments_come_last_where_nothing_is_to_be_signed_by_hand(session, minutes):
    edition = minutes.drafted()
    session.delete(minutes.part(edition, PartKind.SIGNATURES))
    session.commit()

    services.add_attachments(edition.id, "Ещё", actor=minutes.secretary, now=minutes.now)

    assert minutes.parts(edition)[-1].kind is PartKind.ATTACHMENTS


def test_what_is_not_there_is_not_found(session, minutes):
    hall = minutes.hall()

    with pytest.raises(NotFound):
        services.edit_part(
            hall.meeting.id, PartDraft("x", 1), actor=minutes.secretary, now=minutes.now
        )
    assert session.scalar(select(func.count(MinutesPart.id))) == 0
