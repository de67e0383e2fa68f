"""The published plan of a year: kept when an edition is approved, and when its marks change."""

from dataclasses import replace
from datetime import date, datetime

from core.kernel.papers import Paper
from core.kernel.zones import noon
from core.papers.services.publishing import State
from council.membership.queries import BodyRow
from events.plan.documents import plan_paper
from events.plan.queries.editions import EditionRow
from events.plan.queries.printed import get_plan_record

KIND = "plan:"


def published_plan(body: BodyRow, year: int, title: str, edition: EditionRow, day: date) -> State:
    """An approved edition with the marks of execution as they are on the day."""
    record = get_plan_record(body, year, title, edition)

    def make(moment: datetime) -> Paper:
        return plan_paper(replace(record, made_at=moment))

    return State(
        f"{KIND}{edition.id.hex}",
        make,
        noon(day, body.zone),
        number=str(edition.meeting_number or ""),
        edition=edition.number,
    )
