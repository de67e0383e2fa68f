"""Rules of single events: words, life cycle. Pure; what other slices use is handed on here."""

from events.programme.rules.kinds import (
    AHEAD,
    HELD,
    OVER,
    TYPE_NUMBERS,
    WITH_RESULTS,
    ContractShown,
    EventAction,
    EventFormat,
    EventState,
    EventType,
    OrganiserRole,
    OutcomeStage,
    ParticipantKind,
    RemarkState,
    SessionKind,
    Support,
)
from events.programme.rules.life_cycle import LIFE_CYCLE, EventFacts

__all__ = [
    "AHEAD",
    "HELD",
    "LIFE_CYCLE",
    "OVER",
    "TYPE_NUMBERS",
    "WITH_RESULTS",
    "ContractShown",
    "EventAction",
    "EventFacts",
    "EventFormat",
    "EventState",
    "EventType",
    "OrganiserRole",
    "OutcomeStage",
    "ParticipantKind",
    "RemarkState",
    "SessionKind",
    "Support",
]
