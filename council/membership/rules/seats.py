"""Whether a seat may be given for a term: guards over facts. Pure."""

from dataclasses import dataclass
from datetime import date

from core.kernel.errors import N_, Refusal
from council.membership.rules import Category
from council.membership.rules.terms import Term


@dataclass(frozen=True, slots=True)
class Seating:
    """Facts about a seat that somebody wants to give or to correct."""

    category: Category
    is_voting: bool
    term: Term
    basis: str
    founded_on: date = date.min
    abolished_on: date | None = None
    others: tuple[Term, ...] = ()
    secretary_terms: tuple[Term, ...] = ()
    secretary_may_vote: bool = False


def in_order(facts: Seating) -> Refusal | None:
    if facts.term.is_in_order:
        return None
    return Refusal("term_order", N_("The last day cannot be before the first."))


def in_life_of_body(facts: Seating) -> Refusal | None:
    if facts.term.since < facts.founded_on:
        message = N_("The body was founded on %(day)s: enter that day or a later one.")
        return Refusal("before_founding", message, {"day": facts.founded_on})
    if facts.abolished_on is not None and facts.term.since >= facts.abolished_on:
        message = N_("The body was abolished on %(day)s: nobody can join it any more.")
        return Refusal("body_abolished", message, {"day": facts.abolished_on})
    return None


def with_basis(facts: Seating) -> Refusal | None:
    if facts.basis.strip():
        return None
    return Refusal("no_basis", N_("Name the act by which the seat is given."))


def only_seat(facts: Seating) -> Refusal | None:
    taken = [term for term in facts.others if term.overlaps(facts.term)]
    if not taken:
        return None
    message = N_("This person already has a seat in the body from %(since)s. End it first.")
    return Refusal("seat_overlaps", message, {"since": taken[0].since})


def secretary_without_vote(facts: Seating) -> Refusal | None:
    """Unless the regulation gives the secretary a vote."""
    if not facts.is_voting or facts.secretary_may_vote:
        return None
    if facts.category is Category.SECRETARIAT:
        return Refusal("secretariat_votes", N_("Members of the secretariat have no vote."))
    if any(term.overlaps(facts.term) for term in facts.secretary_terms):
        return Refusal("secretary_votes", N_("This person is the secretary, who has no vote."))
    return None


GUARDS = (in_order, in_life_of_body, with_basis, only_seat, secretary_without_vote)


def seat_refusals(facts: Seating) -> tuple[Refusal, ...]:
    """Every reason why the seat cannot be given."""
    answers = (guard(facts) for guard in GUARDS)
    return tuple(answer for answer in answers if answer is not None)
