"""Counters of participants, photos, sessions and feedback at their boundaries."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.programme.rules import EventState, ParticipantKind
from events.programme.rules.counters import (
    COUNTERS,
    MOST,
    Participant,
    counted,
    overridden,
    override_faults,
    participant_faults,
    published_counters,
)
from events.programme.rules.days import EventDays, followed, is_move, session_faults
from events.programme.rules.feedback import OPEN_FOR, is_taken
from events.programme.rules.photos import photo_faults

K = ParticipantKind
DAY = date(2026, 10, 22)


def codes(refusals):
    return [refusal.code for refusal in refusals]


def test_participants_are_counted_once_however_they_were_typed():
    came = [
        Participant(K.COMPANY, "ООО «Сыры»", region="Заречинская область", people=2),
        Participant(K.COMPANY, "ООО Сыры", region="заречинская  область"),
        Participant(K.AUTHORITY, "Министерство", region="Яринский край", people=3),
        Participant(K.COMPANY, "ООО «Сыры»", country="KZ", people=4),
        Participant(K.COMPANY, "Samarbaraka", country="UZ", region="Ташкент"),
    ]
    assert counted(came) == {"people": 11, "regions": 2, "countries": 3, "companies": 3}
    assert counted([]) == dict.fromkeys(COUNTERS, 0)


def test_a_typed_counter_goes_before_the_counted_one_and_nought_is_a_number_too():
    found = {"people": 5, "regions": 2, "countries": 0, "companies": 1}
    own = {"people": 104, "regions": None, "companies": 0}
    assert published_counters(own, found) == {
        "people": 104,
        "regions": 2,
        "countries": None,
        "companies": 0,
    }
    assert overridden(own, found) == ("people", "companies")
    assert overridden({"people": 5}, found) == ()


def test_other_numbers_need_a_reason_and_are_none_below_nought():
    none = dict.fromkeys(COUNTERS)
    assert override_faults(none, "") == ()
    assert codes(override_faults({**none, "people": 0}, " ")) == ["no_counter_reason"]
    assert codes(override_faults({**none, "people": -1}, "так")) == ["negative_counter"]
    assert codes(override_faults({**none, "people": MOST + 1}, "так")) == ["negative_counter"]
    assert override_faults({**none, "people": MOST}, "так") == ()


def test_a_participant_from_home_names_its_region():
    assert codes(participant_faults(Participant(K.COMPANY, " ", "", people=0))) == [
        "no_participant",
        "no_country",
        "no_people",
    ]
    assert codes(participant_faults(Participant(K.COMPANY, "Сыры"))) == ["no_region"]
    assert participant_faults(Participant(K.COMPANY, "Сыры", "KZ")) == ()
    assert codes(participant_faults(Participant(K.COMPANY, "С", "KZ", people=MOST + 1))) == [
        "no_people"
    ]


PEOPLE = st.builds(
    Participant,
    st.sampled_from(K),
    st.sampled_from(("Сыры", "Насосы", "Палата")),
    st.sampled_from(("RU", "KZ", "UZ")),
    st.sampled_from(("Заречье", "Яринский край")),
    st.integers(1, 9),
)


@given(st.lists(PEOPLE), st.lists(PEOPLE))
def test_no_counter_grows_by_more_than_the_people_who_came(first, second):
    before, after = counted(first), counted(first + second)
    assert all(before[name] <= after[name] for name in COUNTERS)
    assert after["people"] == sum(each.people for each in first + second)
    assert max(after.values()) == after["people"]


@pytest.mark.parametrize(
    ("caption", "consent", "shown", "found"),
    (
        ("Открытие", "", False, []),
        (" ", "", False, ["no_caption"]),
        ("Открытие", " ", True, ["no_consent_note"]),
        ("", "", True, ["no_caption", "no_consent_note"]),
        ("Открытие", "согласия", True, []),
    ),
)
def test_a_photo_is_shown_only_with_words_and_a_note_on_the_consent(caption, consent, shown, found):
    assert codes(photo_faults(caption, consent, is_shown=shown)) == found


def test_a_session_lies_within_the_days_of_its_event():
    days = (DAY, DAY + timedelta(days=1))
    ten = (time(10), time(11))
    assert session_faults("Открытие", DAY, ten, days) == ()
    assert session_faults("Открытие", DAY + timedelta(days=1), (time(10), None), days) == ()
    late = session_faults(" ", DAY + timedelta(days=2), (time(10), time(10)), days)
    assert codes(late) == ["no_title", "ends_early", "other_day"]
    assert session_faults("Открытие", date(2030, 1, 1), ten, (None, None)) == ()


@pytest.mark.parametrize("state", EventState)
def test_feedback_is_taken_from_the_first_day_for_ninety_days(state):
    has_results = state in {EventState.UNDER_WAY, EventState.HELD, EventState.REPORTED}
    assert is_taken(state, DAY, DAY + OPEN_FOR) is has_results
    assert not is_taken(state, DAY, DAY + OPEN_FOR + timedelta(days=1))
    assert not is_taken(state, None, DAY)


MAY = EventDays.of((date(2026, 5, 4), date(2026, 5, 6)), None, 2026)


@pytest.mark.parametrize(
    ("old", "new", "moves"),
    (
        (MAY, MAY, False),
        (MAY, EventDays.of((date(2026, 5, 5), date(2026, 5, 6)), None, 2026), True),
        (MAY, EventDays(), True),
        (EventDays(), MAY, False),
        (EventDays(month=date(2026, 5, 1)), MAY, False),
        (EventDays(month=date(2026, 4, 1)), MAY, True),
        (EventDays(month=date(2025, 5, 1)), MAY, True),
        (EventDays(month=date(2026, 5, 1)), EventDays(month=date(2026, 6, 1)), True),
        (EventDays(month=date(2026, 5, 1)), EventDays(), True),
    ),
)
def test_days_within_the_month_planned_for_and_first_days_are_no_move(old, new, moves):
    assert is_move(old, new) is moves


@pytest.mark.parametrize(
    ("day", "old", "moved"),
    (
        (4, (4, 6), 11),
        (6, (4, 6), 13),
        (7, (4, 6), 7),
        (3, (4, 6), 3),
        (4, (4, None), 11),
        (5, (4, None), 5),
        (5, (None, None), 5),
    ),
)
def test_a_day_of_an_event_follows_it_and_any_other_stays(day, old, moved):
    days = tuple(date(2026, 5, each) if each else None for each in old)
    assert followed(date(2026, 5, day), days, date(2026, 5, 11)) == date(2026, 5, moved)
