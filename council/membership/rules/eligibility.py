"""Who may be elected deputy chair from business. Pure; Standard 2.0, instrument 5."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.kernel.errors import N_, Refusal
from council.membership.rules import BUSINESS, Category, Office

NO_SEAT = N_("Only a member of this body can be elected: give the person a seat first.")
NO_VOTE = N_("Only a member with a vote can be elected.")
NOT_BUSINESS = N_(
    "The deputy chair is elected from business; this member's category is “%(category)s”."
)
NOT_CHOSEN = N_("The regulation does not let the category “%(category)s” stand for election.")
HOLDS_OFFICE = N_("Somebody who is already “%(office)s” cannot be elected deputy chair.")


@dataclass(frozen=True, slots=True)
class Candidacy:
    """What somebody holds in the body on the day of the election; no category means no seat."""

    category: Category | None = None
    is_voting: bool = False
    offices: frozenset[Office] = frozenset()


def candidacy_refusals(facts: Candidacy, allowed: Iterable[str]) -> tuple[Refusal, ...]:
    """Every reason why the person cannot be elected; `allowed` is a setting of the regulation."""
    if facts.category is None:
        return (Refusal("no_seat", NO_SEAT),)
    values = {"category": facts.category}
    refusals = []
    if facts.category not in BUSINESS:
        refusals.append(Refusal("not_business", NOT_BUSINESS, values))
    elif facts.category not in set(allowed):
        refusals.append(Refusal("category_not_chosen", NOT_CHOSEN, values))
    if not facts.is_voting:
        refusals.append(Refusal("no_vote", NO_VOTE))
    refusals += (
        Refusal("holds_office", HOLDS_OFFICE, {"office": office})
        for office in (Office.CHAIR, Office.SECRETARY)
        if office in facts.offices
    )
    return tuple(refusals)
