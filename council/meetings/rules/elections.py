"""The count of an election: each voting member present chose one candidate or none. Pure.

Elected is who got more than half of those present, or of all voting members where the regulation
asks for that; a tie elects nobody. Who may stand is a rule of membership (rules.eligibility there).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from core.kernel.errors import N_, Refusal, Refused
from core.kernel.ratios import exceeds
from council.meetings.rules.quorum import Quorum, quorum_at_item
from council.membership.rules.procedure import Majority

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Poll:
    """Votes in favour of each candidate, against all of them, abstained."""

    votes: Mapping[UUID, int]
    against: int
    abstained: int
    quorum: Quorum
    majority: Majority = Majority.OF_PRESENT

    @property
    def base(self) -> int:
        """Of how many more than half is needed to be elected."""
        return self.total if self.majority is Majority.OF_PRESENT else self.quorum.seats

    @property
    def total(self) -> int:
        return sum(self.votes.values()) + self.against + self.abstained


def somebody_stands(poll: Poll) -> Refusal | None:
    if poll.votes:
        return None
    return Refusal("no_candidates", N_("Nobody stands for election. Add a candidate."))


def counts_are_possible(poll: Poll) -> Refusal | None:
    if min((*poll.votes.values(), poll.against, poll.abstained)) >= 0:
        return None
    return Refusal("negative_count", N_("Numbers of votes cannot be less than nought."))


def counts_add_up(poll: Poll) -> Refusal | None:
    """Each voting member present at the item voted once (invariant 5)."""
    if poll.total == poll.quorum.present:
        return None
    message = N_(
        "The votes for candidates, against and abstained make %(sum)s together, but %(present)s "
        "could vote. Correct the figures."
    )
    values = {"sum": poll.total, "present": poll.quorum.present}
    return Refusal("votes_do_not_add_up", message, values)


def enough_are_present(poll: Poll) -> Refusal | None:
    return quorum_at_item(poll.quorum)


GUARDS = (somebody_stands, counts_are_possible, counts_add_up, enough_are_present)


def poll_refusals(poll: Poll) -> tuple[Refusal, ...]:
    answers = (guard(poll) for guard in GUARDS)
    return tuple(answer for answer in answers if answer is not None)


def elected(poll: Poll) -> UUID | None:
    """Who was elected, or nobody; raises `Refused` for impossible figures.

    More than half is more than any other can have, so a tie never wins.
    """
    if refusals := poll_refusals(poll):
        raise Refused(*refusals)
    winners = [who for who, votes in poll.votes.items() if exceeds(votes, poll.base, HALF)]
    return winners[0] if winners else None
