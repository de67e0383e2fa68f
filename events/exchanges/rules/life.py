"""Words and rules of exchanges: the term of an agreement, marks on what was promised. Pure.

Measures and follow-ups live alike: open, done on a day, or dropped for a reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from core.kernel.workflow import Step, Workflow

SOON = timedelta(days=90)
LONGEST_VISIT = 60  # days
FIRST_YEAR, LAST_YEAR = 1990, 2100

NO_TITLE = Refusal("no_title", N_("Give the agreement its title."))
NO_PARTNER = Refusal("no_partner", N_("Name the region that the agreement is with."))
SIGNED_LATER = Refusal("signed_later", N_("The agreement is not signed yet: its day lies ahead."))
ENDS_EARLY = Refusal("ends_early", N_("The term ends before the agreement was signed."))
IS_ENDED = Refusal("is_ended", N_("The agreement was ended already."))
ENDED_EARLY = Refusal("ended_early", N_("It cannot end before it was signed or later than today."))
NO_WHY = Refusal("no_why", N_("Say why."))
BAD_YEARS = Refusal("bad_years", N_("The plan ends before it begins."))
NO_WORDS = Refusal("no_words", N_("Say what is to be done."))
OUT_OF_PLAN = Refusal("out_of_plan", N_("The term lies outside the years of the plan."))
MEASURES_OUTSIDE = Refusal(
    "measures_outside",
    N_("Measures of the plan have their terms outside these years. Change the measures first."),
)
POINTS_OUTSIDE = Refusal(
    "points_outside",
    N_("The programme has points on days outside the visit. Change the programme first."),
)
NO_DAY = Refusal("no_day", N_("Say on which day it was done."))
DAY_AHEAD = Refusal("day_ahead", N_("That day has not come yet."))
BAD_DAYS = Refusal(
    "bad_visit_days", N_("The last day is before the first one, or more than 60 days after it.")
)
NO_POINT = Refusal("no_point", N_("Say what takes place."))
POINT_ENDS_EARLY = Refusal("point_ends_early", N_("It ends before it begins."))
OTHER_DAY = Refusal("other_day", N_("The visit does not last until that day."))
NO_NUMBER_WHY = Refusal(
    "no_number_why", N_("Say where the published number comes from: it differs from the register.")
)


class Direction(StrEnum):
    """Whether a delegation is received or goes."""

    IN = "in"
    OUT = "out"


class AgreementTerm(StrEnum):
    """How far the term of an agreement is."""

    IN_FORCE = "in_force"
    ENDS_SOON = "ends_soon"
    EXPIRED = "expired"
    ENDED = "ended"


class MarkState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class MarkAction(StrEnum):
    DO = "do"
    DROP = "drop"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """What a mark depends on."""

    today: date
    day: date | None = None
    note: str = ""


def has_day(facts: MarkFacts) -> Refusal | None:
    return None if facts.day else NO_DAY


def has_come(facts: MarkFacts) -> Refusal | None:
    return DAY_AHEAD if facts.day and facts.day > facts.today else None


def says_why(facts: MarkFacts) -> Refusal | None:
    return None if facts.note.strip() else NO_WHY


S, A = MarkState, MarkAction
MARKS: Workflow[MarkState, MarkAction, MarkFacts] = Workflow(
    initial=S.OPEN,
    steps={
        A.DO: Step(frozenset({S.OPEN}), S.DONE, (has_day, has_come)),
        A.DROP: Step(frozenset({S.OPEN}), S.DROPPED, (says_why,)),
        A.REOPEN: Step(frozenset({S.DONE, S.DROPPED}), S.OPEN),
    },
)


def is_overdue(state: MarkState, due_on: date | None, today: date) -> bool:
    """Open after its last day."""
    return state is MarkState.OPEN and due_on is not None and due_on < today


def term_of(ends_on: date | None, ended_on: date | None, today: date) -> AgreementTerm:
    """`ends_on` is the last day of the term, None for one without end."""
    if ended_on is not None:
        return AgreementTerm.ENDED
    if ends_on is None or ends_on > today + SOON:
        return AgreementTerm.IN_FORCE
    return AgreementTerm.EXPIRED if ends_on < today else AgreementTerm.ENDS_SOON


def plan_ends_soon(years: list[tuple[int, int]], today: date) -> int | None:
    """The last year planned for, when that year ends within 90 days or is over."""
    if not years:
        return None
    last = max(until for _first, until in years)
    return last if date(last, 12, 31) <= today + SOON else None


def agreement_faults(
    title: str, partner: str, signed_on: date, ends_on: date | None, today: date
) -> tuple[Refusal, ...]:
    faults = (
        (not title.strip(), NO_TITLE),
        (not partner.strip(), NO_PARTNER),
        (signed_on > today, SIGNED_LATER),
        (ends_on is not None and ends_on < signed_on, ENDS_EARLY),
    )
    return tuple(refusal for is_fault, refusal in faults if is_fault)


def ending_faults(
    signed_on: date, ended_on: date | None, day: date, reason: str, today: date
) -> tuple[Refusal, ...]:
    """Why an agreement cannot be ended on a day."""
    faults = (
        (ended_on is not None, IS_ENDED),
        (not signed_on <= day <= today, ENDED_EARLY),
        (not reason.strip(), NO_WHY),
    )
    return tuple(refusal for is_fault, refusal in faults if is_fault)


def measure_faults(text: str, due_on: date, years: tuple[int, int]) -> tuple[Refusal, ...]:
    found = [] if text.strip() else [NO_WORDS]
    if not years[0] <= due_on.year <= years[1]:
        found.append(OUT_OF_PLAN)
    return tuple(found)


def plan_faults(title: str, years: tuple[int, int], terms: Iterable[date]) -> tuple[Refusal, ...]:
    """`terms` are those of the measures that the plan has already."""
    is_ordered = FIRST_YEAR <= years[0] <= years[1] <= LAST_YEAR
    faults = (
        (not title.strip(), NO_TITLE),
        (not is_ordered, BAD_YEARS),
        (is_ordered and any(not years[0] <= d.year <= years[1] for d in terms), MEASURES_OUTSIDE),
    )
    return tuple(refusal for is_fault, refusal in faults if is_fault)


def visit_faults(first: date, last: date, points: Iterable[date]) -> tuple[Refusal, ...]:
    """`points` are the days of the programme that the visit has already."""
    if not days_fit(first, last):
        return (BAD_DAYS,)
    return (POINTS_OUTSIDE,) if any(not first <= day <= last for day in points) else ()


def days_fit(first: date, last: date) -> bool:
    return 0 <= (last - first).days < LONGEST_VISIT
