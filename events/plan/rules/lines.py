"""What is wrong with a line of the plan, said beside the field. Pure.

Source: DOMAIN.md §§ 1.6, 2.5; invariant 13 of § 1.9.
"""

from dataclasses import dataclass, field
from datetime import date

from core.kernel.errors import N_, Refusal
from events.programme.rules import EventFormat, EventType

LONGEST_EVENT_DAYS = 60
MOST_PARTICIPANTS = 100_000
MOST_RUBLES = 10_000_000_000
NO_NAME = Refusal("no_name", N_("Name the event."))
NO_TYPE = Refusal("no_type", N_("Choose one of the three types of the Standard."))
NO_COUNTRY = Refusal("no_country", N_("Choose the country from the list."))
NO_TIME = Refusal("no_time", N_("Give the days of the event or its month."))
NO_FIRST_DAY = Refusal("no_first_day", N_("Give the first day too."))
ENDS_BEFORE = Refusal("ends_before_start", N_("The last day is before the first one."))
REMOTE_REASON = Refusal(
    "remote_reason", N_("Say why the event is held remotely: the Standard asks for a reason.")
)
NO_RESPONSIBLE = Refusal("no_responsible", N_("Name the responsible organisation."))


@dataclass(frozen=True, slots=True)
class Money:
    """One source of a line's money; whole rubles."""

    source: str
    rubles: int


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line as typed; `month` is 1–12 when the days are not known yet."""

    year: int
    name: str = ""
    type: EventType | None = None
    country: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    month: int | None = None
    format: EventFormat = EventFormat.IN_PERSON
    remote_reason: str = ""
    responsible: str = ""
    participants: int = 0
    money: tuple[Money, ...] = field(default=())


def faults_of(line: LineFacts) -> dict[str, Refusal]:
    """The first fault of each field; empty for a line that may be tabled."""
    found: dict[str, Refusal] = {}
    if not line.name.strip():
        found["name"] = NO_NAME
    if line.type is None:
        found["type"] = NO_TYPE
    if not line.country:
        found["country"] = NO_COUNTRY
    if not line.responsible.strip():
        found["responsible"] = NO_RESPONSIBLE
    if line.format is EventFormat.REMOTE and not line.remote_reason.strip():
        found["remote_reason"] = REMOTE_REASON
    if not 0 <= line.participants <= MOST_PARTICIPANTS:
        found["participants"] = out_of_range(0, MOST_PARTICIPANTS)
    if any(not 0 <= each.rubles <= MOST_RUBLES for each in line.money):
        found["money"] = out_of_range(0, MOST_RUBLES)
    return found | faults_of_time(line)


def faults_of_time(line: LineFacts) -> dict[str, Refusal]:
    if line.starts_on is None:
        if line.ends_on is not None:
            return {"starts_on": NO_FIRST_DAY}
        return {} if line.month else {"starts_on": NO_TIME}
    last = line.ends_on or line.starts_on
    if last < line.starts_on:
        return {"ends_on": ENDS_BEFORE}
    if (last - line.starts_on).days >= LONGEST_EVENT_DAYS:
        return {"ends_on": too_long()}
    return {} if last.year == line.year else {"ends_on": not_in(line.year)}


def out_of_range(least: int, most: int) -> Refusal:
    message = N_("Enter a whole number from %(least)s to %(most)s.")
    return Refusal("out_of_range", message, {"least": least, "most": most})


def not_in(year: int) -> Refusal:
    message = N_("The event has to end in %(year)s, the year of the plan.")
    return Refusal("other_year", message, {"year": year})


def too_long() -> Refusal:
    message = N_("An event lasts less than %(days)s days. Check the dates.")
    return Refusal("too_long", message, {"days": LONGEST_EVENT_DAYS})
