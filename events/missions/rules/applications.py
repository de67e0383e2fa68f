"""The life of an application for a mission or a stand, as a table. Pure.

draft -> unconfirmed (sent, the letter not answered) -> submitted -> chosen, waiting or declined;
withdrawn by the company at any time before the event. A free place goes to the first who waits.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from core.kernel.workflow import Step, Workflow

MOST_PER_HOUR = 10
MOST_LETTERS = 5
MOST_POINTS = 5
NEEDED = ("company", "inn", "products", "full_name", "email", "phone")


class MissionApplicationState(StrEnum):
    DRAFT = "draft"
    UNCONFIRMED = "unconfirmed"
    SUBMITTED = "submitted"
    CHOSEN = "chosen"
    WAITING = "waiting"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class MissionApplicationAction(StrEnum):
    SEND = "send"
    CONFIRM = "confirm"
    CHOOSE = "choose"
    WAIT = "wait"
    PROMOTE = "promote"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What decides on a step. `has_begun` also says that the event was called off."""

    is_taking: bool = False
    has_begun: bool = False
    is_complete: bool = True
    is_scored: bool = True
    has_free_places: bool = False
    reason: str = ""
    letters: int = 0


CALL_CLOSED = Refusal("call_closed", N_("Applications are not taken any more."))
STILL_TAKING = Refusal(
    "still_taking",
    N_("Applications are still taken. Close the call first, so that all are compared."),
)
HAS_BEGUN = Refusal("has_begun", N_("The event has begun or was called off: nothing to change."))
INCOMPLETE = Refusal("incomplete", N_("Some answers are missing. Fill them in, then send."))
NOT_SCORED = Refusal("not_scored", N_("Give points for each criterion first."))
NO_REASON = Refusal("no_reason", N_("Write the reason: the company reads it."))
NO_PLACES = Refusal(
    "no_places",
    N_("All places are taken. Put the company on the waiting list, or add places to the call."),
)
PLACES_LEFT = Refusal(
    "places_left", N_("There are places left: choose the company, or decline it.")
)
TOO_MANY_LETTERS = Refusal(
    "too_many_letters",
    N_("The letter was sent several times. Look into the folder for spam, or write to us."),
)


def call_is_open(facts: ApplicationFacts) -> Refusal | None:
    return None if facts.is_taking else CALL_CLOSED


def call_is_over(facts: ApplicationFacts) -> Refusal | None:
    return STILL_TAKING if facts.is_taking else None


def is_ahead(facts: ApplicationFacts) -> Refusal | None:
    return HAS_BEGUN if facts.has_begun else None


def is_complete(facts: ApplicationFacts) -> Refusal | None:
    return None if facts.is_complete else INCOMPLETE


def is_scored(facts: ApplicationFacts) -> Refusal | None:
    return None if facts.is_scored else NOT_SCORED


def places_are_taken(facts: ApplicationFacts) -> Refusal | None:
    return PLACES_LEFT if facts.has_free_places else None


def says_why(facts: ApplicationFacts) -> Refusal | None:
    return None if facts.reason.strip() else NO_REASON


def letters_are_few(facts: ApplicationFacts) -> Refusal | None:
    return None if facts.letters < MOST_LETTERS else TOO_MANY_LETTERS


S, A = MissionApplicationState, MissionApplicationAction
EDITED = frozenset({S.DRAFT, S.UNCONFIRMED})
COUNTED = frozenset({S.SUBMITTED, S.CHOSEN, S.WAITING, S.DECLINED})
LIVE = frozenset({S.SUBMITTED, S.CHOSEN, S.WAITING})
LIFE_CYCLE: Workflow[MissionApplicationState, MissionApplicationAction, ApplicationFacts] = (
    Workflow(
        initial=S.DRAFT,
        steps={
            A.SEND: Step(EDITED, S.UNCONFIRMED, (call_is_open, is_complete, letters_are_few)),
            A.CONFIRM: Step(frozenset({S.UNCONFIRMED}), S.SUBMITTED, (call_is_open,)),
            A.CHOOSE: Step(
                frozenset({S.SUBMITTED, S.WAITING, S.DECLINED}),
                S.CHOSEN,
                (call_is_over, is_ahead, is_scored, says_why),
            ),
            A.WAIT: Step(
                frozenset({S.SUBMITTED, S.DECLINED}),
                S.WAITING,
                (call_is_over, is_ahead, places_are_taken, says_why),
            ),
            A.PROMOTE: Step(frozenset({S.WAITING}), S.CHOSEN, (is_ahead,)),
            A.DECLINE: Step(LIVE, S.DECLINED, (call_is_over, is_ahead, says_why)),
            A.WITHDRAW: Step(EDITED | LIVE, S.WITHDRAWN, (is_ahead,)),
        },
    )
)


def missing_of(
    values: Mapping[str, str], questions: Sequence[str], answers: Iterable[Sequence[str]]
) -> tuple[str, ...]:
    """Names of the fields, or the questions, that still need an answer."""
    said = {question for question, answer in answers if answer.strip()}
    fields = (name for name in NEEDED if not values.get(name, "").strip())
    return (*fields, *(question for question in questions if question not in said))


def points_refusal(criteria: Collection[str], scores: Mapping[str, int]) -> Refusal | None:
    """Why these points cannot be given."""
    if set(scores) - set(criteria):
        return Refusal(
            "other_criteria", N_("The criteria have changed meanwhile. Open the page again.")
        )
    if any(not 0 <= points <= MOST_POINTS for points in scores.values()):
        message = N_("Give from 0 to %(most)s points for each criterion.")
        return Refusal("points", message, {"most": MOST_POINTS})
    return None


def limit_refusal(earlier: int) -> Refusal | None:
    """Why a network address that applied so often within an hour has to wait."""
    if earlier < MOST_PER_HOUR:
        return None
    return Refusal(
        "too_many_applications",
        N_("Too many applications came from your network address. Try again in an hour."),
    )
