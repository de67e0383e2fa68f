"""The rules of procedure of a body as dated settings, each with its default and source. Pure.

A default stands where the region's regulation says nothing; DOMAIN.md §§ 1.5, 2.1, 7.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from core.kernel.errors import N_
from council.membership.rules.conduct import (
    CONDUCT_SPECS,
    AgendaRule,
    CastingVote,
    Decider,
    Initiator,
    Majority,
    ProgrammeReport,
    QuorumBase,
    QuorumRule,
    Signatories,
)
from council.membership.rules.planning import PLAN_SPECS
from council.membership.rules.reminding import REMINDER_SPECS
from council.membership.rules.settings import (
    MANY,
    NUM,
    ONE,
    OWN_CHOICE,
    PRACTICE,
    STANDARD,
    YES,
    D,
    SettingKind,
    SettingSpec,
    parsed,
)

__all__ = [
    "BY_KEY",
    "DEFAULTS",
    "SPECS",
    "AgendaRule",
    "CastingVote",
    "Decider",
    "Initiator",
    "Majority",
    "Procedure",
    "ProgrammeReport",
    "QuorumBase",
    "QuorumRule",
    "SettingKind",
    "SettingSpec",
    "Signatories",
    "parsed",
    "procedure_of",
    "values_on",
]


SPECS: tuple[SettingSpec, ...] = (
    SettingSpec("meetings_first_year", NUM, "2", N_("Meetings in the first year"), STANDARD),
    SettingSpec("meetings_later_years", NUM, "4", N_("Meetings in later years"), STANDARD),
    SettingSpec(
        "absentee_counts", YES, "no", N_("An absentee vote counts as a meeting"), OWN_CHOICE
    ),
    SettingSpec("founding_counts", YES, "yes", N_("The founding meeting counts"), OWN_CHOICE),
    SettingSpec(
        "quorum", ONE, "more_than_half", N_("Quorum"), PRACTICE, tuple(q.value for q in QuorumRule)
    ),
    SettingSpec(
        "casting_vote",
        ONE,
        "presiding",
        N_("Casting vote on a tie"),
        PRACTICE,
        tuple(c.value for c in CastingVote),
    ),
    SettingSpec(
        "agenda_proposal_days",
        D,
        "10",
        N_("Proposals for the agenda, before the meeting"),
        PRACTICE,
    ),
    SettingSpec("notice_days", D, "5", N_("Notice with agenda, before the meeting"), PRACTICE),
    SettingSpec("materials_days", D, "3", N_("Materials to members, before the meeting"), PRACTICE),
    SettingSpec(
        "secretary_materials_days", D, "7", N_("Materials to the secretary, before"), PRACTICE
    ),
    SettingSpec("answer_days", D, "2", N_("Members confirm attendance, before"), PRACTICE),
    SettingSpec("visitor_days", D, "3", N_("Visitors apply, before the meeting"), PRACTICE),
    SettingSpec("signing_days", D, "5", N_("Minutes signed, after the meeting"), PRACTICE),
    SettingSpec("publication_days", D, "3", N_("Minutes published, after signing"), PRACTICE),
    SettingSpec("absentee_days", D, "4", N_("Shortest term of an absentee vote"), PRACTICE),
    SettingSpec("review_days", D, "5", N_("Deputy chair's review of a report"), OWN_CHOICE),
    SettingSpec("event_report_days", D, "10", N_("Report on an event, after it"), OWN_CHOICE),
    SettingSpec("dissent_days", NUM, "3", N_("Dissenting opinion, calendar days"), PRACTICE),
    SettingSpec(
        "gated_reports",
        MANY,
        "coordinator_report programme_report",
        N_("Reports that need the deputy chair's approval"),
        STANDARD,
        ("coordinator_report", "programme_report", "infrastructure_report", "interim_report"),
    ),
    SettingSpec(
        "deputy_categories",
        MANY,
        "exporter future_exporter business_association sector_union",
        N_("Categories from which the deputy chair is elected"),
        STANDARD,
        ("exporter", "future_exporter", "business_association", "sector_union"),
    ),
    SettingSpec(
        "stand_in_allowed", YES, "no", N_("A stand-in for the deputy chair is allowed"), OWN_CHOICE
    ),
    SettingSpec(
        "substitution_allowed",
        YES,
        "no",
        N_("Members may send a substitute, without a vote"),
        PRACTICE,
    ),
    SettingSpec(
        "guest_seats", NUM, "20", N_("Seats for visitors, unless said otherwise"), OWN_CHOICE
    ),
    *CONDUCT_SPECS,
    *PLAN_SPECS,
    *REMINDER_SPECS,
)
BY_KEY: Mapping[str, SettingSpec] = {spec.key: spec for spec in SPECS}


@dataclass(frozen=True, slots=True)
class Procedure:
    """The rules of procedure on one day. `*_days` are working days unless the label says else."""

    meetings_first_year: int
    meetings_later_years: int
    absentee_counts: bool
    founding_counts: bool
    quorum: QuorumRule
    casting_vote: CastingVote
    agenda_proposal_days: int
    notice_days: int
    materials_days: int
    secretary_materials_days: int
    answer_days: int
    visitor_days: int
    signing_days: int
    publication_days: int
    absentee_days: int
    review_days: int
    event_report_days: int
    plan_threshold: int
    plan_needs_report: bool
    plan_counts_remote: bool
    partner_letter_days: int
    dissent_days: int
    gated_reports: frozenset[str]
    deputy_categories: frozenset[str]
    stand_in_allowed: bool
    substitution_allowed: bool
    guest_seats: int
    year_plan: bool
    plan_proposal_days: int
    extraordinary_initiators: frozenset[str]
    absentee_allowed: bool
    absentee_orderers: frozenset[str]
    programme_report: ProgrammeReport
    report_warning_days: int
    agenda_rule: AgendaRule
    quorum_base: QuorumBase
    approved_seats: int
    absentee_quorum: QuorumRule
    majority: Majority
    secretary_votes: bool
    guests_speak: bool
    signatories: Signatories
    sending_days: int
    control_decider: Decider
    decisions_force: str
    minutes_storage: str
    working_groups: bool
    reminder_hour: int
    reminder_notice_days: int
    reminder_materials_days: int
    reminder_decision_days: int
    reminder_draft_days: int
    reminder_signing_days: int
    reminder_publication_days: int
    reminder_assignment_days: int
    reminder_report_days: int
    reminder_meetings_days: int
    reminder_event_report_days: int
    reminder_event_tasks_days: int
    reminder_exchange_days: int
    reminder_exchange_plan_days: int
    escalation_days: int
    chair_office: str
    reminders_off: frozenset[str]


ENUMS: Mapping[str, Callable[[str], object]] = {
    "quorum": QuorumRule,
    "absentee_quorum": QuorumRule,
    "quorum_base": QuorumBase,
    "majority": Majority,
    "programme_report": ProgrammeReport,
    "casting_vote": CastingVote,
    "agenda_rule": AgendaRule,
    "signatories": Signatories,
    "control_decider": Decider,
}


def procedure_of(values: Mapping[str, str]) -> Procedure:
    """Typed rules from stored values, defaults where nothing is stored."""
    typed = {spec.key: parsed(spec, values.get(spec.key, spec.default)) for spec in SPECS}
    for key, enum in ENUMS.items():
        typed[key] = enum(str(typed[key]))
    return Procedure(**{field.name: typed[field.name] for field in fields(Procedure)})  # type: ignore[arg-type]


def values_on(rows: Iterable[tuple[str, str, date]], day: date) -> dict[str, str]:
    """The values in force on a day from rows of (key, value, valid_from)."""
    in_order = sorted(rows, key=lambda row: row[2])
    return {key: value for key, value, valid_from in in_order if valid_from <= day}


DEFAULTS = procedure_of({})
