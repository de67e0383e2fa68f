"""Who enters when: the cast of the sample region and the clock of a journey."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.adapters.clock import clock
from tests.journeys.people import Person

CHAIR = "m01@example.org"
DEPUTY = "m02@example.org"
COORDINATOR = "m04@example.org"
REPORTER = "m10@example.org"
MEMBER = "m23@example.org"
SECRETARY = "m26@example.org"

ZONE = "+05:00"


def at(moment: str) -> None:
    """Set the clock of the site to a local moment, such as 2026-12-17T11:00."""
    clock.stopped_at = datetime.fromisoformat(f"{moment}:00{ZONE}")


@dataclass(frozen=True)
class Stage:
    """Lets people in, all of them with scripts or all without."""

    visit: Callable[..., Person]
    scripts: bool = True

    def enter(self, moment: str, email: str | None = None, *, width: int = 1280) -> Person:
        at(moment)
        return self.visit(email, scripts=self.scripts, width=width)
