"""Whether an office may be given to a person for a term: guards over facts. Pure.

The chair is the highest official, the deputy chair is elected, the secretary has no vote, a
stand-in needs the regulation (Standard 2.0, instrument 5; DOMAIN.md §§ 1.5, 2.1).
"""

from dataclasses import dataclass
from datetime import date

from core.kernel.errors import N_, Refusal
from core.kernel.search import fold
from council.membership.rules import BodyKind, Office
from council.membership.rules.terms import Term

# Offices that one person at a time may hold. Secretaries may be several: each meeting has its own.
SINGLE = frozenset({Office.CHAIR, Office.STAND_IN})
APPOINTED = tuple(office for office in Office if office is not Office.DEPUTY_CHAIR)


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody who holds the same office for a term; `is_same`: the very person appointed now."""

    name: str
    term: Term
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Appointing:
    """Facts about an appointment that somebody wants to make."""

    office: Office
    term: Term
    body_kind: BodyKind = BodyKind.COUNCIL
    founded_on: date = date.min
    others: tuple[Holding, ...] = ()
    position: str = ""
    highest_official: str = ""
    acts_as_highest: bool = False
    has_vote: bool = False
    has_business_vote: bool = False
    is_deputy_chair: bool = False
    stand_in_allowed: bool = False
    secretary_may_vote: bool = False


def in_order(facts: Appointing) -> Refusal | None:
    if facts.term.is_in_order:
        return None
    return Refusal("term_order", N_("The last day cannot be before the first."))


def after_founding(facts: Appointing) -> Refusal | None:
    if facts.term.since >= facts.founded_on:
        return None
    message = N_("The body was founded on %(day)s: enter that day or a later one.")
    return Refusal("before_founding", message, {"day": facts.founded_on})


def not_elected(facts: Appointing) -> Refusal | None:
    if facts.office is not Office.DEPUTY_CHAIR:
        return None
    message = N_(
        "The deputy chair from business is elected at a meeting and takes office by its signed "
        "minutes; nobody can appoint one."
    )
    return Refusal("deputy_is_elected", message)


def free(facts: Appointing) -> Refusal | None:
    """One chair, one stand-in at a time; nobody holds an office twice over."""
    overlapping = [each for each in facts.others if each.term.overlaps(facts.term)]
    taken = [each for each in overlapping if facts.office in SINGLE or each.is_same]
    if not taken:
        return None
    message = N_("%(name)s holds this office from %(since)s. End that term first.")
    return Refusal("office_taken", message, {"name": taken[0].name, "since": taken[0].term.since})


def highest_official(facts: Appointing) -> Refusal | None:
    """The council's chair is the highest official of the region, or whoever acts as such."""
    concerned = facts.office is Office.CHAIR and facts.body_kind is BodyKind.COUNCIL
    title = fold(facts.highest_official)
    if not concerned or facts.acts_as_highest or (title and fold(facts.position).startswith(title)):
        return None
    message = N_(
        "The council's chair is the highest official (%(title)s), the Standard says. Correct the "
        "person's position, choose the highest official, or mark that the person acts as such."
    )
    return Refusal("not_highest_official", message, {"title": facts.highest_official})


def without_vote(facts: Appointing) -> Refusal | None:
    """Unless the regulation gives the secretary a vote."""
    if facts.office is not Office.SECRETARY or not facts.has_vote or facts.secretary_may_vote:
        return None
    message = N_(
        "The secretary has no vote, but this person's seat has one. End the seat and give one "
        "without a vote, or choose another person."
    )
    return Refusal("secretary_votes", message)


def no_second_office(facts: Appointing) -> Refusal | None:
    concerned = facts.office in {Office.CHAIR, Office.SECRETARY, Office.STAND_IN}
    if not concerned or not facts.is_deputy_chair:
        return None
    message = N_(
        "This person is the deputy chair from business. Record the end of that term first."
    )
    return Refusal("is_deputy_chair", message)


def stand_in_provided_for(facts: Appointing) -> Refusal | None:
    if facts.office is not Office.STAND_IN or facts.stand_in_allowed:
        return None
    message = N_(
        "The regulation has no stand-in for the deputy chair on that day, and the Standard gives "
        "none. If an act provides for one, change the setting first."
    )
    return Refusal("stand_in_not_allowed", message)


def stand_in_from_business(facts: Appointing) -> Refusal | None:
    if facts.office is not Office.STAND_IN or facts.has_business_vote:
        return None
    message = N_("The stand-in has to be a member from business with a vote on that day.")
    return Refusal("stand_in_not_business", message)


GUARDS = (
    in_order,
    after_founding,
    not_elected,
    free,
    highest_official,
    without_vote,
    no_second_office,
    stand_in_provided_for,
    stand_in_from_business,
)


def appointment_refusals(facts: Appointing) -> tuple[Refusal, ...]:
    """Every reason why the office cannot be given."""
    answers = (guard(facts) for guard in GUARDS)
    return tuple(answer for answer in answers if answer is not None)
