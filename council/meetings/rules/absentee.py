"""Voting by ballots without a meeting: the term, who may vote, when it may be closed. Pure.

A ballot answers every item and may be changed until the term ends; the last one counts. The quorum
by ballots that came back is a rule of its own in the regulation (DOMAIN.md § 2.1).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.kernel.errors import N_, Refusal
from council.meetings.rules.agenda import listed
from council.meetings.rules.kinds import Choice, ItemKind


@dataclass(frozen=True, slots=True)
class BallotTerm:
    """The days on which ballots are taken, in the zone of the meeting, both included."""

    first: date
    last: date

    def is_open(self, today: date) -> bool:
        return self.first <= today <= self.last

    def is_over(self, today: date) -> bool:
        return today > self.last


def term_refusal(term: BallotTerm, today: date) -> Refusal | None:
    if today < term.first:
        message = N_("Voting begins on %(day)s. Come back on that day.")
        return Refusal("term_ahead", message, {"day": term.first})
    if term.is_over(today):
        message = N_("Voting ended on %(day)s: ballots are no longer taken.")
        return Refusal("term_over", message, {"day": term.last})
    return None


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """A ballot that somebody wants to hand in. `choices` are by item."""

    term: BallotTerm
    today: date
    has_vote: bool
    items: tuple[UUID, ...]
    choices: Mapping[UUID, Choice]


def ballot_refusals(facts: BallotFacts) -> tuple[Refusal, ...]:
    found = []
    if refusal := term_refusal(facts.term, facts.today):
        found.append(refusal)
    if not facts.has_vote:
        message = N_("Only a member with a vote on the first day of the term can vote.")
        found.append(Refusal("no_vote", message))
    unanswered = [n for n, item in enumerate(facts.items, 1) if item not in facts.choices]
    if unanswered:
        message = N_("Choose an answer to every item; missing: %(numbers)s.")
        found.append(Refusal("unanswered", message, {"numbers": listed(unanswered)}))
    if set(facts.choices) - set(facts.items):
        message = N_("There is no such item in this vote. Open the page again.")
        found.append(Refusal("foreign_item", message))
    return tuple(found)


def closing_refusal(term: BallotTerm, today: date, *, returned: int, voters: int) -> Refusal | None:
    """The count waits for the end of the term, unless every ballot came back."""
    if term.is_over(today) or 0 < voters <= returned:
        return None
    message = N_(
        "The term runs until %(day)s and %(returned)s of %(voters)s have voted. Wait for its end "
        "or for all ballots."
    )
    values = {"day": term.last, "returned": returned, "voters": voters}
    return Refusal("term_runs", message, values)


def wording_refusals(items: Collection[tuple[int, ItemKind, str]]) -> tuple[Refusal, ...]:
    """What is put to ballots has a wording and is no election; items as (number, kind, text)."""
    found = []
    elections = [number for number, kind, _ in items if kind is ItemKind.ELECTION]
    if elections:
        message = N_("Items %(numbers)s are elections: these need a meeting.")
        found.append(Refusal("election_by_ballot", message, {"numbers": listed(elections)}))
    unworded = [number for number, _, text in items if not text.strip()]
    if unworded:
        message = N_("Items %(numbers)s have no draft decision, so nobody could vote on them.")
        found.append(Refusal("no_wording", message, {"numbers": listed(unworded)}))
    return tuple(found)
