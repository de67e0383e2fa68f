"""What else happens when minutes are signed: steps that parts above this slice hand in.

They run in the transaction of the last signature, in the order of registration: all or nothing.
The composition of the part (council/part.py) registers them; this slice knows none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.kernel.viewers import Viewer


@dataclass(frozen=True, slots=True)
class SignedMinutes:
    """An edition that both have signed. `wordings` are its decisions by number, terms left out."""

    edition_id: UUID
    meeting_id: UUID
    body_id: UUID
    number: int
    signed_on: date
    wordings: Mapping[str, str]
    actor: Viewer
    signed_at: datetime


Step = Callable[[SignedMinutes], None]
steps: list[Step] = []


def register(step: Step) -> None:
    """Add a step; a step is added once however often it is named."""
    if step not in steps:
        steps.append(step)


def run(signed: SignedMinutes) -> None:
    for step in steps:
        step(signed)
