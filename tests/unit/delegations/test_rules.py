"""Travel, passports, the day of deletion and the texts of the consents."""

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.adapters.language import merged
from events.missions.delegations.rules import consent
from events.missions.delegations.rules.members import (
    Days,
    Travel,
    name_parts,
    travel_refusals,
)
from events.missions.delegations.rules.passports import (
    Asking,
    Passport,
    asking_refusal,
    clean_latin,
    clean_number,
    deletion_day,
    deletion_refusal,
    is_due,
    passport_faults,
)
from tests.builders_delegations import passport

FIRST, LAST = date(2027, 2, 8), date(2027, 2, 10)
EVENT = Days(FIRST, LAST)
TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)


def codes(refusals):
    return [each.code for each in refusals]


@pytest.mark.parametrize(
    ("arrives", "leaves", "expected"),
    (
        (None, None, []),
        (FIRST, LAST, []),
        (FIRST, FIRST, []),
        (LAST, None, []),
        (None, FIRST, []),
        (LAST, FIRST, ["leaves_first"]),
        (LAST + DAY, None, ["misses_event"]),
        (None, FIRST - DAY, ["misses_event"]),
        (FIRST - 30 * DAY, LAST + 30 * DAY, []),
        (FIRST - 31 * DAY, LAST, ["far_from_event"]),
        (FIRST, LAST + 31 * DAY, ["far_from_event"]),
    ),
)
def test_a_journey_lies_within_or_around_the_event(arrives, leaves, expected):
    assert codes(travel_refusals(Travel(arrives, leaves), EVENT)) == expected


def test_a_journey_to_an_event_without_days_is_only_in_order():
    assert travel_refusals(Travel(date(2020, 1, 1), date(2030, 1, 1)), Days()) == ()
    assert codes(travel_refusals(Travel(LAST, FIRST), Days())) == ["leaves_first"]


def test_an_event_of_one_day_has_its_last_day_on_the_first():
    assert codes(travel_refusals(Travel(FIRST + DAY), Days(FIRST))) == ["misses_event"]


@pytest.mark.parametrize(
    ("typed", "parts"),
    (
        ("Мороз Никита Ильич", ("Мороз", "Никита", "Ильич")),
        ("Мороз Никита", ("Мороз", "Никита", None)),
        ("Мороз", ("Мороз", "", None)),
    ),
)
def test_a_name_is_split_or_kept_whole(typed, parts):
    name = name_parts(typed)
    assert (name.surname, name.given, name.patronymic) == parts


def test_a_good_passport_has_no_faults():
    assert passport_faults(passport(), TODAY, LAST) == ()
    assert passport_faults(passport(valid_until=LAST, born_on=TODAY - DAY), TODAY, LAST) == ()


@pytest.mark.parametrize(
    ("values", "code"),
    (
        ({"number": "1234"}, "passport_number"),
        ({"number": "1" * 21}, "passport_number"),
        ({"number": "75АБ34567"}, "passport_number"),
        ({"number": ""}, "passport_number"),
        ({"citizenship": ""}, "citizenship"),
        ({"citizenship": "RU1"}, "citizenship"),
        ({"latin_name": "МОРОЗ НИКИТА"}, "latin_name"),
        ({"latin_name": "MOROZ"}, "latin_name"),
        ({"born_on": TODAY}, "born_on"),
        ({"born_on": date(1905, 1, 1)}, "born_on"),
        ({"valid_until": LAST - DAY}, "valid_until"),
    ),
)
def test_each_fault_of_a_passport_is_named(values, code):
    assert codes(passport_faults(passport(**values), TODAY, LAST)) == [code]


def test_all_faults_are_named_at_once():
    bad = Passport("", "", "", TODAY, TODAY)
    assert len(passport_faults(bad, TODAY, LAST)) == 5


@pytest.mark.parametrize("name", ("Республика Корея", "Кот-д'Ивуар", "Russia (RF)"))
def test_citizenships_are_words(name):
    assert passport_faults(passport(citizenship=name), TODAY, LAST) == ()


def test_what_is_typed_is_cleaned():
    assert clean_number("75 № 123-45 67") == "751234567"
    assert clean_number("ab1234567") == "AB1234567"
    assert clean_latin("  Moroz   Nikita ") == "MOROZ NIKITA"


def test_a_passport_shows_itself_in_no_traceback():
    assert "751234567" not in repr(passport())
    assert "MOROZ" not in f"{passport()!r} {[passport()]} {passport()}"


@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.dates(min_value=date(1900, 1, 1)),
)
def test_a_passport_survives_its_text(number, name, day):
    own = Passport(number, name, name, day, day)
    assert Passport.from_text(own.to_text()) == own


@pytest.mark.parametrize(
    ("chosen", "last", "day"),
    (
        (None, LAST, LAST + 30 * DAY),
        (LAST + DAY, LAST, LAST + DAY),
        (LAST, LAST, LAST + 30 * DAY),
        (LAST + 90 * DAY, None, None),
        (None, None, None),
    ),
)
def test_the_day_of_deletion_is_the_chosen_or_thirty_days_after(chosen, last, day):
    assert deletion_day(chosen, last) == day


@pytest.mark.parametrize(
    ("chosen", "code"),
    (
        (None, None),
        (LAST, "too_soon_deleted"),
        (LAST + DAY, None),
        (LAST + 90 * DAY, None),
        (LAST + 91 * DAY, "too_long_kept"),
    ),
)
def test_passports_are_kept_until_the_event_is_over_and_not_for_long(chosen, code):
    refusal = deletion_refusal(chosen, LAST)
    assert (refusal and refusal.code) == code
    assert deletion_refusal(chosen, None) is None


@pytest.mark.parametrize(
    ("values", "code"),
    (
        ({}, None),
        ({"asks": False}, "passport_not_asked"),
        ({"asks": False, "has_key": False}, "passport_not_asked"),
        ({"has_key": False}, "no_passport_key"),
        ({"is_off": True}, "passport_too_late"),
        ({"delete_on": None}, "no_days"),
        ({"delete_on": TODAY + DAY}, None),
        ({"delete_on": TODAY}, "passport_too_late"),
        ({"delete_on": TODAY - DAY}, "passport_too_late"),
    ),
)
def test_passports_are_taken_where_they_are_asked_and_can_be_kept(values, code):
    refusal = asking_refusal(Asking(**{"delete_on": LAST, **values}), TODAY)
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("promised", "values", "due"),
    (
        (TODAY + DAY, {}, False),
        (TODAY, {}, True),
        (TODAY - DAY, {}, True),
        (TODAY + DAY, {"delete_on": TODAY}, True),
        (TODAY, {"delete_on": LAST + 90 * DAY}, True),
        (TODAY + DAY, {"delete_on": None}, False),
        (TODAY, {"delete_on": None}, True),
        (TODAY + DAY, {"is_off": True}, True),
        (TODAY + DAY, {"asks": False}, True),
        (TODAY + DAY, {"has_key": False}, False),
    ),
)
def test_a_passport_goes_on_the_promised_day_or_on_an_earlier_one(promised, values, due):
    assert is_due(promised, Asking(**{"delete_on": LAST, **values}), TODAY) is due


def test_a_version_of_the_consents_is_held_to_its_texts():
    english = [each for texts in consent.TEXTS.values() for each in texts]
    russian = merged(Path(__file__).parents[3] / "translations" / "ru")
    both = "\n".join([*english, *(russian.get(each).string for each in english)])
    assert (consent.VERSION, sha256(both.encode()).hexdigest()[:12]) == (
        "passport-1",
        "09e304ab5cd9",
    )


@pytest.mark.parametrize(
    ("which", "version", "right"),
    (
        ("processing", "passport-1/processing/ru", True),
        ("processing", "passport-1/processing/en", True),
        ("processing", "passport-1/handing_on/ru", False),
        ("handing_on", "passport-1/handing_on/en", True),
        ("processing", "passport-0/processing/ru", False),
        ("processing", "passport-1/processing/", False),
        ("processing", "", False),
    ),
)
def test_only_the_texts_that_stand_there_now_are_agreed_to(which, version, right):
    assert consent.is_current(consent.PassportConsent(which), version) is right
