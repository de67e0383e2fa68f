"""Organisers, counters, projects, contracts, costs, feedback and photos as a page shows them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.kernel.language import formats_for
from events.programme.pages.results import amount_text
from events.programme.rules import ContractShown, OrganiserRole, ParticipantKind
from events.programme.rules.counters import Participant, counted, published_counters
from events.programme.rules.results import bare
from portal.events.queries.beside import Line
from portal.events.queries.event import EventHead

SIGN = "₽"
FIRST = OrganiserRole.ORGANISER
OWN_COUNTERS = {
    "people": "people",
    "regions": "regions",
    "countries": "countries",
    "companies": "guest_companies",
}


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture or a paper; `position` stands in its address."""

    position: int
    caption: str
    name: str
    media_type: str
    size: int
    width: int
    height: int

    @property
    def is_picture(self) -> bool:
        return self.width > 0


@dataclass(frozen=True, slots=True)
class Quote:
    """What a company said and allows to show."""

    company: str
    text: str


@dataclass(frozen=True, slots=True)
class SharedContract:
    """A contract as far as the company agreed to publish it; no sum where it did not."""

    company: str
    partner: str
    amount: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class Beside:
    """All that stands beside an event; `counters` are those that are known."""

    organisers: tuple[tuple[OrganiserRole, tuple[str, ...]], ...] = ()
    hearings: tuple[tuple[str, str], ...] = ()
    counters: tuple[tuple[str, int], ...] = ()
    contracts: tuple[SharedContract, ...] = ()
    costs: tuple[tuple[str, str, str], ...] = ()
    spent: str = ""
    mean_grade: str = ""
    grades: int = 0
    quotes: tuple[Quote, ...] = ()
    pictures: tuple[Photo, ...] = ()
    papers: tuple[Photo, ...] = ()

    @property
    def hosts(self) -> tuple[str, ...]:
        """Those who organise, not those who help."""
        return next((names for role, names in self.organisers if role is FIRST), ())


def beside_of(head: EventHead, lines: Sequence[Line], language: str, home: str) -> Beside:
    """`home` is the name of the region, where companies of the register come from."""
    by_kind: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_kind[line.kind].append(line)
    costs, grades = by_kind["cost"], [line.n for line in by_kind["feedback"]]
    photos = [photo_of(line) for line in by_kind["photo"]]
    return Beside(
        organisers=organisers_of(by_kind["organiser"]),
        hearings=tuple((line.a, line.b) for line in by_kind["hearing"]),
        counters=counters_of(head, participants_of(by_kind, home)),
        contracts=tuple(contract_of(line) for line in by_kind["contract"]),
        costs=tuple((line.a, line.b, amount_text(line.n, SIGN)) for line in costs),
        spent=amount_text(sum(line.n for line in costs), SIGN) if costs else "",
        mean_grade=mean_of(grades, language),
        grades=len(grades),
        quotes=tuple(Quote(line.a, line.b) for line in by_kind["feedback"] if line.b),
        pictures=tuple(each for each in photos if each.is_picture),
        papers=tuple(each for each in photos if not each.is_picture),
    )


def organisers_of(lines: Iterable[Line]) -> tuple[tuple[OrganiserRole, tuple[str, ...]], ...]:
    """By roles, the first role first."""
    found: dict[OrganiserRole, list[str]] = {role: [] for role in OrganiserRole}
    for line in lines:
        found[OrganiserRole(line.b)].append(line.a)
    return tuple((role, tuple(names)) for role, names in found.items() if names)


def participants_of(by_kind: dict[str, list[Line]], home: str) -> list[Participant]:
    named = [
        Participant(ParticipantKind(line.b), line.a, line.d, line.c, line.n)
        for line in by_kind["participant"]
    ]
    known = {bare(each.name) for each in named}
    companies = (
        Participant(ParticipantKind.COMPANY, line.a, region=home) for line in by_kind["company"]
    )
    return [*named, *(each for each in companies if bare(each.name) not in known)]


def counters_of(head: EventHead, came: Sequence[Participant]) -> tuple[tuple[str, int], ...]:
    own = {name: getattr(head, field) for name, field in OWN_COUNTERS.items()}
    found = published_counters(own, counted(came))
    return tuple((name, value) for name, value in found.items() if value is not None)


def contract_of(line: Line) -> SharedContract:
    is_whole = line.d == ContractShown.WHOLE
    amount = amount_text(line.n, line.c) if is_whole else ""
    return SharedContract(line.a, line.b, amount, line.day)


def photo_of(line: Line) -> Photo:
    return Photo(line.place, line.a, line.b, line.c, int(line.d), line.n, line.m)


def mean_of(grades: Sequence[int], language: str) -> str:
    """To one decimal, halves rounded up; "" without grades."""
    if not grades:
        return ""
    tenths = (sum(grades) * 20 + len(grades)) // (2 * len(grades))
    return formats_for(language).number(Decimal(tenths) / 10, 1)
