"""How single events are stored; each file a part of their lives. Names are handed on here."""

from events.programme.models.days import (
    EventCounters,
    EventHearing,
    EventOrganiser,
    EventParticipant,
    EventRemark,
    EventSeries,
    EventSession,
)
from events.programme.models.events import Country, Event, EventResult, EventStep
from events.programme.models.outcomes import EventPromise, OutcomeAsk
from events.programme.models.preparation import EventTask
from events.programme.models.results import (
    EventContract,
    EventCost,
    EventFeedback,
    EventPhoto,
)

__all__ = [
    "Country",
    "Event",
    "EventContract",
    "EventCost",
    "EventCounters",
    "EventFeedback",
    "EventHearing",
    "EventOrganiser",
    "EventParticipant",
    "EventPhoto",
    "EventPromise",
    "EventRemark",
    "EventResult",
    "EventSeries",
    "EventSession",
    "EventStep",
    "EventTask",
    "OutcomeAsk",
]
