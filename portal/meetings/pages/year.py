"""A year of meetings: each with its state, and how many were held of those required."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from council.meetings.rules.yearly import CountedMeeting, YearCount, count_year
from council.membership.rules.procedure import Procedure
from portal.meetings.naming import Masks
from portal.meetings.pages.lines import MeetingLine, meeting_line
from portal.meetings.queries.decided import Decided
from portal.meetings.queries.head import MeetingHead


@dataclass(frozen=True, slots=True)
class YearPage:
    """`years` are all years that have meetings; `count` is None outside the Standard's years."""

    year: int
    years: tuple[int, ...]
    lines: tuple[MeetingLine, ...]
    count: YearCount | None
    absentee_counts: bool
    is_first_year: bool


@dataclass(frozen=True, slots=True)
class YearRows:
    """What the queries found for a year."""

    year: int
    years: Sequence[int]
    heads: Sequence[MeetingHead]
    decided: Mapping[UUID, Decided]


def year_page(
    rows: YearRows, naming: Masks, procedure: Procedure, *, first_year: int, today: date
) -> YearPage:
    count = count_year(
        map(counted, rows.heads),
        year=rows.year,
        first_year=first_year,
        procedure=procedure,
        today=today,
    )
    return YearPage(
        year=rows.year,
        years=tuple(rows.years),
        lines=tuple(
            meeting_line(head, rows.decided.get(head.id, Decided()), naming, standing)
            for head, standing in zip(rows.heads, count.standings, strict=True)
        ),
        count=count if count.required else None,
        absentee_counts=procedure.absentee_counts,
        is_first_year=rows.year == first_year,
    )


def counted(head: MeetingHead) -> CountedMeeting:
    return CountedMeeting(
        kind=head.kind,
        form=head.form,
        state=head.state,
        held_on=head.day,
        archive_seats=head.archive_seats,
        archive_present=head.archive_present,
    )
