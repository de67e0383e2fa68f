"""The gate before the agenda, the term of a decision, who may see a report (DOMAIN § 1.9)."""

from datetime import date
from itertools import product
from uuid import uuid4

import pytest

from core.kernel.workdays import Deadline, WorkCalendar
from council.membership.rules import Power
from council.membership.rules.procedure import DEFAULTS
from council.reports.rules import (
    ReportKind,
    ReportState,
    blocked_because,
    is_visible,
    needs_approval,
    waiting,
)
from council.reports.rules.writers import kinds_for, may_write

S = ReportState
CALENDAR = WorkCalendar(holidays=frozenset({date(2026, 11, 4)}), verified_years=frozenset({2026}))


def test_invariant_1_a_gated_report_is_tabled_only_through_the_approval_of_its_version():
    free = {
        (state, is_approved)
        for state, is_approved in product(S, (False, True))
        if blocked_because(state, is_gated=True, is_approved=is_approved) is None
    }

    assert free == {(S.APPROVED, True)}


@pytest.mark.parametrize(
    ("state", "code"),
    (
        (S.DRAFT, "in_draft"),
        (S.SUBMITTED, "awaits_decision"),
        (S.RETURNED, "returned"),
        (S.APPROVED, "no_approval"),
        (S.PRESENTED, "no_approval"),
        (S.HEARD, "heard_already"),
        (S.WITHDRAWN, "withdrawn"),
    ),
)
def test_a_blocked_report_says_why(state, code):
    assert blocked_because(state, is_gated=True, is_approved=False).code == code


def test_invariant_3_infrastructure_and_interim_reports_need_no_approval():
    gated = {kind for kind in ReportKind if needs_approval(kind, DEFAULTS.gated_reports)}
    blocked = {
        state: refusal.code
        for state in S
        if (refusal := blocked_because(state, is_gated=False, is_approved=False))
    }

    assert gated == {ReportKind.COORDINATOR, ReportKind.PROGRAMME}
    assert blocked == {
        S.DRAFT: "not_presented",
        S.HEARD: "heard_already",
        S.WITHDRAWN: "withdrawn",
    }


def test_a_regulation_may_gate_the_interim_report_too():
    assert needs_approval(ReportKind.INTERIM, {"interim_report"})


@pytest.mark.parametrize(
    ("today", "passed", "left", "is_overdue"),
    (
        (date(2026, 11, 2), 0, 5, False),
        (date(2026, 11, 3), 1, 4, False),
        (date(2026, 11, 4), 1, 4, False),  # a holiday is no working day
        (date(2026, 11, 10), 5, 0, False),
        (date(2026, 11, 11), 6, -1, True),
    ),
)
def test_a_decision_is_due_after_five_working_days_not_counting_the_holiday(
    today, passed, left, is_overdue
):
    wait = waiting(date(2026, 11, 2), today, 5, CALENDAR)

    assert wait.due == Deadline(date(2026, 11, 10))
    assert (wait.passed, wait.left, wait.is_overdue) == (passed, left, is_overdue)


def test_a_term_over_a_day_off_is_overdue_although_no_working_day_has_passed():
    wait = waiting(date(2026, 11, 6), date(2026, 11, 14), 5, CALENDAR)

    assert (wait.due.day, wait.left, wait.is_overdue) == (date(2026, 11, 13), 0, True)


def test_a_term_that_reaches_an_unverified_year_is_provisional():
    wait = waiting(date(2026, 12, 30), date(2026, 12, 30), 5, CALENDAR)

    assert wait.due.provisional


@pytest.mark.parametrize(
    ("is_author", "is_participant", "versions", "seen"),
    (
        (True, False, 0, True),
        (True, True, 1, True),
        (False, True, 0, False),
        (False, True, 1, True),
        (False, False, 1, False),
    ),
)
def test_a_draft_is_for_its_author_and_a_version_for_the_council(
    is_author, is_participant, versions, seen
):
    author = uuid4()
    reader = author if is_author else uuid4()

    assert seen is is_visible(
        author_id=author,
        reader_id=reader,
        is_participant=is_participant,
        current_version=versions,
    )


def test_a_visitor_without_a_person_sees_no_draft():
    assert not is_visible(
        author_id=uuid4(), reader_id=None, is_participant=False, current_version=0
    )


@pytest.mark.parametrize(
    ("powers", "kinds"),
    (
        ({Power.COORDINATOR}, tuple(ReportKind)),
        ({Power.REPORTER}, (ReportKind.INFRASTRUCTURE,)),
        ({Power.DEPUTY_CHAIR, Power.MEMBER, Power.VOTER, Power.SECRETARY, Power.CHAIR}, ()),
        (set(), ()),
    ),
)
def test_only_the_coordinator_and_reporters_prepare_reports(powers, kinds):
    assert kinds_for(powers) == kinds
    assert {kind for kind in ReportKind if may_write(kind, powers)} == set(kinds)
