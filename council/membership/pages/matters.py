"""Rules of procedure by matter, so that a long regulation is read in parts.

A rule that no matter names stands under the last heading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from core.kernel.errors import N_
from council.membership.pages.settings import SettingLine

MATTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        N_("Meetings and who convenes them"),
        (
            "meetings_first_year",
            "meetings_later_years",
            "founding_counts",
            "year_plan",
            "plan_proposal_days",
            "extraordinary_initiators",
            "absentee_allowed",
            "absentee_orderers",
            "absentee_days",
            "absentee_counts",
            "working_groups",
        ),
    ),
    (
        N_("Agenda, notice, materials"),
        (
            "agenda_proposal_days",
            "secretary_materials_days",
            "agenda_rule",
            "notice_days",
            "materials_days",
            "answer_days",
        ),
    ),
    (
        N_("Quorum and votes"),
        (
            "quorum",
            "quorum_base",
            "approved_seats",
            "absentee_quorum",
            "majority",
            "casting_vote",
            "secretary_votes",
            "substitution_allowed",
            "dissent_days",
        ),
    ),
    (N_("Invited people and visitors"), ("guests_speak", "visitor_days", "guest_seats")),
    (
        N_("Deputy chair from business and reports"),
        (
            "deputy_categories",
            "stand_in_allowed",
            "gated_reports",
            "review_days",
            "programme_report",
            "report_warning_days",
        ),
    ),
    (
        N_("Plan of international events"),
        (
            *("plan_threshold", "plan_needs_report", "plan_counts_remote"),
            *("event_report_days", "partner_letter_days"),
        ),
    ),
    (
        N_("Minutes, decisions, assignments"),
        (
            "signatories",
            "signing_days",
            "sending_days",
            "publication_days",
            "minutes_storage",
            "decisions_force",
            "control_decider",
        ),
    ),
)
REST = N_("Reminders and late matters")


@dataclass(frozen=True, slots=True)
class Matter:
    """A heading and its rules."""

    title: str
    lines: tuple[SettingLine, ...]


def by_matter(lines: Sequence[SettingLine]) -> tuple[Matter, ...]:
    """Every line once, in the order of the matters."""
    return tuple(matters_of(lines))


def matters_of(lines: Sequence[SettingLine]) -> Iterator[Matter]:
    by_key = {line.key: line for line in lines}
    for title, keys in MATTERS:
        yield Matter(gettext(title), tuple(by_key.pop(key) for key in keys if key in by_key))
    if by_key:
        yield Matter(gettext(REST), tuple(by_key.values()))
