"""The council as visitors see it: composition as far as it is public, offices, regulation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.kernel.names import PersonName
from council.membership.pages.composition import Composition, offices_of
from council.membership.pages.settings import SettingLine
from council.membership.queries.members import SeatRow
from council.membership.queries.regulation import RegulationRow
from council.membership.queries.rows import BodyRow
from council.membership.rules import BodyKind, Category, Office
from council.membership.rules.composition import REQUIRED
from council.membership.rules.publication import (
    Grounds,
    public_name,
    public_position,
    unnamed,
)

HEADS = frozenset({Office.CHAIR, Office.VICE_CHAIR, Office.SECRETARY})
# The rules that a visitor needs; the others concern the council's own work.
SHOWN_SETTINGS = (
    "meetings_later_years",
    "quorum",
    "majority",
    "casting_vote",
    "substitution_allowed",
    "notice_days",
    "visitor_days",
    "signing_days",
    "publication_days",
    "gated_reports",
    "stand_in_allowed",
    "signatories",
    "decisions_force",
    "minutes_storage",
)


@dataclass(frozen=True, slots=True)
class PublicMember:
    """A member as everybody may know them; `mask` is the message that stands for a name."""

    name: str
    mask: str
    position: str
    offices: tuple[str, ...]
    is_voting: bool
    by_agreement: bool


@dataclass(frozen=True, slots=True)
class PublicGroup:
    category: Category
    members: tuple[PublicMember, ...]


@dataclass(frozen=True, slots=True)
class PublicBodyPage:
    """A body's page. `heads` are the people in office, `groups` everybody by category."""

    body: BodyRow
    day: date
    heads: tuple[PublicMember, ...]
    deputy_is_vacant: bool
    groups: tuple[PublicGroup, ...]
    total: int
    voting: int
    regulation: RegulationRow | None
    settings: tuple[SettingLine, ...]
    working_bodies: tuple[BodyRow, ...]
    parent: BodyRow | None

    @property
    def is_council(self) -> bool:
        return self.body.kind is BodyKind.COUNCIL

    @property
    def is_abolished(self) -> bool:
        return self.body.abolished_on is not None and self.body.abolished_on <= self.day


def public_member(
    name: PersonName,
    position: str,
    grounds: Grounds,
    *,
    offices: tuple[str, ...] = (),
    seat: SeatRow | None = None,
) -> PublicMember:
    """The member, or the category alone where nobody may be named."""
    shown = public_name(name, grounds)
    return PublicMember(
        name=shown.full if shown else "",
        mask="" if shown else unnamed(seat.category if seat else None),
        position=public_position(position, grounds),
        offices=offices,
        is_voting=seat.is_voting if seat else False,
        by_agreement=seat.by_agreement if seat else False,
    )


def groups_of(known: Composition, grounds: Mapping[UUID, Grounds]) -> tuple[PublicGroup, ...]:
    order = [*REQUIRED, *(category for category in Category if category not in REQUIRED)]
    found = (
        PublicGroup(
            category,
            tuple(member_of(s, known, grounds) for s in known.seats if s.category is category),
        )
        for category in order
    )
    return tuple(group for group in found if group.members)


def member_of(seat: SeatRow, known: Composition, grounds: Mapping[UUID, Grounds]) -> PublicMember:
    offices = offices_of(seat.person_id, known)
    return public_member(
        seat.name, seat.position, grounds[seat.person_id], offices=offices, seat=seat
    )


def heads_of(known: Composition, grounds: Mapping[UUID, Grounds]) -> tuple[PublicMember, ...]:
    """Chair, deputy chair, vice chairs and secretary, in this order."""
    seats = {seat.person_id: seat for seat in known.seats}
    found: list[tuple[int, PublicMember]] = []
    order = list(Office)
    people = {row.person_id: row for row in known.officers if row.office in HEADS}
    for person_id, row in people.items():
        seat = seats.get(person_id)
        position = seat.position if seat else row.position
        offices = offices_of(person_id, known)
        member = public_member(row.name, position, grounds[person_id], offices=offices, seat=seat)
        found.append((order.index(row.office), member))
    deputy = known.post.holder_id
    if deputy and deputy in seats and deputy not in people:
        member = member_of(seats[deputy], known, grounds)
        found.append((order.index(Office.DEPUTY_CHAIR), member))
    return tuple(member for _, member in sorted(found, key=lambda pair: pair[0]))
