"""Deadlines around a meeting in working days, each with what it blocks (DOMAIN.md §§ 2.1, 3). Pure.

"Before" never counts the meeting's own day; a year without a verified calendar makes a deadline
provisional.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.kernel.errors import N_
from core.kernel.workdays import Deadline, WorkCalendar
from council.membership.rules.procedure import Procedure


class Term(StrEnum):
    """What has a last day, in the order of time."""

    PROPOSALS = "agenda_proposals"
    SECRETARY_MATERIALS = "materials_to_secretary"
    NOTICE = "notice"
    MATERIALS = "materials_to_members"
    VISITORS = "visitors"
    ANSWERS = "answers"
    SIGNING = "signing"
    PUBLICATION = "publication"


class Progress(StrEnum):
    """How a deadline stands today. `CLOSED` is a term that simply ran out, nobody is late."""

    DONE = "done"
    DONE_LATE = "done_late"
    AHEAD = "ahead"
    TODAY = "today"
    CLOSED = "closed"
    LATE = "late"


BLOCKS: Mapping[Term, str] = {
    Term.PROPOSALS: N_("Later proposals are marked as late; the secretary decides on them."),
    Term.SECRETARY_MATERIALS: N_("Without materials an item cannot be sent to the members."),
    Term.NOTICE: N_("The meeting cannot be held without a notice."),
    Term.MATERIALS: N_("Without materials members may ask to take an item off the agenda."),
    Term.VISITORS: N_("Later applications are not accepted."),
    Term.ANSWERS: N_("The expected quorum is not known without answers."),
    Term.SIGNING: N_("Until then the meeting does not count and no assignment arises."),
    Term.PUBLICATION: N_("Until then visitors do not see the minutes."),
}
# Terms that close by themselves: nothing has to be done by the secretary on that day.
PASSIVE = frozenset({Term.PROPOSALS, Term.SECRETARY_MATERIALS, Term.VISITORS, Term.ANSWERS})


@dataclass(frozen=True, slots=True)
class Milestones:
    """The days of a meeting. `first_day` and `last_day` differ for an absentee vote only.

    `done` holds the day on which something was done; None where it was done on an unknown day.
    """

    first_day: date
    last_day: date
    takes_visitors: bool = True
    done: Mapping[Term, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TermLine:
    """One row of the table of deadlines. `days_left` are calendar days, negative when past."""

    term: Term
    day: date
    provisional: bool
    progress: Progress
    days_left: int
    done_on: date | None = None

    @property
    def blocks(self) -> str:
        return BLOCKS[self.term]


def terms_of(
    milestones: Milestones, procedure: Procedure, calendar: WorkCalendar, today: date
) -> tuple[TermLine, ...]:
    """The whole table in the order of time."""
    days = days_of(milestones, procedure, calendar)
    return tuple(line_of(term, day, milestones.done, today) for term, day in days)


def days_of(
    milestones: Milestones, procedure: Procedure, calendar: WorkCalendar
) -> Iterator[tuple[Term, Deadline]]:
    before = {
        Term.PROPOSALS: procedure.agenda_proposal_days,
        Term.SECRETARY_MATERIALS: procedure.secretary_materials_days,
        Term.NOTICE: procedure.notice_days,
        Term.MATERIALS: procedure.materials_days,
        Term.VISITORS: procedure.visitor_days,
        Term.ANSWERS: procedure.answer_days,
    }
    for term, days in before.items():
        if term is not Term.VISITORS or milestones.takes_visitors:
            yield term, calendar.deadline_before(milestones.first_day, days)
    signing = calendar.deadline_after(milestones.last_day, procedure.signing_days)
    yield Term.SIGNING, signing
    signed = milestones.done.get(Term.SIGNING)
    publication = calendar.deadline_after(signed or signing.day, procedure.publication_days)
    provisional = publication.provisional or (signed is None and signing.provisional)
    yield Term.PUBLICATION, Deadline(publication.day, provisional)


def line_of(
    term: Term, deadline: Deadline, done: Mapping[Term, date | None], today: date
) -> TermLine:
    done_on = done.get(term)
    return TermLine(
        term=term,
        day=deadline.day,
        provisional=deadline.provisional,
        progress=progress_of(
            term, deadline.day, is_done=term in done, done_on=done_on, today=today
        ),
        days_left=(deadline.day - today).days,
        done_on=done_on,
    )


def progress_of(
    term: Term, day: date, *, is_done: bool, done_on: date | None, today: date
) -> Progress:
    if is_done:
        return Progress.DONE_LATE if done_on is not None and done_on > day else Progress.DONE
    if today < day:
        return Progress.AHEAD
    if today == day:
        return Progress.TODAY
    return Progress.CLOSED if term in PASSIVE else Progress.LATE


def term_is_long_enough(first_day: date, last_day: date, days: int, calendar: WorkCalendar) -> bool:
    """Whether an absentee vote runs at least `days` working days, its first day not counted."""
    return calendar.working_days_between(first_day, last_day) >= days
