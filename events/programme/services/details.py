"""What is known of an event: added outside the plan, edited, opened to visitors."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy import select

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.slugs import slug_of
from core.kernel.viewers import Viewer
from events.programme.models import Event, EventSeries
from events.programme.queries import lock_event, was_moved
from events.programme.queries.making import next_number, zone_of
from events.programme.rules import OVER, EventFormat, EventType, Support
from events.programme.services.shared import lock_current, note

LONGEST = 60  # days
NO_NAME = Refusal("no_name", N_("Name the event."))
NO_TYPE = Refusal("no_type", N_("Choose one of the three types of the Standard."))
NO_COUNTRY = Refusal("no_country", N_("Choose the country from the list."))
NO_ZONE = Refusal("no_zone", N_("Choose the time zone of the place from the list."))
BAD_DAYS = Refusal(
    "bad_days", N_("The last day is before the first one, or more than 60 days after it.")
)
NO_FIRST_DAY = Refusal("no_first_day", N_("Give the first day too."))
NO_REASON = Refusal(
    "remote_reason", N_("Say why the event is held remotely: the Standard asks for it.")
)


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event as typed. Type, format and country of a planned one follow the plan."""

    name: str
    type: EventType | None
    country: str
    name_english: str = ""
    city: str = ""
    zone: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    format: EventFormat = EventFormat.IN_PERSON
    remote_reason: str = ""
    sectors: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    participants: int = 0
    series: str = ""
    ordinal: int | None = None
    trade_mission: Support = Support.NOT_ASKED
    rec_office: Support = Support.NOT_ASKED
    note: str = ""

    def values(self) -> dict[str, Any]:
        found = asdict(self)
        del found["series"]
        found["ends_on"] = self.ends_on or self.starts_on
        found["zone"] = self.zone or zone_of(self.country)
        return found


def check(draft: EventDraft) -> None:
    """Raises `Refused` with every fault."""
    last = draft.ends_on or draft.starts_on
    faults = (
        (not draft.name.strip(), NO_NAME),
        (draft.type is None, NO_TYPE),
        (not draft.country, NO_COUNTRY),
        (bool(draft.zone) and draft.zone not in available_timezones(), NO_ZONE),
        (bool(draft.ends_on) and not draft.starts_on, NO_FIRST_DAY),
        (bool(draft.starts_on and last) and not days_fit(draft.starts_on, last), BAD_DAYS),
        (draft.format is EventFormat.REMOTE and not draft.remote_reason.strip(), NO_REASON),
    )
    if found := [refusal for is_fault, refusal in faults if is_fault]:
        raise Refused(*found)


def days_fit(first: date | None, last: date | None) -> bool:
    return bool(first and last) and 0 <= (last - first).days < LONGEST  # type: ignore[operator]


@command
def add_unplanned(event_id: UUID, draft: EventDraft, *, actor: Viewer, now: datetime) -> int:
    """An event outside any plan; visitors see it once it is opened. Returns its number.

    `event_id` comes with the form: sent twice, made once.
    """
    known = db.session.get(Event, event_id)
    if known is not None:
        return known.number
    check(draft)
    values = draft.values()
    event = Event(
        id=event_id,
        number=next_number(),
        slug=slug_of(draft.name),
        year=draft.starts_on.year if draft.starts_on else now.year,
        series_id=series_of(draft.series),
        created_at=now,
        changed_at=now,
        **values,
    )
    db.session.add(event)
    db.session.flush()
    journal.record("event.added", subject_id=event.id, actor=actor, at=now)
    return event.number


@command
def change_event(
    event_id: UUID, draft: EventDraft, revision: int, *, actor: Viewer, now: datetime
) -> None:
    """Save what is known of an event. Its days move by a step of its life once it had any."""
    event = lock_current(event_id, revision)
    values = draft.values()
    if event.starts_on is not None or event.state in OVER or was_moved(event_id, event.state):
        values |= {"starts_on": event.starts_on, "ends_on": event.ends_on}
    check(draft)
    if values["starts_on"] is not None:
        values["month"] = None
    values["series_id"] = series_of(draft.series)
    changes = journal.apply_changes(event, values)
    if changes:
        note(event, "event.changed", actor=actor, now=now, details=changes)


@command
def show_to_visitors(
    event_id: UUID, revision: int, *, is_public: bool, actor: Viewer, now: datetime
) -> None:
    """Open an event to visitors or close it; one that the council approved stays open."""
    event = lock_event(event_id)
    if event.is_public == is_public:
        return
    event = lock_current(event_id, revision)
    event.is_public = is_public
    what = "event.opened" if is_public else "event.hidden"
    note(event, what, actor=actor, now=now)


def series_of(name: str) -> UUID | None:
    """The series of that name, made with its first event."""
    name = name.strip()
    if not name:
        return None
    known = db.session.scalar(select(EventSeries.id).where(EventSeries.name == name))
    if known is not None:
        return known
    series = EventSeries(name=name)
    db.session.add(series)
    db.session.flush()
    return series.id
