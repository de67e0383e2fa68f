"""How many voting members make a meeting competent; shares are exact, DOMAIN.md § 2.1. Pure."""

from fractions import Fraction

from core.kernel.ratios import exceeds, reaches
from council.membership.rules.procedure import QuorumRule

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


def needed(seats: int, rule: QuorumRule) -> int:
    """The least number that makes a quorum; `seats` + 1 would be none, as for an empty body."""
    counts = (count for count in range(1, seats + 1) if is_quorate(count, seats, rule))
    return next(counts, seats + 1)
