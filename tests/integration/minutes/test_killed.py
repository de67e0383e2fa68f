"""F01: whoever is killed while minutes are signed leaves all of it or nothing, and may try again.

Real processes on both databases, and the twin that commits before it has finished.
"""

import os
import signal
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from core.adapters.chain import JournalEntry
from core.adapters.database import db
from core.audit.services.verifying import verify
from core.kernel.errors import Refused
from core.letters.models import OutgoingLetter
from core.papers.models import KeptPaper
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingState
from council.minutes.models import MinutesEdition, Signature
from council.minutes.rules import EditionState
from tests.builders import Builder
from tests.builders_minutes import MinutesBuilder
from tests.conftest import NOW
from tests.processes import Running
from tests.races import committed_app
from tests.signing import add_signature

SCRIPT = Path(__file__).parent / "killed.py"
NOTHING, ALL = (0, 0, 0, 0, False, False), (1, 1, 1, 1, True, True)


@pytest.fixture(scope="module")
def real_app(database, request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("minutes-killed")
    with committed_app(database, request, folder) as app:
        url = app.config["SETTINGS"].database_url
        environ = {"DATABASE_URL": url, "DATA_DIR": str(folder), "SECRET_KEY": "t" * 40}
        app.extensions["environ"] = {**os.environ, **environ, "LOG_LEVEL": "CRITICAL"}
        yield app


@pytest.fixture(scope="module")
def minutes(real_app):
    with real_app.app_context():
        build = Builder(db.session, NOW)
        yield MinutesBuilder(build, build.council())
        db.session.remove()


@pytest.fixture
def edition(minutes):
    """Minutes that lack the secretary's signature."""
    made = minutes.to_sign()
    add_signature(made.id, made.sha256, actor=minutes.chair, now=NOW)
    return made.id, made.sha256


def killed(app, minutes, moment, edition):
    who = minutes.secretary
    db.session.rollback()
    words = (moment, edition[0], edition[1], f"{who.account_id},{who.person_id}")
    done = Running((SCRIPT, *words), app.extensions["environ"])
    assert done.wait(60) == -signal.SIGKILL


def left_behind(edition_id):
    """Second signature, entries of the end, letters (as 0 or 1), papers, both states."""
    db.session.rollback()
    s, j = Signature, JournalEntry
    row = db.session.get(MinutesEdition, edition_id, populate_existing=True)
    meeting = db.session.get(Meeting, row.meeting_id, populate_existing=True)
    counts = (
        select(func.count(s.id) - 1).where(s.edition_id == edition_id),
        select(func.count(j.seq)).where(j.subject_id == edition_id, j.what == "minutes.signed"),
        select(func.min(1)).where(OutgoingLetter.fact.contains(f"signed:{edition_id.hex}")),
        select(func.count(KeptPaper.code)).where(KeptPaper.subject_id == edition_id),
    )
    found = (db.session.scalar(query) or 0 for query in counts)
    is_signed = row.state is EditionState.SIGNED
    return (*found, is_signed, meeting.state is MeetingState.MINUTES_SIGNED)


def check_database():
    assert verify().is_whole
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(text("PRAGMA integrity_check")).scalar() == "ok"


@pytest.mark.parametrize("moment", ("begun", "signed", "posted", "journalled"))
def test_before_the_commit_nothing_is_left_and_the_click_repeated_does_all(
    real_app, minutes, edition, moment
):
    killed(real_app, minutes, moment, edition)
    assert left_behind(edition[0]) == NOTHING
    check_database()
    add_signature(*edition, actor=minutes.secretary, now=NOW)
    assert left_behind(edition[0]) == ALL


def test_after_the_commit_all_is_there_and_the_click_repeated_is_told_so(
    real_app, minutes, edition
):
    killed(real_app, minutes, "committed", edition)
    assert left_behind(edition[0]) == ALL
    check_database()
    with pytest.raises(Refused) as refused:
        add_signature(*edition, actor=minutes.secretary, now=NOW)
    assert refused.value.codes == ("wrong_state",)  # 409: these minutes are signed
    assert left_behind(edition[0]) == ALL


def test_the_twin_that_commits_early_leaves_half_of_it(real_app, minutes, edition):
    killed(real_app, minutes, "early", edition)
    found = left_behind(edition[0])
    assert found not in {NOTHING, ALL}
    assert found[0] == 1
    assert found[3] == 0
