"""Life cycles declared as data.

A workflow is a table: for each action, the states it starts from, the state it
leads to and the guards that may refuse it. Deciding is pure: a workflow reads
facts and answers; it never changes anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from core.kernel.errors import N_, Refusal, Refused

State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)
Facts = TypeVar("Facts")

WRONG_STATE = N_("This cannot be done now: the state is “%(state)s”. Open the page again.")


@dataclass(frozen=True, slots=True)
class Step(Generic[State, Facts]):
    """One row of a workflow table."""

    sources: frozenset[State]
    target: State
    guards: tuple[Callable[[Facts], Refusal | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Workflow(Generic[State, Action, Facts]):
    """A complete life cycle: where it starts and every step it allows."""

    initial: State
    steps: Mapping[Action, Step[State, Facts]]

    def refusals(self, action: Action, state: State, facts: Facts) -> tuple[Refusal, ...]:
        """Every reason why `action` is not possible now; empty if it is."""
        step = self.steps[action]
        if state not in step.sources:
            return (Refusal("wrong_state", WRONG_STATE, {"state": state, "action": action}),)
        answers = (guard(facts) for guard in step.guards)
        return tuple(answer for answer in answers if answer is not None)

    def advance(self, action: Action, state: State, facts: Facts) -> State:
        """The state that `action` leads to; raises `Refused` with all reasons."""
        if refusals := self.refusals(action, state, facts):
            raise Refused(*refusals)
        return self.steps[action].target

    def open_actions(self, state: State, facts: Facts) -> tuple[Action, ...]:
        """The actions a page may offer, in the order the table declares them."""
        return tuple(a for a in self.steps if not self.refusals(a, state, facts))

    def reachable_actions(self, state: State) -> tuple[Action, ...]:
        """The actions that start from `state`, whether or not a guard refuses them now.

        Pages show these with the guard's reason, so that what cannot be done is explained.
        """
        return tuple(action for action, step in self.steps.items() if state in step.sources)
