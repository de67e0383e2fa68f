"""Rules of procedure about convening, voting, minutes: each with its default and source. Pure.

What regulations say in words only (force of decisions, storage) is a text that pages and papers
print. Source: DOMAIN.md § 2.1.
"""

from enum import StrEnum

from core.kernel.errors import N_
from council.membership.rules.settings import (
    MANY,
    NUM,
    ONE,
    OWN_CHOICE,
    PRACTICE,
    YES,
    D,
    SettingKind,
    SettingSpec,
)


class QuorumRule(StrEnum):
    MORE_THAN_HALF = "more_than_half"
    AT_LEAST_HALF = "at_least_half"
    TWO_THIRDS = "two_thirds"


class QuorumBase(StrEnum):
    """Of what a quorum is counted: vacant seats count in an approved composition."""

    MEMBERS = "members_of_the_day"
    APPROVED = "approved_composition"


class Majority(StrEnum):
    """Of what more than half is needed for a decision."""

    OF_PRESENT = "of_present"
    OF_ALL = "of_all_voting"


class CastingVote(StrEnum):
    PRESIDING = "presiding"
    CHAIR = "chair_of_the_body"
    NOBODY = "nobody"


class AgendaRule(StrEnum):
    """How an agenda gets its force: approved beforehand, adopted by the members, or both."""

    BOTH = "approved_and_adopted"
    APPROVED = "only_approved"
    ADOPTED = "only_adopted"


class Initiator(StrEnum):
    """Who may ask for an extraordinary meeting."""

    CHAIR = "by_chair"
    DEPUTY_CHAIR = "by_deputy_chair"
    PRESIDIUM = "by_presidium"
    THIRD = "by_third_of_members"


DECIDED = {
    Initiator.CHAIR: "по решению председателя",
    Initiator.DEPUTY_CHAIR: "по решению заместителя председателя",
    Initiator.PRESIDIUM: "по решению президиума",
    Initiator.THIRD: "по требованию не менее трети членов",
}


def by_decision_of(who: Initiator, noun: str) -> str:
    """As Russian papers say it; `noun` is the body's, genitive: «Совета»."""
    return f"{DECIDED[who]} {noun}"


class ProgrammeReport(StrEnum):
    """How often a report on the Regional programme is asked for."""

    YEARLY = "asked_once_a_year"
    HALF_YEARLY = "asked_each_half_year"
    NEVER = "not_asked_for"


class Signatories(StrEnum):
    BOTH = "presiding_and_secretary"
    PRESIDING = "presiding_alone"


class Decider(StrEnum):
    """Who decides that an assignment leaves control or gets a later day."""

    CHAIR = "decided_by_chair"
    SECRETARY = "decided_by_secretary"


TEXT = SettingKind.TEXT
ADVISORY = N_("Decisions of the council are advisory.")
KEPT = N_("Minutes are kept by the secretary permanently; they are never deleted.")


def values(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(each.value for each in enum)


CONVENING: tuple[SettingSpec, ...] = (
    SettingSpec("year_plan", YES, "yes", N_("A plan of meetings is approved each year"), PRACTICE),
    SettingSpec(
        "plan_proposal_days",
        NUM,
        "30",
        N_("Proposals for the plan of meetings, calendar days before the first one"),
        PRACTICE,
    ),
    SettingSpec(
        "extraordinary_initiators",
        MANY,
        "by_chair by_deputy_chair by_third_of_members",
        N_("Who may convene an extraordinary meeting"),
        PRACTICE,
        values(Initiator),
    ),
    SettingSpec("absentee_allowed", YES, "yes", N_("Absentee votes are allowed"), PRACTICE),
    SettingSpec(
        "absentee_orderers",
        MANY,
        "by_chair",
        N_("By whose decision an absentee vote is held"),
        PRACTICE,
        values(Initiator),
    ),
    SettingSpec(
        "agenda_rule",
        ONE,
        "approved_and_adopted",
        N_("How the agenda is approved"),
        PRACTICE,
        values(AgendaRule),
    ),
)
VOTING: tuple[SettingSpec, ...] = (
    SettingSpec(
        "quorum_base",
        ONE,
        "members_of_the_day",
        N_("The quorum is counted of"),
        PRACTICE,
        values(QuorumBase),
    ),
    SettingSpec(
        "approved_seats", NUM, "0", N_("Voting seats of the approved composition"), PRACTICE
    ),
    SettingSpec(
        "absentee_quorum",
        ONE,
        "more_than_half",
        N_("Quorum of an absentee vote, by ballots"),
        PRACTICE,
        values(QuorumRule),
    ),
    SettingSpec(
        "majority", ONE, "of_present", N_("Majority for a decision"), PRACTICE, values(Majority)
    ),
    SettingSpec("secretary_votes", YES, "no", N_("The secretary may have a vote"), PRACTICE),
    SettingSpec("guests_speak", YES, "yes", N_("Invited people and visitors may speak"), PRACTICE),
)
AFTERWARDS: tuple[SettingSpec, ...] = (
    SettingSpec(
        "signatories",
        ONE,
        "presiding_and_secretary",
        N_("Who signs the minutes"),
        PRACTICE,
        values(Signatories),
    ),
    SettingSpec(
        "sending_days", D, "0", N_("Minutes and extracts sent out, after signing"), PRACTICE
    ),
    SettingSpec(
        "control_decider",
        ONE,
        "decided_by_chair",
        N_("Who takes assignments off control and moves their days"),
        PRACTICE,
        values(Decider),
    ),
    SettingSpec("decisions_force", TEXT, ADVISORY, N_("Force of decisions"), PRACTICE),
    SettingSpec("minutes_storage", TEXT, KEPT, N_("Storage of minutes"), PRACTICE),
    SettingSpec("working_groups", YES, "yes", N_("Working groups may be created"), PRACTICE),
)
HEARING: tuple[SettingSpec, ...] = (
    SettingSpec(
        "programme_report",
        ONE,
        "asked_once_a_year",
        N_("How often a report on the Regional programme is heard"),
        OWN_CHOICE,
        values(ProgrammeReport),
    ),
    SettingSpec(
        "report_warning_days",
        NUM,
        "30",
        N_("Warning before the last meeting that can hear a report, calendar days"),
        OWN_CHOICE,
    ),
)
CONDUCT_SPECS = (*HEARING, *CONVENING, *VOTING, *AFTERWARDS)
