"""The drafter writes the sample region's five minutes word for word."""

import pytest

from council.minutes.rules import MinutesForm, PartKind
from council.minutes.rules.drafting import drafted, joined, parts_of
from tests.unit.minutes.sample import full_minutes_of_sample, session_of

MEETINGS = full_minutes_of_sample()


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting["id"])
def test_the_draft_is_the_samples_text_word_for_word(meeting):
    parts = drafted(session_of(meeting), MinutesForm.FULL)

    assert plain(joined(parts)).splitlines() == meeting["minutes_text"].splitlines()
    assert plain(joined(parts)) + "\n" == meeting["minutes_text"]


def test_the_sample_has_five_minutes_and_all_are_drafted():
    assert len(MEETINGS) == 5


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting["id"])
def test_each_item_of_the_agenda_is_a_part_of_its_own(meeting):
    session = session_of(meeting)
    parts = drafted(session, MinutesForm.FULL)

    items = [part.item_id for part in parts if part.kind is PartKind.ITEM]
    assert items == [item.id for item in session.items]
    assert parts[0].kind is PartKind.HEADING
    assert parts[-1].kind is PartKind.SIGNATURES


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting["id"])
def test_finished_minutes_fall_into_the_very_parts_they_are_drafted_in(meeting):
    session = session_of(meeting)
    ids = {item.number: item.id for item in session.items}
    parts = drafted(session, MinutesForm.FULL)

    assert parts_of(joined(parts), ids) == parts
