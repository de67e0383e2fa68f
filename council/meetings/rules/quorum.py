"""How many voting members make a meeting competent; shares are exact, DOMAIN.md § 2.1. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from core.kernel.errors import N_, Refusal
from core.kernel.ratios import exceeds, reaches
from council.membership.rules.procedure import Procedure, QuorumBase, QuorumRule

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


def is_quorate(present: int, seats: int, rule: QuorumRule) -> bool:
    """Whether `present` voting members of `seats` make a quorum; nobody of nobody never does."""
    if not seats:
        return False
    if rule is QuorumRule.AT_LEAST_HALF:
        return reaches(present, seats, HALF)
    if rule is QuorumRule.TWO_THIRDS:
        return reaches(present, seats, TWO_THIRDS)
    return exceeds(present, seats, HALF)


def quorum_seats(members: int, procedure: Procedure) -> int:
    """Of how many seats a quorum is counted: vacant ones too in an approved composition.

    A composition that was not entered, or has fewer seats than members today, is no base.
    """
    if procedure.quorum_base is QuorumBase.MEMBERS:
        return members
    return max(members, procedure.approved_seats)


def needed(seats: int, rule: QuorumRule) -> int:
    """The least number that makes a quorum; `seats` + 1 would be none, as for an empty body."""
    counts = (count for count in range(1, seats + 1) if is_quorate(count, seats, rule))
    return next(counts, seats + 1)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Voting members who are there (or ballots that came back) against all voting seats."""

    present: int
    seats: int
    rule: QuorumRule

    @property
    def holds(self) -> bool:
        return is_quorate(self.present, self.seats, self.rule)

    @property
    def needed(self) -> int:
        return needed(self.seats, self.rule)

    @property
    def lacking(self) -> int:
        """How many more have to come."""
        return max(0, self.needed - self.present)


def quorum_at_item(quorum: Quorum) -> Refusal | None:
    """No decision without a quorum at the very item (DOMAIN.md § 1.9, invariant 4)."""
    if quorum.holds:
        return None
    message = N_(
        "No decision can be taken: there is no quorum at this item. Present: %(present)s of "
        "%(seats)s, needed: %(needed)s."
    )
    values = {"present": quorum.present, "seats": quorum.seats, "needed": quorum.needed}
    return Refusal("no_quorum_at_item", message, values)
