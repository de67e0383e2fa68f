"""The public list of assignments: kept as it was each time it had changed.

When a consent is withdrawn every older list goes out of sight (152-ФЗ, art. 10.1).
"""

from dataclasses import replace
from datetime import date, datetime

from core.kernel.papers import Paper
from core.kernel.zones import local, noon
from core.papers.services.publishing import State, withdraw_states
from council.assignments.documents import assignment_list
from council.assignments.queries.papers import PrintedList, get_assignments_record
from council.membership.queries import BodyRow

KIND = "tasks:"


def public_assignments(body: BodyRow, day: date) -> State:
    record = get_assignments_record(PrintedList(body, day, is_public=True))

    def make(moment: datetime) -> Paper:
        on = local(moment, body.zone).date()
        return assignment_list(replace(record, today=on, made_at=moment))

    return State(f"{KIND}{body.id.hex}", make, noon(day, body.zone))


def hide_lists(now: datetime) -> None:
    withdraw_states(KIND, now=now)
