"""What each line of an edition means for its year on a day."""

from datetime import date
from uuid import UUID

from events.plan.queries.lines import list_lines
from events.plan.rules.completion import Counting, LineStanding, standing_of
from events.plan.rules.dates import planned


def list_standings(
    edition_id: UUID, year: int, today: date, counting: Counting
) -> tuple[LineStanding, ...]:
    """In the order of the lines; one statement."""
    rows = list_lines(edition_id)
    return tuple(standing_of(planned(row), year, today, counting) for row in rows)
