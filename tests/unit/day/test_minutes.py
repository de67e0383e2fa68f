"""Whose turn the minutes are: every state of an edition for every kind of person."""

from itertools import product

import pytest

from council.day.rules.minutes import MinutesFacts, MinutesTaskAction, minutes_task
from council.day.rules.year import level_of
from council.meetings.rules.yearly import Standing, YearCount
from council.minutes.rules import EditionState
from council.reports.rules.checks import CheckLevel

E, A = EditionState, MinutesTaskAction
PEOPLE = {
    "secretary": {"is_keeper": True, "is_participant": True, "is_signatory": True},
    "keeper": {"is_keeper": True, "is_participant": True},
    "presiding": {"is_participant": True, "is_signatory": True},
    "former presiding": {"is_signatory": True},
    "member": {"is_participant": True},
    "stranger": {},
}
EXPECTED = {
    None: {"secretary": A.DRAFT, "keeper": A.DRAFT},
    E.DRAFT: {"secretary": A.DRAFT, "keeper": A.DRAFT},
    E.CIRCULATED: {
        "secretary": A.SEND_TO_SIGN,
        "keeper": A.SEND_TO_SIGN,
        "presiding": A.REMARK,
        "member": A.REMARK,
    },
    E.TO_SIGN: {
        "secretary": A.SIGN,
        "keeper": A.AWAIT_SIGNATURE,
        "presiding": A.SIGN,
        "former presiding": A.SIGN,
    },
    E.SIGNED: {"secretary": A.PUBLISH, "keeper": A.PUBLISH},
}


@pytest.mark.parametrize(("edition", "person"), tuple(product((None, *E), PEOPLE)))
def test_each_person_is_told_of_their_own_turn(edition, person):
    expected = EXPECTED.get(edition, {}).get(person)
    assert minutes_task(MinutesFacts(edition, **PEOPLE[person])) is expected


@pytest.mark.parametrize(
    ("person", "expected"),
    (("secretary", A.AWAIT_SIGNATURE), ("presiding", A.AWAIT_SIGNATURE)),
)
def test_who_has_signed_waits_for_the_other(person, expected):
    facts = MinutesFacts(E.TO_SIGN, has_signed=True, **PEOPLE[person])
    assert minutes_task(facts) is expected


def test_remarks_are_answered_before_anything_is_signed():
    facts = MinutesFacts(E.CIRCULATED, open_remarks=1, **PEOPLE["secretary"])
    assert minutes_task(facts) is A.ANSWER_REMARKS


def test_after_the_term_for_remarks_members_have_nothing_to_do():
    facts = MinutesFacts(E.CIRCULATED, is_remarking_over=True, **PEOPLE["member"])
    assert minutes_task(facts) is None


@pytest.mark.parametrize(
    ("standings", "expected"),
    (
        ([Standing.COUNTS] * 4, CheckLevel.OK),
        ([Standing.COUNTS] * 5, CheckLevel.OK),
        ([Standing.COUNTS] * 3 + [Standing.AHEAD], CheckLevel.WARNING),
        ([Standing.COUNTS] * 3 + [Standing.AWAITS_SIGNATURE], CheckLevel.WARNING),
        ([Standing.COUNTS] * 3, CheckLevel.RED),
        ([Standing.COUNTS] * 3 + [Standing.CANCELLED], CheckLevel.RED),
    ),
)
def test_the_year_is_met_within_reach_or_short(standings, expected):
    assert level_of(YearCount(4, tuple(standings))) is expected
