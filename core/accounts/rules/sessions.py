"""How long a signed-in browser stays signed in, and what it is called in lists."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TOUCH_EVERY = timedelta(minutes=1)
SKEW = timedelta(minutes=5)  # so far the clocks of two servers may be apart
# The order matters: most browsers also name those they descend from.
FAMILIES = (
    ("YaBrowser/", "Яндекс Браузер"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class SessionLife:
    """How long a session lasts untouched (`idle`), and at most (`absolute`)."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)

    def expires_at(self, started_at: datetime) -> datetime:
        return started_at + self.absolute

    def is_live(self, *, seen_at: datetime, expires_at: datetime, now: datetime) -> bool:
        """One that was used at a moment still to come is over: the clock went back since.

        It would outlive its hours by as much.
        """
        return seen_at - SKEW <= now < min(expires_at, seen_at + self.idle)


USUAL_LIFE = SessionLife()


@dataclass(frozen=True, slots=True)
class Source:
    """The browser that asks: where it stands, what it calls itself, how long it may stay.

    `known` names a browser in which the typed e-mail has signed in before; `token` is that of the
    session it holds now.
    """

    address: str
    browser: str = ""
    known: str | None = None
    token: str | None = None
    life: SessionLife = USUAL_LIFE


def is_touch_due(seen_at: datetime, now: datetime) -> bool:
    """Whether the moment of last use is to be written again: once a minute is enough."""
    return now - seen_at >= TOUCH_EVERY


def browser_name(user_agent: str) -> str:
    """«Firefox, Windows»: enough to know one's own browser again; empty if nothing is known."""
    family = next((name for mark, name in FAMILIES if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return ", ".join(part for part in (family, system) if part)
