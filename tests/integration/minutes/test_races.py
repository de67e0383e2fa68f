"""Two people at once, with real transactions on both databases (TRUST.md F13, F16)."""

import os
from unittest.mock import ANY

import pytest
from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import Stale
from council.assignments.models import Assignment
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingState
from council.minutes import services
from council.minutes.models import MinutesEdition, MinutesPart, Signature
from council.minutes.queries.published import find_published, preview_of
from council.minutes.rules import EditionState, PartKind
from council.minutes.rules.signing import minutes_sha256
from council.minutes.services import PartDraft
from tests.builders import Builder
from tests.builders_minutes import MinutesBuilder
from tests.conftest import NOW
from tests.races import at_once, committed_app, demand_row_locks, refusals_at_once, without_locks
from tests.signing import add_signature

ROUNDS = 100 if os.environ.get("SOAK") == "1" else 6


@pytest.fixture(scope="module")
def real_app(database, request, tmp_path_factory):
    """An application of its own, whose transactions are committed."""
    with committed_app(database, request, tmp_path_factory.mktemp("minutes-races")) as app:
        yield app


@pytest.fixture(scope="module")
def minutes(real_app):
    with real_app.app_context():
        build = Builder(db.session, NOW)
        yield MinutesBuilder(build, build.council())
        db.session.remove()


def test_both_sign_at_once_and_the_minutes_are_signed_once(real_app, minutes):
    for _ in range(ROUNDS):
        edition = minutes.to_sign()
        edition_id, sha256 = edition.id, edition.sha256
        acts = [
            lambda who=who, e=edition_id, s=sha256: add_signature(e, s, actor=who, now=NOW)
            for who in (minutes.chair, minutes.secretary)
        ]

        assert refusals_at_once(real_app, *acts) == [None, None]

        row = db.session.get(MinutesEdition, edition_id, populate_existing=True)
        assert row.state is EditionState.SIGNED
        signatures = select(func.count(Signature.id)).where(Signature.edition_id == edition_id)
        given = select(func.count(Assignment.id)).where(Assignment.edition_id == edition_id)
        assert (db.session.scalar(signatures), db.session.scalar(given)) == (2, 2)


def test_the_same_signature_twice_at_once_is_given_once(real_app, minutes):
    edition = minutes.to_sign()
    edition_id, sha256 = edition.id, edition.sha256
    chair = minutes.chair

    def act():
        add_signature(edition_id, sha256, actor=chair, now=NOW)

    [loser] = [error for error in refusals_at_once(real_app, act, act) if error]
    assert loser.codes == ("signed_already",)


def test_publish_and_withdraw_at_once_leave_one_truth(real_app, minutes):
    """TRUST F16: the final state is that of the last to commit, everywhere the same."""
    for _ in range(ROUNDS):
        edition = minutes.published()
        edition_id, meeting_id = edition.id, edition.meeting_id
        secretary = minutes.secretary
        services.withdraw_minutes(edition_id, "Ошибка", actor=secretary, now=NOW)
        shown = minutes_sha256(preview_of(edition_id).text)

        outcomes = refusals_at_once(
            real_app,
            lambda e=edition_id, s=shown, a=secretary: services.publish_minutes(
                e, s, actor=a, now=NOW
            ),
            lambda e=edition_id, a=secretary: services.withdraw_minutes(
                e, "Ошибка", actor=a, now=NOW
            ),
        )

        assert outcomes[0] is None
        state = db.session.get(MinutesEdition, edition_id, populate_existing=True).state
        withdrawn_last = outcomes[1] is None
        assert state is (EditionState.WITHDRAWN if withdrawn_last else EditionState.PUBLISHED)
        meeting = db.session.get(Meeting, meeting_id, populate_existing=True)
        wanted = MeetingState.MINUTES_SIGNED if withdrawn_last else MeetingState.PUBLISHED
        assert meeting.state is wanted
        assert find_published(meeting_id).is_withdrawn is withdrawn_last


def test_of_two_secretaries_on_one_part_the_second_meets_both_texts(real_app, minutes):
    edition = minutes.drafted()
    part_id = minutes.part(edition, PartKind.ITEM).id
    secretary = minutes.secretary
    acts = [
        lambda text=text: services.edit_part(part_id, PartDraft(text, 1), actor=secretary, now=NOW)
        for text in ("один", "другой")
    ]

    outcomes = refusals_at_once(real_app, *acts)

    [loser] = [error for error in outcomes if error]
    saved = db.session.get(MinutesPart, part_id, populate_existing=True)
    assert isinstance(loser, Stale)
    assert {loser.mine, loser.theirs} == {"один", "другой"}
    assert (saved.text, saved.revision) == (loser.theirs, 2)


def test_f13_twin_without_the_number_of_the_page_the_first_text_is_lost(real_app, minutes):
    """`ANY` equals whatever number is stored: nobody asks from which text the page was made."""
    edition = minutes.drafted()
    part_id = minutes.part(edition, PartKind.ITEM).id
    for text in ("один", "другой"):
        draft = PartDraft(text, ANY)
        services.edit_part(part_id, draft, actor=minutes.secretary, now=NOW)
    db.session.rollback()
    assert db.session.get(MinutesPart, part_id).text == "другой"


def test_f13_twin_without_the_lock_both_save_and_one_text_is_lost(
    real_app, minutes, database, monkeypatch
):
    demand_row_locks(database)
    edition = minutes.drafted()
    part_id = minutes.part(edition, PartKind.ITEM).id
    secretary = minutes.secretary
    acts = [
        lambda text=text: services.edit_part(part_id, PartDraft(text, 1), actor=secretary, now=NOW)
        for text in ("один", "другой")
    ]
    db.session.rollback()
    with without_locks(monkeypatch):
        assert at_once(real_app, *acts) == [None, None]
