"""How schedules of negotiations are stored: the schedule, who takes part, runs and meetings."""

from events.negotiations.models.meetings import (
    NegotiationEdition,
    NegotiationMeeting,
    NegotiationRun,
)
from events.negotiations.models.participants import NegotiationWish, Negotiator
from events.negotiations.models.schedules import (
    NegotiationDay,
    NegotiationHall,
    NegotiationInterpreter,
    NegotiationSchedule,
)

__all__ = [
    "NegotiationDay",
    "NegotiationEdition",
    "NegotiationHall",
    "NegotiationInterpreter",
    "NegotiationMeeting",
    "NegotiationRun",
    "NegotiationSchedule",
    "NegotiationWish",
    "Negotiator",
]
