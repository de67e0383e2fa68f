"""Recovery when every factor is lost: two people, a day of delay, the owner may call it off. Pure.

asked (an administrator) -> confirmed (another person of trust) -> done at the owner's next sign-in,
a day later at the earliest; cancelled by the owner or by whoever keeps accounts.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from core.kernel.workflow import Step, Workflow

DELAY = timedelta(hours=24)
LIFETIME = timedelta(days=7)  # after the delay; then it has to be asked for anew
LONGEST_REASON = 500


class RecoveryState(StrEnum):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DONE = "done"
    CANCELLED = "cancelled"


class RecoveryAction(StrEnum):
    CONFIRM = "confirm"
    CANCEL = "cancel"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class RecoveryFacts:
    """Who acts, and how long after the confirmation; defaults refuse nothing that is not asked."""

    is_own: bool = False
    by_asker: bool = False
    waited: timedelta = DELAY


def by_another(facts: RecoveryFacts) -> Refusal | None:
    message = N_("Whoever asked for the recovery cannot confirm it. Another person has to.")
    return Refusal("same_person", message) if facts.by_asker else None


def not_for_oneself(facts: RecoveryFacts) -> Refusal | None:
    message = N_("Nobody confirms the recovery of their own access.")
    return Refusal("own_recovery", message) if facts.is_own else None


def delay_is_over(facts: RecoveryFacts) -> Refusal | None:
    message = N_("The recovery takes effect a day after it was confirmed. Come back then.")
    return Refusal("too_early", message) if facts.waited < DELAY else None


def not_too_late(facts: RecoveryFacts) -> Refusal | None:
    message = N_("The recovery was not used in time. Ask an administrator for a new one.")
    return Refusal("too_late", message) if facts.waited >= DELAY + LIFETIME else None


LIFE_CYCLE: Workflow[RecoveryState, RecoveryAction, RecoveryFacts] = Workflow(
    initial=RecoveryState.ASKED,
    steps={
        RecoveryAction.CONFIRM: Step(
            frozenset({RecoveryState.ASKED}),
            RecoveryState.CONFIRMED,
            (by_another, not_for_oneself),
        ),
        RecoveryAction.CANCEL: Step(
            frozenset({RecoveryState.ASKED, RecoveryState.CONFIRMED}), RecoveryState.CANCELLED
        ),
        RecoveryAction.FINISH: Step(
            frozenset({RecoveryState.CONFIRMED}),
            RecoveryState.DONE,
            (delay_is_over, not_too_late),
        ),
    },
)
OPEN = frozenset({RecoveryState.ASKED, RecoveryState.CONFIRMED})
