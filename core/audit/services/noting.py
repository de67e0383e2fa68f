"""Notes on what changes nothing and has to be known all the same: refusals, readings, exports.

Each is a command of its own: the page that is read or refused has no transaction to stand in.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command
from core.kernel.viewers import Viewer


@command
def note(
    what: str, subject_id: UUID, *, actor: Viewer, now: datetime, details: Mapping[str, Any] = {}
) -> None:
    """One entry and nothing else."""
    journal.record(what, subject_id=subject_id, actor=actor, at=now, details=details)
