"""Requests of people about their own data: written down when they come, ended by their answer."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command
from core.adapters.once import add_once
from core.kernel.viewers import Viewer
from core.letters.framing import settings
from core.privacy.models import DataRequest
from core.privacy.queries.requests import lock_request
from core.privacy.rules.requests import (
    Answer,
    RequestKind,
    demand_answerable,
    demand_received,
    due_day,
)
from core.privacy.services.retaining import today_of
from core.region.calendar import work_calendar


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What came, from whom, on which day."""

    name: str
    email: str
    kind: RequestKind
    received_on: date


@command
def enter_request(key: UUID, draft: RequestDraft, *, actor: Viewer, now: datetime) -> None:
    """Write it down with its last day; the same form twice writes it once."""
    demand_received(draft.received_on, today_of(now))
    term = settings().installation.answer_term
    values = {**asdict(draft), "due_on": due_day(draft.received_on, term, work_calendar())}
    if add_once(DataRequest(id=key, entered_at=now, **values), values):
        details = {"kind": draft.kind, "until": values["due_on"]}
        what = "personal_data.requested"
        journal.record(what, subject_id=key, actor=actor, at=now, details=details)


@command
def answer_request(request_id: UUID, answer: Answer, *, actor: Viewer, now: datetime) -> None:
    """End it by its answer, once."""
    found = lock_request(request_id)
    demand_answerable(found.received_on, found.answered_on, answer.on, today_of(now))
    found.answered_on, found.answer = answer.on, answer.text
    details = {"day": answer.on, "until": found.due_on}
    what = "personal_data.request_answered"
    journal.record(what, subject_id=request_id, actor=actor, at=now, details=details)
