"""Who took part in an event, counted, and what is published instead. Pure.

Regions are those of the home country; countries are all that somebody came from, home included.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.kernel.errors import N_, Refusal
from events.programme.rules.kinds import ParticipantKind
from events.programme.rules.results import bare

HOME = "RU"
COUNTERS = ("people", "regions", "countries", "companies")
MOST = 1_000_000

NO_NAME = Refusal("no_participant", N_("Name the organisation that took part."))
NO_COUNTRY = Refusal("no_country", N_("Choose the country from the list."))
NO_REGION = Refusal("no_region", N_("Name the region: regions of the country are counted."))
NO_PEOPLE = Refusal("no_people", N_("Enter how many people came: at least one."))
NO_REASON = Refusal(
    "no_counter_reason", N_("Say why other numbers are published than those counted.")
)
NEGATIVE = Refusal("negative_counter", N_("Enter whole numbers from nought up."))


@dataclass(frozen=True, slots=True)
class Participant:
    """An organisation with its people."""

    kind: ParticipantKind
    name: str
    country: str = HOME
    region: str = ""
    people: int = 1


def counted(participants: Iterable[Participant]) -> dict[str, int]:
    """The counters as the list gives them; an organisation named twice is one."""
    people = 0
    regions, countries, companies = set(), set(), set()
    for each in participants:
        people += each.people
        countries.add(each.country)
        if each.country == HOME and bare(each.region):
            regions.add(bare(each.region))
        if each.kind is ParticipantKind.COMPANY:
            companies.add((each.country, bare(each.name)))
    sizes = (people, len(regions), len(countries), len(companies))
    return dict(zip(COUNTERS, sizes, strict=True))


def published_counters(
    own: Mapping[str, int | None], found: Mapping[str, int]
) -> dict[str, int | None]:
    """What visitors read: the number somebody typed, else the counted one; None for nothing."""
    return {
        name: value if (value := own.get(name)) is not None else found.get(name) or None
        for name in COUNTERS
    }


def overridden(own: Mapping[str, int | None], found: Mapping[str, int]) -> tuple[str, ...]:
    """The counters that were typed and differ from those counted."""
    return tuple(
        name for name in COUNTERS if own.get(name) is not None and own[name] != found.get(name, 0)
    )


def participant_faults(participant: Participant) -> tuple[Refusal, ...]:
    is_home = participant.country == HOME
    faults = (
        (not participant.name.strip(), NO_NAME),
        (not participant.country, NO_COUNTRY),
        (is_home and not participant.region.strip(), NO_REGION),
        (not 0 < participant.people <= MOST, NO_PEOPLE),
    )
    return tuple(refusal for is_fault, refusal in faults if is_fault)


def override_faults(own: Mapping[str, int | None], reason: str) -> tuple[Refusal, ...]:
    given = [value for name in COUNTERS if (value := own.get(name)) is not None]
    faults = (
        (any(not 0 <= value <= MOST for value in given), NEGATIVE),
        (bool(given) and not reason.strip(), NO_REASON),
    )
    return tuple(refusal for is_fault, refusal in faults if is_fault)
