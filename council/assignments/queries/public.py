"""Which assignments are public: those of published minutes, as far as nothing is restricted."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, select, true
from sqlalchemy.orm import aliased

from council.assignments.models import Assignment
from council.minutes.models import MinutesEdition, MinutesPart
from council.minutes.rules import EditionState

EVER_PUBLIC = (EditionState.PUBLISHED, EditionState.WITHDRAWN)


def is_published() -> ColumnElement[bool]:
    """SQL: visitors may read the assignment.

    The edition that speaks for the meeting is published and not withdrawn, the one that gave the
    wording is published too, and the part about its item is not restricted.
    """
    speaking = aliased(MinutesEdition)
    speaks = exists().where(
        speaking.meeting_id == Assignment.meeting_id,
        speaking.number == latest_number(),
        speaking.state == EditionState.PUBLISHED,
        ~restricted_in(speaking),
    )
    own = aliased(MinutesEdition)
    worded = exists().where(own.id == Assignment.edition_id, own.state == EditionState.PUBLISHED)
    return and_(speaks, worded)


def latest_number() -> ScalarSelect[Any]:
    edition = aliased(MinutesEdition)
    return (
        select(func.max(edition.number))
        .where(edition.meeting_id == Assignment.meeting_id, edition.state.in_(EVER_PUBLIC))
        .correlate(Assignment)
        .scalar_subquery()
    )


def restricted_in(edition: Any) -> ColumnElement[bool]:
    """The part of the edition about the assignment's item is not for visitors."""
    part = MinutesPart
    return (
        exists()
        .where(
            part.edition_id == edition.id,
            part.item_id == Assignment.item_id,
            part.is_restricted.is_(true()),
        )
        .correlate(Assignment, edition)
    )
