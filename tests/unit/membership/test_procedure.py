"""Dated rules of procedure: typed values, defaults, what stands on a day."""

from dataclasses import fields
from datetime import date

import pytest

from core.kernel.errors import Refused
from council.membership.rules.procedure import (
    BY_KEY,
    DEFAULTS,
    SPECS,
    AgendaRule,
    CastingVote,
    Decider,
    Majority,
    Procedure,
    QuorumBase,
    QuorumRule,
    SettingKind,
    Signatories,
    parsed,
    procedure_of,
    values_on,
)

DAY = date(2026, 3, 10)


def test_every_setting_is_a_field_and_every_field_a_setting():
    assert {spec.key for spec in SPECS} == {field.name for field in fields(Procedure)}


def test_the_defaults_are_those_of_the_standard_and_of_practice():
    assert (DEFAULTS.meetings_first_year, DEFAULTS.meetings_later_years) == (2, 4)
    assert (DEFAULTS.quorum, DEFAULTS.casting_vote) == (
        QuorumRule.MORE_THAN_HALF,
        CastingVote.PRESIDING,
    )
    assert DEFAULTS.gated_reports == {"coordinator_report", "programme_report"}
    assert not DEFAULTS.stand_in_allowed
    assert not DEFAULTS.absentee_counts
    assert DEFAULTS.founding_counts
    assert (DEFAULTS.majority, DEFAULTS.quorum_base) == (Majority.OF_PRESENT, QuorumBase.MEMBERS)
    assert (DEFAULTS.agenda_rule, DEFAULTS.signatories) == (AgendaRule.BOTH, Signatories.BOTH)
    assert DEFAULTS.control_decider is Decider.CHAIR
    assert (DEFAULTS.absentee_allowed, DEFAULTS.secretary_votes) == (True, False)
    assert (DEFAULTS.year_plan, DEFAULTS.working_groups, DEFAULTS.guests_speak) == (True,) * 3
    assert (DEFAULTS.sending_days, DEFAULTS.approved_seats) == (0, 0)
    assert (DEFAULTS.notice_days, DEFAULTS.review_days, DEFAULTS.signing_days) == (5, 5, 5)


@pytest.mark.parametrize(
    ("key", "value"),
    (
        ("notice_days", "-1"),
        ("notice_days", "367"),
        ("notice_days", "٣"),
        ("notice_days", ""),
        ("notice_days", "5.5"),
        ("stand_in_allowed", "maybe"),
        ("decisions_force", "  "),
        ("decisions_force", "а" * 401),
        ("majority", "of_nobody"),
        ("extraordinary_initiators", "by_secretary"),
        ("quorum", "nobody"),
        ("quorum", ""),
        ("gated_reports", "coordinator_report gossip"),
    ),
)
def test_a_value_that_is_none_is_refused(key, value):
    with pytest.raises(Refused) as refused:
        parsed(BY_KEY[key], value)
    assert refused.value.codes == ("bad_setting",)


@pytest.mark.parametrize(
    ("key", "value", "typed"),
    (
        ("decisions_force", " Обязательны. ", "Обязательны."),
        ("decisions_force", "а" * 400, "а" * 400),
        ("extraordinary_initiators", "by_chair by_presidium", {"by_chair", "by_presidium"}),
        ("notice_days", " 0 ", 0),
        ("notice_days", "366", 366),
        ("stand_in_allowed", "yes", True),
        ("stand_in_allowed", "no", False),
        ("quorum", "two_thirds", "two_thirds"),
        ("gated_reports", "", frozenset()),
        ("gated_reports", "interim_report", {"interim_report"}),
    ),
)
def test_a_stored_value_is_typed_by_its_kind(key, value, typed):
    assert parsed(BY_KEY[key], value) == typed


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.key)
def test_each_default_is_a_value_of_its_own_setting(spec):
    parsed(spec, spec.default)
    assert (spec.kind in {SettingKind.CHOICE, SettingKind.CHOICES}) == bool(spec.choices)


def test_a_change_holds_from_its_day_on_whatever_the_order_of_the_rows():
    rows = [
        ("notice_days", "9", date(2026, 3, 11)),
        ("notice_days", "3", date(2025, 1, 1)),
        ("notice_days", "7", DAY),
    ]

    values = {
        day: values_on(rows, day).get("notice_days")
        for day in (date(2024, 12, 31), date(2025, 1, 1), date(2026, 3, 9), DAY, date(2026, 3, 11))
    }

    assert list(values.values()) == [None, "3", "3", "7", "9"]
    assert procedure_of(values_on(rows, DAY)).notice_days == 7


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.key)
def test_each_choice_of_a_setting_becomes_its_rule(spec):
    for choice in spec.choices:
        typed = getattr(procedure_of({spec.key: choice}), spec.key)
        assert typed in {choice, frozenset({choice})}
        assert spec.kind is not SettingKind.CHOICE or type(typed) is not str
