"""The composition of a body on a day, with its warnings, for those who work in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext

from core.adapters.language import label
from core.audit.history import Happened
from core.kernel.names import PersonName
from council.membership.queries.members import SeatRow
from council.membership.queries.offices import AbsenceRow, OfficerRow
from council.membership.queries.rows import BodyRow
from council.membership.rules import BodyKind, Category, Office
from council.membership.rules.composition import REQUIRED, missing_categories
from council.membership.rules.deputy import DeputyPost, DeputyState

TONES = {DeputyState.IN_OFFICE: "ok", DeputyState.ABSENT: "warn"}


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member as one line of the composition."""

    seat_id: UUID
    person_id: UUID
    name: str
    position: str
    offices: tuple[str, ...]
    is_voting: bool
    by_agreement: bool
    until: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """The members of one category; empty where the Standard asks for one and nobody is there."""

    category: Category
    members: tuple[MemberLine, ...]
    is_missing: bool


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office with its holder, who need not be a member."""

    id: UUID
    office: Office
    person_id: UUID
    name: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class DeputyView:
    """The deputy chair's post in words. `is_shown` only in the council itself."""

    is_shown: bool
    state: DeputyState
    tone: str
    name: str
    person_id: UUID | None
    since: date | None
    until: date | None
    basis: str
    stand_in: str
    stand_in_allowed: bool


@dataclass(frozen=True, slots=True)
class CompositionPage:
    """A body on a day."""

    body: BodyRow
    day: date
    is_today: bool
    groups: tuple[Group, ...]
    officers: tuple[OfficeLine, ...]
    deputy: DeputyView
    absences: tuple[AbsenceRow, ...]
    total: int
    voting: int
    warnings: tuple[str, ...]
    may_keep: bool
    history: tuple[Happened, ...] = ()

    @property
    def is_council(self) -> bool:
        return self.body.kind is BodyKind.COUNCIL

    @property
    def is_abolished(self) -> bool:
        return self.body.abolished_on is not None and self.body.abolished_on <= self.day


@dataclass(frozen=True, slots=True)
class Composition:
    """What was read about a body on a day; the material of its pages."""

    body: BodyRow
    day: date
    seats: tuple[SeatRow, ...]
    officers: tuple[OfficerRow, ...]
    post: DeputyPost
    deputy_name: PersonName | None
    stand_in: str
    stand_in_allowed: bool


def offices_of(person_id: UUID, known: Composition) -> tuple[str, ...]:
    """The offices of a person in words, the elected deputy chair included."""
    held = [row.office for row in known.officers if row.person_id == person_id]
    if known.post.holder_id == person_id:
        held.append(Office.DEPUTY_CHAIR)
    return tuple(label(office) for office in Office if office in held)


def groups_of(known: Composition) -> tuple[Group, ...]:
    """The composition by category; the Standard's nine first, with gaps in the council itself."""
    is_council = known.body.kind is BodyKind.COUNCIL
    missing = missing_categories(seat.category for seat in known.seats) if is_council else ()
    order = [*REQUIRED, *(category for category in Category if category not in REQUIRED)]
    groups = (
        Group(
            category,
            tuple(member_line(s, known) for s in known.seats if s.category is category),
            category in missing,
        )
        for category in order
    )
    return tuple(group for group in groups if group.members or group.is_missing)


def member_line(seat: SeatRow, known: Composition) -> MemberLine:
    return MemberLine(
        seat_id=seat.id,
        person_id=seat.person_id,
        name=seat.name.full,
        position=seat.position,
        offices=offices_of(seat.person_id, known),
        is_voting=seat.is_voting,
        by_agreement=seat.by_agreement,
        until=seat.term.until,
    )


def deputy_view(known: Composition) -> DeputyView:
    post = known.post
    return DeputyView(
        is_shown=known.body.kind is BodyKind.COUNCIL,
        state=post.state,
        tone=TONES.get(post.state, "bad"),
        name=known.deputy_name.initials_after if known.deputy_name else "",
        person_id=post.person_id,
        since=post.since,
        until=post.until,
        basis=post.basis,
        stand_in=known.stand_in,
        stand_in_allowed=known.stand_in_allowed,
    )


def warnings_of(known: Composition) -> tuple[str, ...]:
    """What the composition lacks; none of it stops the work."""
    if known.body.kind is not BodyKind.COUNCIL:
        return ()
    missing = missing_categories(seat.category for seat in known.seats)
    found = [
        gettext("No member represents the category “%(category)s”.", category=label(category))
        for category in missing
    ]
    held = {row.office for row in known.officers}
    if Office.CHAIR not in held:
        found.append(gettext("There is no chair: record the highest official's appointment."))
    if Office.SECRETARY not in held:
        found.append(gettext("There is no secretary: nobody can keep meetings and minutes."))
    if Office.COORDINATOR not in held:
        found.append(gettext("There is no coordinator: nobody can submit the reports."))
    return tuple(found)


def officer_lines(officers: Sequence[OfficerRow]) -> tuple[OfficeLine, ...]:
    order = list(Office)
    lines = [
        OfficeLine(row.id, row.office, row.person_id, row.name.full, row.term.since, row.term.until)
        for row in officers
    ]
    return tuple(sorted(lines, key=lambda line: order.index(line.office)))
