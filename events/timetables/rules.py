"""What came of a meeting: four grades, the next step, who may say so when. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.kernel.errors import N_, Refusal


class MeetingGrade(StrEnum):
    """How a meeting went."""

    NOT_HELD = "not_held"
    NO_INTEREST = "no_interest"
    INFORMATIVE = "informative"
    COOPERATION = "cooperation"


class NextStep(StrEnum):
    """What both sides do next."""

    NOTHING = "nothing"
    TALKS = "talks"
    OFFER = "offer"
    SAMPLES = "samples"
    INTENT = "intent"
    CONTRACT = "contract"


class ResultAuthor(StrEnum):
    """Who entered a result."""

    EXPORTER = "exporter"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of one meeting; `step_on` is the day until which the next step is promised."""

    grade: MeetingGrade
    next_step: NextStep = NextStep.NOTHING
    step_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What decides whether a result is taken. `is_over`: the event's report is published."""

    is_placed: bool = True
    has_begun: bool = True
    is_over: bool = False
    is_staff: bool = False
    meeting_day: date | None = None


NOT_PLACED = Refusal(
    "not_placed", N_("This meeting has no time in the published schedule any more.")
)
NOT_BEGUN = Refusal("not_begun", N_("The meeting has not begun yet."))
IS_OVER = Refusal(
    "results_over",
    N_("The report of the event is published already. Write to the organiser about changes."),
)
STEP_WITHOUT_MEETING = Refusal(
    "step_without_meeting", N_("A meeting that did not take place has no next step.")
)
DAY_WITHOUT_STEP = Refusal("day_without_step", N_("There is a day, but no next step. Choose one."))
EARLY_STEP = Refusal("early_step", N_("The next step comes after the meeting. Check the day."))


def result_refusals(facts: ResultFacts, outcome: Outcome) -> tuple[Refusal, ...]:
    """Why this result is not taken."""
    found = [*closed_refusals(facts)]
    if outcome.grade is MeetingGrade.NOT_HELD and outcome.next_step is not NextStep.NOTHING:
        found.append(STEP_WITHOUT_MEETING)
    elif outcome.step_on and outcome.next_step is NextStep.NOTHING:
        found.append(DAY_WITHOUT_STEP)
    if outcome.step_on and facts.meeting_day and outcome.step_on < facts.meeting_day:
        found.append(EARLY_STEP)
    return tuple(found)


def closed_refusals(facts: ResultFacts) -> tuple[Refusal, ...]:
    """Why nothing at all is taken of this meeting; the staff may still mend after the report."""
    found = []
    if not facts.is_placed:
        found.append(NOT_PLACED)
    elif not facts.has_begun:
        found.append(NOT_BEGUN)
    if facts.is_over and not facts.is_staff:
        found.append(IS_OVER)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of meetings, in numbers; each meeting counts once."""

    placed: int
    answered: int
    held: int
    promising: int
    grades: dict[MeetingGrade, int]
    steps: dict[NextStep, int]


def tally_of(found: Iterable[tuple[MeetingGrade | None, NextStep | None]]) -> Tally:
    """Of (grade, next step) of each meeting; None where nobody said anything yet."""
    pairs = list(found)
    grades = Counter(grade for grade, _ in pairs if grade is not None)
    steps = Counter(step for _, step in pairs if step is not None)
    answered = grades.total()
    return Tally(
        placed=len(pairs),
        answered=answered,
        held=answered - grades[MeetingGrade.NOT_HELD],
        promising=grades[MeetingGrade.COOPERATION],
        grades={grade: grades[grade] for grade in MeetingGrade},
        steps={step: steps[step] for step in NextStep if step is not NextStep.NOTHING},
    )
