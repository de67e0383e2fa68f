"""The drafter, fed from the database, writes the sample's five minutes word for word."""

from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import select

from core.importing.sections import import_content, load
from council.importing.sections import SECTIONS
from council.meetings.models import Meeting
from council.minutes.models import MinutesEdition
from council.minutes.queries.records import get_session
from council.minutes.rules import MinutesForm
from council.minutes.rules.drafting import drafted, joined
from tests.statements import counted_statements

SAMPLE = Path(__file__).parents[3] / "sample" / "zarechye.yaml"
CODES = ("z-2023-1", "z-2026-1", "z-2026-2", "z-2026-3", "z-2026-4")


@cache
def sample():
    return load(SAMPLE)


@pytest.fixture
def imported(session, build):
    assert import_content(sample(), SECTIONS, now=build.now).faults == ()


def plain(text):
    return text.replace("\u00a0", " ")


def test_the_five_minutes_are_drafted_from_the_database_word_for_word(session, imported):
    for code in CODES:
        meeting = session.scalars(select(Meeting).where(Meeting.code == code)).one()
        text = session.scalars(
            select(MinutesEdition.text).where(MinutesEdition.meeting_id == meeting.id)
        ).one()

        parts = drafted(get_session(meeting), MinutesForm.FULL)

        assert plain(joined(parts)).splitlines() == text.splitlines()


def test_a_longer_meeting_takes_no_more_statements(session, imported):
    counts = set()
    for code in ("z-2026-2", "z-2026-4"):
        meeting = session.scalars(select(Meeting).where(Meeting.code == code)).one()
        with counted_statements() as statements:
            get_session(meeting)
        counts.add(len(statements))

    assert len(counts) == 1
    assert counts.pop() <= 20
