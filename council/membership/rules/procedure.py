"""The rules of procedure of a body as dated settings, each with its default and source. Pure.

A default stands where the region's regulation says nothing; DOMAIN.md §§ 1.5, 2.1, 7.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from core.kernel.errors import N_, Refusal, Refused


class SettingKind(StrEnum):
    """How a setting is typed and checked."""

    DAYS = "days"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"


class QuorumRule(StrEnum):
    MORE_THAN_HALF = "more_than_half"
    AT_LEAST_HALF = "at_least_half"
    TWO_THIRDS = "two_thirds"


class CastingVote(StrEnum):
    PRESIDING = "presiding"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One setting: `label` and `source` are message ids; `choices` the allowed values."""

    key: str
    kind: SettingKind
    default: str
    label: str
    source: str
    choices: tuple[str, ...] = ()


D, NUM, YES, ONE, MANY = (
    SettingKind.DAYS,
    SettingKind.NUMBER,
    SettingKind.YES_NO,
    SettingKind.CHOICE,
    SettingKind.CHOICES,
)
STANDARD = N_("Standard 2.0, instrument 5")
PRACTICE = N_("Practice of regional councils; default")
OWN_CHOICE = N_("The Standard is silent; default")

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
    SettingSpec("substitution_allowed", YES, "no", N_("Members may send a substitute"), PRACTICE),
    SettingSpec(
        "guest_seats", NUM, "20", N_("Seats for visitors, unless said otherwise"), OWN_CHOICE
    ),
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
    dissent_days: int
    gated_reports: frozenset[str]
    deputy_categories: frozenset[str]
    stand_in_allowed: bool
    substitution_allowed: bool
    guest_seats: int


def parsed(spec: SettingSpec, value: str) -> object:
    """The typed value of a setting; raises `Refused` with code `bad_setting`."""
    text = value.strip()
    if spec.kind in {D, NUM} and text.isascii() and text.isdigit() and int(text) <= 366:  # noqa: PLR2004
        return int(text)
    if spec.kind is YES and text in {"yes", "no"}:
        return text == "yes"
    if spec.kind is ONE and text in spec.choices:
        return text
    if spec.kind is MANY and set(text.split()) <= set(spec.choices):
        return frozenset(text.split())
    message = N_("“%(value)s” is no value for this setting. Choose one of those offered.")
    raise Refused(Refusal("bad_setting", message, {"value": value}))


def procedure_of(values: Mapping[str, str]) -> Procedure:
    """Typed rules from stored values, defaults where nothing is stored."""
    typed = {spec.key: parsed(spec, values.get(spec.key, spec.default)) for spec in SPECS}
    typed["quorum"] = QuorumRule(str(typed["quorum"]))
    typed["casting_vote"] = CastingVote(str(typed["casting_vote"]))
    return Procedure(**{field.name: typed[field.name] for field in fields(Procedure)})  # type: ignore[arg-type]


def values_on(rows: Iterable[tuple[str, str, date]], day: date) -> dict[str, str]:
    """The values in force on a day from rows of (key, value, valid_from)."""
    in_order = sorted(rows, key=lambda row: row[2])
    return {key: value for key, value, valid_from in in_order if valid_from <= day}


DEFAULTS = procedure_of({})
