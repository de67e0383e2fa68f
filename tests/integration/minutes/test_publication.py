"""Publication, what it leaves out, withdrawal, and corrections beside what was public before."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.kernel.errors import Refused, Stale
from council.assignments.models import Assignment
from council.assignments.rules import AssignmentState
from council.meetings.rules.kinds import MeetingState
from council.membership.models import PublicationConsent
from council.membership.rules import ConsentScope
from council.minutes import services
from council.minutes.queries.published import find_published, preview_of
from council.minutes.rules import EditionState, PartKind
from council.minutes.rules.signing import minutes_sha256
from council.minutes.services import PartDraft
from tests.statements import counted_statements


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as error:
        call(*args, **kwargs)
    return error.value.codes


def consent(minutes, *people):
    for person in people:
        minutes.build.add(
            PublicationConsent(
                person_id=person.id,
                scope=ConsentScope.NAME,
                text_version="1",
                given_at=minutes.now - timedelta(days=1),
            )
        )


def test_signed_minutes_are_not_public_until_they_are_published(minutes):
    hall = minutes.hall()
    edition = minutes.signed(hall)
    assert find_published(hall.meeting.id) is None

    minutes.publish(edition)

    found = find_published(hall.meeting.id)
    assert (found.edition_id, found.sha256) == (edition.id, edition.sha256)
    assert hall.meeting.state is MeetingState.PUBLISHED
    names = [each.name for each in found.signatures]
    assert names == ["А.Н.\u00a0Ветлугин", "М.О.\u00a0Кузнечихина"]


@pytest.mark.parametrize("reach", ("drafted", "to_sign"))
def test_invariant_8_drafts_are_never_public(minutes, reach):
    """Invariant 8: public only when signed."""
    hall = minutes.hall()
    edition = getattr(minutes, reach)(hall)

    assert refused(
        services.publish_minutes, edition.id, "0" * 64, actor=minutes.secretary, now=minutes.now
    ) == ("wrong_state",)
    assert find_published(hall.meeting.id) is None


def test_names_without_a_ground_are_left_out_and_those_with_one_stay(minutes, council):
    consent(minutes, council.member)
    hall = minutes.hall()
    minutes.said(hall.items[0], council.member, "поддержал")
    edition = minutes.signed(hall)

    shown = preview_of(edition.id)

    for surname in ("Мороз", "Пахотин", "Льняных", "Цой"):
        assert surname in edition.text
        assert surname not in shown.text
    for surname in ("Ветлугин", "Рябинина", "Долматова", "Шевчук"):
        assert surname in shown.text
    assert "Северный путь" not in shown.text
    assert shown.people_left_out == 4


def test_a_name_that_was_only_typed_has_no_ground(minutes):
    hall = minutes.hall()
    for name in ("Петренко О.П.", "Самойленко Олег Ильич", "Эксперт"):
        minutes.said(hall.items[0], None, "поддержал", speaker_name=name)
    edition = minutes.signed(hall)

    shown = preview_of(edition.id).text

    for surname in ("Петренко", "Самойленко", "Эксперт "):
        assert surname in edition.text.replace("\u00a0", " ")
        assert surname not in shown.replace("\u00a0", " ")
    assert "Приглашённый участник – поддержал." in shown


def test_a_guest_who_agreed_is_named(minutes):
    hall = minutes.hall()
    hall.visitor.may_be_named = True
    minutes.build.session.commit()

    assert "Мороз" in preview_of(minutes.signed(hall).id).text


def test_a_withdrawn_consent_takes_effect_on_published_minutes(session, minutes, council):
    """Invariant 20: withdrawal takes effect."""
    consent(minutes, council.member)
    hall = minutes.hall()
    minutes.published(hall)
    assert "Шевчук" in find_published(hall.meeting.id).minutes.text

    given = session.scalars(select(PublicationConsent)).one()
    given.revoked_at = minutes.now
    session.commit()

    assert "Шевчук" not in find_published(hall.meeting.id).minutes.text


def test_what_is_published_is_what_the_preview_showed(session, minutes):
    hall = minutes.hall()
    edition = minutes.signed(hall)
    shown = minutes_sha256(preview_of(edition.id).text)
    hall.visitor.may_be_named = True
    session.commit()

    with pytest.raises(Stale):
        services.publish_minutes(edition.id, shown, actor=minutes.secretary, now=minutes.now)

    assert edition.state is EditionState.SIGNED
    assert find_published(hall.meeting.id) is None


def test_a_part_may_be_restricted_after_signing_and_the_signed_text_stays(minutes):
    hall = minutes.hall()
    edition = minutes.signed(hall)
    part = minutes.part(edition, PartKind.ITEM)
    services.restrict_part(
        part.id,
        is_restricted=True,
        revision=part.revision,
        actor=minutes.secretary,
        now=minutes.now,
    )

    minutes.publish(edition)

    found = find_published(hall.meeting.id)
    assert found.minutes.parts_left_out == 1
    assert "доложила о плане" not in found.minutes.text
    assert "Сведения по пункту 1 повестки дня не публикуются" in found.minutes.text
    assert minutes_sha256(edition.text) == edition.sha256


def test_an_older_preview_restricts_nothing(minutes):
    edition = minutes.signed()
    part = minutes.part(edition, PartKind.ITEM)

    with pytest.raises(Stale):
        services.restrict_part(
            part.id,
            is_restricted=True,
            revision=part.revision + 1,
            actor=minutes.secretary,
            now=minutes.now,
        )

    assert not part.is_restricted


def test_a_published_part_cannot_be_restricted_behind_the_readers_back(minutes):
    edition = minutes.published()
    part = minutes.part(edition, PartKind.ITEM)

    assert refused(
        services.restrict_part,
        part.id,
        is_restricted=True,
        revision=part.revision,
        actor=minutes.secretary,
        now=minutes.now,
    ) == ("frozen",)


def test_withdrawal_says_why_and_hides_the_text(minutes):
    hall = minutes.hall()
    edition = minutes.published(hall)
    services.withdraw_minutes(
        edition.id, " Ошибка в числах ", actor=minutes.secretary, now=minutes.now
    )

    found = find_published(hall.meeting.id)
    assert (found.is_withdrawn, found.withdrawn_reason) == (True, "Ошибка в числах")
    assert found.minutes.parts == ()
    assert hall.meeting.state is MeetingState.MINUTES_SIGNED

    minutes.publish(edition)
    assert not find_published(hall.meeting.id).is_withdrawn
    assert hall.meeting.state is MeetingState.PUBLISHED


def test_withdrawal_without_a_reason_is_refused(minutes):
    hall = minutes.hall()
    edition = minutes.published(hall)

    assert refused(
        services.withdraw_minutes, edition.id, " ", actor=minutes.secretary, now=minutes.now
    ) == ("no_reason",)
    assert find_published(hall.meeting.id).state is EditionState.PUBLISHED


def corrected(minutes, hall, old="доложила о плане", new="доложила о плане на 2027 год"):
    edition = services.start_correction(
        hall.meeting.id, "Уточнён год", actor=minutes.secretary, now=minutes.now
    )
    part = minutes.part(edition, PartKind.ITEM)
    services.edit_part(
        part.id,
        PartDraft(part.text.replace(old, new), part.revision),
        actor=minutes.secretary,
        now=minutes.now,
    )
    services.send_to_sign(
        edition.id, revision=edition.revision, actor=minutes.secretary, now=minutes.now
    )
    minutes.sign_both(edition)
    return edition


def test_a_correction_is_a_new_signed_edition_and_the_old_stays_readable(minutes):
    hall = minutes.hall()
    first = minutes.published(hall)
    old_text = first.text

    second = corrected(minutes, hall)
    assert second.number == 2
    assert "(в редакции от 21\u00a0ноября 2026\u00a0г.)" in second.text
    assert find_published(hall.meeting.id).number == 1

    minutes.publish(second)

    found = find_published(hall.meeting.id)
    assert (found.number, found.correction_note) == (2, "Уточнён год")
    assert "на 2027 год" in found.minutes.text
    [other] = found.others
    assert (other.number, other.sha256) == (1, first.sha256)
    old = find_published(hall.meeting.id, number=1)
    assert "на 2027 год" not in old.minutes.text
    assert first.text == old_text
    assert hall.meeting.state is MeetingState.PUBLISHED


def test_a_correction_makes_no_second_assignment_and_mends_the_wording(session, minutes):
    hall = minutes.hall()
    minutes.signed(hall)
    before = set(session.scalars(select(Assignment.id)))

    second = corrected(minutes, hall, "представить отчёт", "представить Совету отчёт")

    assert set(session.scalars(select(Assignment.id))) == before
    mended = session.scalars(
        select(Assignment).where(Assignment.resolution_id == hall.assignment.id)
    ).one()
    assert (mended.text, mended.edition_id) == (
        "Министерству (Рябининой Е.П.) представить Совету отчёт.",
        second.id,
    )


def test_a_correction_leaves_a_closed_assignment_as_it_was_closed(session, minutes):
    hall = minutes.hall()
    first = minutes.signed(hall)
    closed = session.scalars(
        select(Assignment).where(Assignment.resolution_id == hall.assignment.id)
    ).one()
    closed.state, closed.closed_on = AssignmentState.CLOSED, minutes.now.date()
    session.commit()
    before = closed.text

    corrected(minutes, hall, "представить отчёт", "представить Совету отчёт")

    assert (closed.text, closed.edition_id) == (before, first.id)


def test_once_a_correction_is_signed_the_old_edition_is_not_published_again(minutes):
    hall = minutes.hall()
    first = minutes.published(hall)
    corrected(minutes, hall)
    services.withdraw_minutes(first.id, "Ошибка", actor=minutes.secretary, now=minutes.now)

    assert refused(
        services.publish_minutes, first.id, "0" * 64, actor=minutes.secretary, now=minutes.now
    ) == ("later_signed",)


def test_while_visitors_read_a_correction_the_old_edition_is_not_withdrawn(minutes):
    hall = minutes.hall()
    first = minutes.published(hall)
    minutes.publish(corrected(minutes, hall))

    assert refused(
        services.withdraw_minutes, first.id, "Ошибка", actor=minutes.secretary, now=minutes.now
    ) == ("later_published",)


def test_a_withdrawn_correction_hides_the_old_edition_too(minutes):
    hall = minutes.hall()
    minutes.published(hall)
    second = corrected(minutes, hall)
    minutes.publish(second)
    services.withdraw_minutes(second.id, "Ошибка", actor=minutes.secretary, now=minutes.now)

    assert find_published(hall.meeting.id).is_withdrawn
    assert find_published(hall.meeting.id, number=1).is_withdrawn


def test_corrections_need_signed_minutes_a_note_and_no_other_in_work(minutes):
    hall = minutes.hall()
    edition = minutes.drafted(hall)
    start = services.start_correction
    actor, now = minutes.secretary, minutes.now

    assert refused(start, hall.meeting.id, "x", actor=actor, now=now) == ("nothing_signed",)
    services.send_to_sign(edition.id, revision=edition.revision, actor=actor, now=now)
    minutes.sign_both(edition)
    assert refused(start, hall.meeting.id, " ", actor=actor, now=now) == ("no_correction_note",)
    second = start(hall.meeting.id, "x", actor=actor, now=now)
    assert refused(start, hall.meeting.id, "x", actor=actor, now=now) == ("corrected_already",)

    services.discard_correction(second.id, actor=actor, now=now)
    assert start(hall.meeting.id, "y", actor=actor, now=now).number == 3
    assert refused(services.discard_correction, edition.id, actor=actor, now=now) == (
        "wrong_state",
    )


def test_reading_published_minutes_takes_five_statements(minutes):
    hall = minutes.hall()
    minutes.published(hall)
    meeting_id = hall.meeting.id

    with counted_statements() as statements:
        find_published(meeting_id)
    assert len(statements) == 5


def test_editions_are_withdrawn_one_by_one_and_the_meeting_stays_signed(minutes):
    hall = minutes.hall()
    first = minutes.published(hall)
    second = corrected(minutes, hall)
    minutes.publish(second)
    for edition in (second, first):
        services.withdraw_minutes(edition.id, "Ошибка", actor=minutes.secretary, now=minutes.now)
        assert hall.meeting.state is MeetingState.MINUTES_SIGNED
    assert find_published(hall.meeting.id).is_withdrawn
