"""The final list of a call: the chosen by the time of their applications, the waiting in order.

The list leaves the house: a person stands on it while the consent to handing on lives (152-ФЗ).
"""

from collections.abc import Collection
from datetime import UTC, datetime, time
from uuid import UUID

from events.missions.queries.applications import (
    ApplicationRow,
    list_agreed,
    list_applications,
)
from events.missions.queries.calls import get_call_row
from events.missions.rules.applications import MissionApplicationState
from events.missions.rules.consents import Purpose
from events.missions.rules.participants import Participant, ParticipantsRecord


def get_participants(call_id: UUID, body: str) -> ParticipantsRecord:
    call, rows = get_call_row(call_id), list_applications(call_id)
    chosen = [row for row in rows if row.state is MissionApplicationState.CHOSEN]
    waiting = [row for row in rows if row.state is MissionApplicationState.WAITING]
    agreed = list_agreed(call_id, Purpose.HANDING_ON)
    last_day = datetime.combine(call.last_day, time(12), UTC)
    return ParticipantsRecord(
        event=call.name,
        place=", ".join(filter(None, (call.city, call.country))),
        starts_on=call.starts_on,
        ends_on=call.ends_on,
        places=call.places,
        taken=call.taken,
        last_day=call.last_day,
        body=body,
        chosen=[participant(row, agreed) for row in chosen],
        waiting=[participant(row, agreed) for row in sorted(waiting, key=place_of)],
        # The last change of what is shown: the same list gives the same bytes.
        made_at=max((row.changed_at for row in (*chosen, *waiting)), default=last_day),
    )


def place_of(row: ApplicationRow) -> int:
    return row.place_in_list or 0


def participant(row: ApplicationRow, agreed: Collection[UUID]) -> Participant:
    who = ", ".join(filter(None, (row.full_name, row.post))) if row.id in agreed else ""
    return Participant(row.company, row.inn, row.products, who)
