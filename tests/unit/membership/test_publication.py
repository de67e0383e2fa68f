"""Invariant 20: a person's field is public only with consent or an official ground."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.kernel.names import PersonName
from council.membership.rules import BUSINESS, Category, ConsentScope, Office
from council.membership.rules.publication import (
    OFFICIAL_CATEGORIES,
    OFFICIAL_OFFICES,
    Consent,
    Grounds,
    public_name,
    public_position,
    unnamed,
    visible_to,
)

NAME = PersonName("Долматова", "Ирина", "Сергеевна")
NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
GROUNDS = st.builds(
    Grounds,
    st.frozensets(st.sampled_from(Category)),
    st.frozensets(st.sampled_from(Office)),
    st.frozensets(st.sampled_from(ConsentScope)),
)


@pytest.mark.parametrize("category", Category)
def test_a_category_names_its_members_unless_it_is_business(category):
    named = public_name(NAME, Grounds(frozenset({category}))) is not None

    assert named == (category not in BUSINESS)
    assert set(Category) == OFFICIAL_CATEGORIES | set(BUSINESS)


@pytest.mark.parametrize("office", Office)
def test_an_office_of_the_council_itself_names_its_holder(office):
    grounds = Grounds(frozenset({Category.EXPORTER}), frozenset({office}))

    expected = office in {Office.CHAIR, Office.DEPUTY_CHAIR, Office.SECRETARY}
    assert (public_name(NAME, grounds) == NAME) == expected
    assert (office in OFFICIAL_OFFICES) == expected


@given(GROUNDS)
@example(Grounds(consents=frozenset({ConsentScope.POSITION})))
@example(Grounds(consents=frozenset({ConsentScope.NAME})))
def test_invariant_20_a_field_is_public_only_with_consent_or_an_official_ground(grounds):
    official = bool(grounds.categories & OFFICIAL_CATEGORIES or grounds.offices & OFFICIAL_OFFICES)
    by_consent = ConsentScope.NAME in grounds.consents

    assert (public_name(NAME, grounds) is not None) == (official or by_consent)
    told = public_position("директор", grounds) == "директор"
    assert told == (official or {ConsentScope.NAME, ConsentScope.POSITION} <= grounds.consents)


@given(GROUNDS)
def test_contacts_and_photo_are_never_public_by_office_alone(grounds):
    for scope in (ConsentScope.CONTACTS, ConsentScope.PHOTO):
        assert visible_to(scope, grounds, is_participant=False) == (scope in grounds.consents)


@given(GROUNDS, st.sampled_from(ConsentScope))
def test_those_who_work_in_the_council_see_every_field(grounds, scope):
    assert visible_to(scope, grounds, is_participant=True)


@pytest.mark.parametrize(
    ("given_at", "revoked_at", "is_live"),
    (
        (NOW, None, True),
        (NOW + SECOND, None, False),
        (NOW - SECOND, NOW, False),
        (NOW - SECOND, NOW + SECOND, True),
        (NOW - 2 * SECOND, NOW - SECOND, False),
    ),
)
def test_a_consent_lives_from_its_moment_until_its_withdrawal(given_at, revoked_at, is_live):
    assert Consent(ConsentScope.NAME, given_at, revoked_at).is_live(NOW) == is_live


@pytest.mark.parametrize("category", (None, *Category))
def test_who_must_not_be_named_is_called_by_the_category(category):
    text = unnamed(category)

    businesses = {Category.EXPORTER, Category.FUTURE_EXPORTER}
    associations = {Category.BUSINESS_ASSOCIATION, Category.SECTOR_UNION}
    assert ("of a business;" in text) == (category in businesses)
    assert ("business association" in text) == (category in associations)
    assert "not published" in text
