"""Who enters when: the cast of the sample region and the clock of a journey."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.adapters.clock import clock
from tests.journeys.people import Person

CHAIR = "m01@example.org"
DEPUTY = "m02@example.org"
COORDINATOR = "m04@example.org"
REPORTER = "m10@example.org"
MEMBER = "m23@example.org"
SECRETARY = "m26@example.org"

ZONE = "+05:00"


STAYS = timedelta(minutes=25)  # a little less than a session lasts untouched


def at(moment: str) -> datetime:
    """Set the clock of the site to a local moment, such as 2026-12-17T11:00."""
    clock.stopped_at = datetime.fromisoformat(f"{moment}:00{ZONE}")
    return clock.stopped_at


@dataclass(frozen=True)
class Stage:
    """Lets people in, all of them with scripts or all without; who was here just now still is."""

    visit: Callable[..., Person]
    scripts: bool = True
    present: dict[tuple[str | None, int], tuple[Person, datetime]] = field(default_factory=dict)

    def enter(self, moment: str, email: str | None = None, *, width: int = 1280) -> Person:
        now = at(moment)
        person, left_at = self.present.get((email, width), (None, now))
        if person is None or now - left_at > STAYS:
            person = self.visit(email, scripts=self.scripts, width=width, again=person)
        self.present[email, width] = person, now
        return person
