"""Signing: exactly the shown bytes, both of the two, everything that follows or nothing."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from core.adapters.journal import JournalEntry
from core.kernel.errors import Refused, Stale
from core.kernel.viewers import ANONYMOUS
from council.assignments.models import Assignment, AssignmentExecutor
from council.assignments.rules import AssignmentState
from council.meetings.rules.kinds import DecisionKind, DueKind, ItemKind, MeetingState
from council.membership.models import Candidate, Election
from council.membership.queries import find_deputy_chair
from council.minutes import aftermath, services
from council.minutes.models import MinutesEdition, Signature
from council.minutes.rules import EditionState, PartKind, Signatory
from council.minutes.rules.signing import joined_texts, minutes_sha256
from council.minutes.services import PartDraft, Proof
from council.minutes.services.consequences import hear_reports
from council.reports.rules import ReportState
from tests.builders_minutes import HELD, PASSWORD
from tests.signing import add_signature

ADDRESS = "127.0.0.1"


def count(session, model):
    return session.scalar(select(func.count(model.id)))


def sign(minutes, edition, person, *, sha256=None, password=PASSWORD):
    return services.sign_minutes(
        edition.id,
        edition.sha256 if sha256 is None else sha256,
        Proof(password, ADDRESS),
        actor=person,
        now=minutes.now,
    )


def test_sending_to_sign_freezes_the_text_and_its_sum(session, minutes):
    hall = minutes.hall()
    edition = minutes.to_sign(hall)

    assert edition.state is EditionState.TO_SIGN
    assert hall.meeting.state is MeetingState.MINUTES_TO_SIGN
    assert edition.text == joined_texts(part.text for part in minutes.parts(edition))
    assert edition.sha256 == minutes_sha256(edition.text)


def test_a_page_of_an_older_draft_sends_nothing_to_sign(minutes):
    edition = minutes.drafted()

    with pytest.raises(Stale):
        services.send_to_sign(
            edition.id, revision=edition.revision + 1, actor=minutes.secretary, now=minutes.now
        )

    assert edition.state is EditionState.DRAFT


def rewrite(minutes, edition, old, new):
    part = minutes.part(edition, PartKind.ITEM)
    services.edit_part(
        part.id,
        PartDraft(part.text.replace(old, new), part.revision),
        actor=minutes.secretary,
        now=minutes.now,
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    (
        ("1.2. Министерству", "Министерству", "decisions_missing"),
        ("до 1\u00a0декабря", "до 31\u00a0декабря", "terms_differ"),
    ),
)
def test_text_that_disagrees_with_the_session_is_not_sent(minutes, old, new, code):
    edition = minutes.drafted()
    rewrite(minutes, edition, old, new)

    with pytest.raises(Refused) as refused:
        services.send_to_sign(
            edition.id, revision=edition.revision, actor=minutes.secretary, now=minutes.now
        )

    assert code in refused.value.codes
    assert edition.sha256 is None


def test_one_person_cannot_sign_for_both(session, minutes, council):
    hall = minutes.hall(presiding_id=council.secretary.id)
    edition = minutes.drafted(hall)

    with pytest.raises(Refused) as refused:
        services.send_to_sign(
            edition.id, revision=edition.revision, actor=minutes.secretary, now=minutes.now
        )

    assert refused.value.codes == ("no_signatories",)


def test_the_first_signature_changes_no_state(session, minutes, council):
    minutes.password(council.chair)
    hall = minutes.hall()
    edition = minutes.to_sign(hall)

    assert sign(minutes, edition, minutes.chair) is False

    [signature] = session.scalars(select(Signature))
    assert (signature.signatory, signature.name) == (Signatory.PRESIDING, "А.Н.\u00a0Ветлугин")
    assert signature.sha256 == edition.sha256
    assert edition.state is EditionState.TO_SIGN
    assert hall.meeting.state is MeetingState.MINUTES_TO_SIGN
    assert count(session, Assignment) == 0


def test_the_second_signature_signs_and_everything_follows(session, minutes, council):
    minutes.password(council.chair, council.secretary)
    hall = minutes.hall()
    edition = minutes.to_sign(hall)

    assert sign(minutes, edition, minutes.chair) is False
    assert sign(minutes, edition, minutes.secretary) is True

    assert (edition.state, edition.signed_at) == (EditionState.SIGNED, minutes.now)
    assert hall.meeting.state is MeetingState.MINUTES_SIGNED
    kinds = set(session.scalars(select(Assignment.kind)))
    assert kinds == {DecisionKind.ASSIGNMENT, DecisionKind.RECOMMENDATION}


def test_invariant_8_assignments_arise_only_from_signed_minutes_with_their_executors(
    session, minutes, council
):
    """Invariant 8: assignments appear only from signed minutes."""
    hall = minutes.hall()
    edition = minutes.to_sign(hall)
    assert count(session, Assignment) == 0

    minutes.sign_both(edition)

    given = session.scalars(
        select(Assignment).where(Assignment.resolution_id == hall.assignment.id)
    ).one()
    assert (given.number, given.text) == ("1.2", "Министерству (Рябининой Е.П.) представить отчёт.")
    assert (given.due_kind, given.due_on) == (DueKind.DATE, date(2026, 12, 1))
    assert (given.state, given.edition_id) == (AssignmentState.ON_CONTROL, edition.id)
    assert (given.body_id, given.meeting_id) == (council.body.id, hall.meeting.id)
    assert given.given_on == date(2026, 11, 21)
    executors = session.scalars(
        select(AssignmentExecutor)
        .where(AssignmentExecutor.assignment_id == given.id)
        .order_by(AssignmentExecutor.position)
    ).all()
    assert [each.person_id for each in executors] == [council.coordinator.id, council.reporter.id]


def test_the_wording_of_an_assignment_is_the_signed_one(session, minutes):
    edition = minutes.drafted()
    rewrite(minutes, edition, "представить отчёт", "представить Совету отчёт")
    services.send_to_sign(
        edition.id, revision=edition.revision, actor=minutes.secretary, now=minutes.now
    )
    minutes.sign_both(edition)

    texts = set(session.scalars(select(Assignment.text)))
    assert "Министерству (Рябининой Е.П.) представить Совету отчёт." in texts


def test_a_wrong_password_signs_nothing(session, minutes, council):
    minutes.password(council.chair)
    edition = minutes.to_sign()

    with pytest.raises(Refused) as refused:
        sign(minutes, edition, minutes.chair, password="wrong wrong wrong")

    assert refused.value.codes == ("wrong_password",)
    assert count(session, Signature) == 0


def test_other_bytes_than_shown_are_never_signed(session, minutes, council):
    """TRUST F17: the text changed between the page and the signature; both sums are shown."""
    minutes.password(council.chair)
    edition = minutes.to_sign()

    with pytest.raises(Stale) as stale:
        sign(minutes, edition, minutes.chair, sha256="a" * 64)

    assert (stale.value.mine, stale.value.theirs) == ("a" * 64, edition.sha256)
    assert count(session, Signature) == 0


def test_nobody_else_signs(session, minutes):
    edition = minutes.to_sign()

    with pytest.raises(Refused) as refused:
        add_signature(edition.id, edition.sha256, actor=minutes.member, now=minutes.now)

    assert refused.value.codes == ("no_signatory",)
    assert count(session, Signature) == 0


def test_nobody_signs_twice(session, minutes):
    edition = minutes.to_sign()
    add_signature(edition.id, edition.sha256, actor=minutes.chair, now=minutes.now)

    with pytest.raises(Refused) as refused:
        add_signature(edition.id, edition.sha256, actor=minutes.chair, now=minutes.now)

    assert refused.value.codes == ("signed_already",)
    assert count(session, Signature) == 1


def test_a_failure_after_the_signature_leaves_no_trace(session, minutes, monkeypatch):
    """TRUST F01: state, signature, journal and what follows are all there or all absent."""
    hall = minutes.hall()
    edition = minutes.to_sign(hall)
    add_signature(edition.id, edition.sha256, actor=minutes.chair, now=minutes.now)
    entries = session.scalar(select(func.count(JournalEntry.seq)))

    def breaks(_signed):
        raise RuntimeError("power cut")

    monkeypatch.setattr(aftermath, "steps", [*aftermath.steps, breaks])
    with pytest.raises(RuntimeError):
        add_signature(edition.id, edition.sha256, actor=minutes.secretary, now=minutes.now)

    assert edition.state is EditionState.TO_SIGN
    assert hall.meeting.state is MeetingState.MINUTES_TO_SIGN
    assert (count(session, Signature), count(session, Assignment)) == (1, 0)
    assert session.scalar(select(func.count(JournalEntry.seq))) == entries


def test_tabled_reports_are_heard(session, minutes):
    hall = minutes.hall()
    gated = minutes.tabled(hall.items[0], approved_at=HELD - timedelta(days=10))
    free = minutes.tabled(hall.items[1], gated=False)

    minutes.signed(hall)

    assert {gated.state, free.state} == {ReportState.HEARD}


@pytest.mark.parametrize("approved_at", (None, HELD - timedelta(days=8)))
def test_a_gated_report_without_approval_in_time_stops_the_minutes(session, minutes, approved_at):
    """The gate once more when minutes are made: approval date ≤ agenda date (DOMAIN § 1.5)."""
    hall = minutes.hall()
    minutes.tabled(hall.items[0], approved_at=approved_at)
    edition = minutes.drafted(hall)

    with pytest.raises(Refused) as refused:
        services.send_to_sign(
            edition.id, revision=edition.revision, actor=minutes.secretary, now=minutes.now
        )

    assert refused.value.codes == ("reports_unapproved",)
    assert hall.meeting.state is MeetingState.HELD


def test_an_approval_that_went_away_stops_the_signature(session, minutes):
    hall = minutes.hall()
    report = minutes.tabled(hall.items[0], approved_at=HELD - timedelta(days=10))
    edition = minutes.to_sign(hall)
    hall.items[0].is_agreed, hall.items[0].approval_id = False, None
    session.commit()

    with pytest.raises(Refused) as refused:
        add_signature(edition.id, edition.sha256, actor=minutes.chair, now=minutes.now)

    assert refused.value.codes == ("reports_unapproved",)
    assert report.state is ReportState.APPROVED
    assert count(session, Signature) == 0


def test_an_approval_that_goes_away_between_the_guard_and_the_lock_stops_all(session, minutes):
    hall = minutes.hall()
    report = minutes.tabled(hall.items[0])

    with pytest.raises(Refused) as refused:
        hear_reports(hall.meeting, actor=minutes.chair, now=minutes.now)

    assert refused.value.codes == ("reports_unapproved",)
    assert report.state is ReportState.APPROVED


def test_a_report_of_an_item_that_was_not_considered_stays_as_it_is(session, minutes):
    hall = minutes.hall()
    item = minutes.item(hall.meeting, 3, "О докладе")
    report = minutes.tabled(item, gated=False)

    minutes.signed(hall)

    assert report.state is ReportState.PRESENTED


def test_who_is_not_signed_in_signs_nothing(session, minutes):
    edition = minutes.to_sign()
    for act in (
        lambda: services.sign_minutes(
            edition.id,
            edition.sha256,
            Proof(PASSWORD, ADDRESS),
            actor=ANONYMOUS,
            now=minutes.now,
        ),
        lambda: add_signature(edition.id, edition.sha256, actor=ANONYMOUS, now=minutes.now),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.codes == ("no_signatory",)
    assert count(session, Signature) == 0


def test_whoever_was_elected_takes_office_on_the_day_of_the_meeting(session, minutes, council):
    hall = minutes.hall()
    hall.items[1].kind = ItemKind.ELECTION
    election = minutes.build.add(
        Election(
            body_id=council.body.id, agenda_item_id=hall.items[1].id, elected_id=council.rival.id
        )
    )
    minutes.build.add(
        Candidate(election_id=election.id, person_id=council.rival.id, position=1, in_favour=9)
    )
    edition = minutes.to_sign(hall)
    today = minutes.now.date()
    assert find_deputy_chair(council.body.id, today).person_id == council.deputy.id

    minutes.sign_both(edition)

    assert election.effective_on == date(2026, 11, 19)
    assert find_deputy_chair(council.body.id, today).person_id == council.rival.id


def test_taking_back_voids_a_lone_signature(session, minutes):
    hall = minutes.hall()
    edition = minutes.to_sign(hall)
    add_signature(edition.id, edition.sha256, actor=minutes.chair, now=minutes.now)

    services.take_back_minutes(edition.id, actor=minutes.secretary, now=minutes.now)

    assert (edition.state, edition.sha256, edition.text) == (EditionState.DRAFT, None, "")
    assert hall.meeting.state is MeetingState.HELD
    assert count(session, Signature) == 0
    [entry] = session.scalars(select(JournalEntry).where(JournalEntry.what == "minutes.taken_back"))
    assert "Ветлугин" in entry.details["void_signatures"][0]


def change_text(minutes, edition):
    part = minutes.part(edition, PartKind.ITEM)
    return services.edit_part(
        part.id, PartDraft("иначе", part.revision), actor=minutes.secretary, now=minutes.now
    )


def redraft(minutes, edition):
    part = minutes.part(edition, PartKind.ITEM)
    services.redraft_part(part.id, revision=part.revision, actor=minutes.secretary, now=minutes.now)


def attach(minutes, edition):
    services.add_attachments(edition.id, "Ещё", actor=minutes.secretary, now=minutes.now)


def take_back(minutes, edition):
    services.take_back_minutes(edition.id, actor=minutes.secretary, now=minutes.now)


def send_again(minutes, edition):
    services.send_to_sign(
        edition.id, revision=edition.revision, actor=minutes.secretary, now=minutes.now
    )


@pytest.mark.parametrize("attempt", (change_text, redraft, attach, take_back, send_again))
@pytest.mark.parametrize("reach", ("signed", "published"))
def test_minutes_are_frozen_after_signing(session, minutes, attempt, reach):
    """Invariant 8: minutes are frozen after signing."""
    edition = getattr(minutes, reach)()
    before = [(part.text, part.revision) for part in minutes.parts(edition)]
    text, sha256 = edition.text, edition.sha256

    with pytest.raises(Refused):
        attempt(minutes, edition)

    assert [(part.text, part.revision) for part in minutes.parts(edition)] == before
    assert (edition.text, edition.sha256) == (text, sha256)
    assert minutes_sha256(edition.text) == sha256


def test_the_sum_of_signed_minutes_can_be_computed_from_their_parts(session, minutes):
    edition = minutes.signed()

    joined = joined_texts(part.text for part in minutes.parts(edition))
    assert minutes_sha256(joined) == edition.sha256
    assert set(session.scalars(select(Signature.sha256))) == {edition.sha256}
    assert session.get(MinutesEdition, edition.id).state is EditionState.SIGNED


def test_the_presiding_alone_signs_where_the_regulation_says_so(session, minutes, council, build):
    build.rule(council.body, "signatories", "presiding_alone")
    for person in (council.chair, council.secretary):
        minutes.password(person)
    hall = minutes.hall()
    edition = minutes.to_sign(hall)

    with pytest.raises(Refused) as refused:
        sign(minutes, edition, minutes.secretary)
    assert refused.value.codes == ("no_signatory",)

    assert sign(minutes, edition, minutes.chair) is True
    assert edition.state is EditionState.SIGNED
    assert hall.meeting.state is MeetingState.MINUTES_SIGNED


def test_a_correction_taken_back_leaves_the_meeting_with_its_signed_minutes(minutes):
    hall = minutes.hall()
    minutes.signed(hall)
    by = {"actor": minutes.secretary, "now": minutes.now}
    correction = services.start_correction(hall.meeting.id, "Описка", **by)
    services.send_to_sign(correction.id, revision=correction.revision, **by)
    services.take_back_minutes(correction.id, **by)
    assert hall.meeting.state is MeetingState.MINUTES_SIGNED
