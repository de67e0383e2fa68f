"""How missions are stored: calls for applications and what companies applied with."""

from events.missions.models.calls import (
    ApplicationConsent,
    ApplicationFile,
    Call,
    MissionApplication,
)

__all__ = ["ApplicationConsent", "ApplicationFile", "Call", "MissionApplication"]
