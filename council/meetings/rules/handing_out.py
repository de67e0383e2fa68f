"""Which papers a meeting has, and who may read each: one rule for the list and for the files. Pure.

What names people who may not be named in public, or what the presiding says, is for the secretary
and the presiding; a ballot with its choices is for its voter alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from council.meetings.rules.kinds import MeetingForm


class PaperKind(StrEnum):
    """The papers in the order in which they are needed; the value stands in the address."""

    NOTICE = "notice"
    AGENDA = "agenda"
    DECISIONS = "decisions"
    PACK = "pack"
    CONDUCT = "conduct"
    REGISTRATION = "registration"
    INVITED = "invited"
    BALLOTS = "ballots"
    OWN_BALLOT = "own-ballot"
    WHOLE_PACK = "whole-pack"


class Audience(StrEnum):
    """Who gets a paper."""

    MEMBERS = "members"
    PRESIDING = "presiding"
    SECRETARY = "secretary"
    VOTER = "voter"


P, A = PaperKind, Audience
AUDIENCES = {
    P.NOTICE: A.MEMBERS,
    P.AGENDA: A.MEMBERS,
    P.DECISIONS: A.MEMBERS,
    P.PACK: A.MEMBERS,
    P.CONDUCT: A.PRESIDING,
    P.REGISTRATION: A.SECRETARY,
    P.INVITED: A.PRESIDING,
    P.BALLOTS: A.SECRETARY,
    P.OWN_BALLOT: A.VOTER,
    P.WHOLE_PACK: A.PRESIDING,
}
PACKS = frozenset({P.PACK, P.WHOLE_PACK})
BY_BALLOT_ONLY = frozenset({P.BALLOTS, P.OWN_BALLOT})
IN_A_HALL_ONLY = frozenset({P.CONDUCT, P.REGISTRATION, P.INVITED})


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks for a paper: `votes` says that they have a vote in this very meeting."""

    keeps: bool = False
    presides: bool = False
    votes: bool = False


def papers_of(form: MeetingForm) -> tuple[PaperKind, ...]:
    """The papers that a meeting of this form has."""
    missing = IN_A_HALL_ONLY if form is MeetingForm.ABSENTEE else BY_BALLOT_ONLY
    return tuple(kind for kind in PaperKind if kind not in missing)


def may_read(kind: PaperKind, reader: Reader) -> bool:
    """Whether a participant of the council gets this paper."""
    match AUDIENCES[kind]:
        case Audience.MEMBERS:
            return True
        case Audience.PRESIDING:
            return reader.keeps or reader.presides
        case Audience.SECRETARY:
            return reader.keeps
    return reader.votes
