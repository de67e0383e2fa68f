"""One meeting by its permanent address, with its body, its counts and its public edition."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, bindparam, func, select, true
from sqlalchemy.orm import aliased

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.zones import local
from council.meetings.models import Attendance, Guest, Meeting
from council.meetings.rules.addresses import MeetingAddress
from council.meetings.rules.kinds import GuestKind, MeetingForm, MeetingKind, MeetingState, Presence
from council.meetings.rules.naming import named_day_of
from council.meetings.rules.public import PublicState, public_state
from council.membership.models import Body
from council.membership.rules import BodyKind
from council.minutes.models import MinutesEdition
from council.minutes.queries.dated import PUBLISHED_AT, SIGNED_AT
from council.minutes.rules import EditionState

SEEN = (EditionState.PUBLISHED, EditionState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class MeetingHead:
    """What a public page needs of a meeting; `edition_*` are None before any publication."""

    id: UUID
    body_id: UUID
    year: int
    number: int
    kind: MeetingKind
    form: MeetingForm
    state: MeetingState
    state_reason: str
    starts_at: datetime
    ends_at: datetime | None
    zone: str
    city: str
    place: str
    is_open: bool
    guest_seats: int
    guests_taken: int
    ballots_from: date | None
    ballots_until: date | None
    presiding_id: UUID | None
    seats_total: int | None
    archive_seats: int | None
    archive_present: int | None
    closed_at: datetime | None
    slug: str
    body_kind: BodyKind
    body_name: str
    body_genitive: str
    voting: int
    present: int
    invited: int
    visitors: int
    edition_id: UUID | None
    edition_number: int | None
    edition_state: EditionState | None
    sha256: str | None
    correction_note: str | None
    signed_at: datetime | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str | None

    @property
    def is_published(self) -> bool:
        return self.edition_state is EditionState.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.edition_state is EditionState.WITHDRAWN

    @property
    def is_absentee(self) -> bool:
        return self.form is MeetingForm.ABSENTEE

    @property
    def public_state(self) -> PublicState:
        return public_state(
            self.state,
            is_published=self.is_published,
            is_withdrawn=self.is_withdrawn,
            is_archive=self.archive_seats is not None,
        )

    @property
    def day(self) -> date:
        """The day on the clocks of the place whose seats and rules hold."""
        return self.ballots_from or local(self.starts_at, self.zone).date()

    @property
    def named_day(self) -> date:
        """The day by which lists and papers name it."""
        return named_day_of(self)

    @property
    def address(self) -> MeetingAddress:
        return MeetingAddress.of_body(self.body_kind, self.slug, self.year, self.number)


MEETING_FIELDS = tuple(MeetingHead.__dataclass_fields__)[:23]


def seen_edition(number: int | None = None) -> Any:
    """The outer join to the edition that speaks for the meeting, or to the one of a number."""
    edition = aliased(MinutesEdition)
    latest = (
        select(func.max(edition.number))
        .where(edition.meeting_id == Meeting.id, edition.state.in_(SEEN))
        .correlate(Meeting)
        .scalar_subquery()
    )
    return and_(
        MinutesEdition.meeting_id == Meeting.id,
        MinutesEdition.number == (latest if number is None else number),
        MinutesEdition.state.in_(SEEN),
    )


def counted(model: type[Any], *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    query = select(func.count()).select_from(model)
    return query.where(model.meeting_id == Meeting.id, *conditions).scalar_subquery()


def columns() -> tuple[Any, ...]:
    a, g, e = Attendance, Guest, MinutesEdition
    return (
        *(getattr(Meeting, name) for name in MEETING_FIELDS),
        *(Body.slug, Body.kind, Body.name, Body.name_genitive),
        counted(a, a.is_voting.is_(true())),
        counted(a, a.is_voting.is_(true()), a.presence != Presence.ABSENT),
        counted(g, g.kind == GuestKind.INVITED),
        counted(g, g.kind == GuestKind.VISITOR),
        *(e.id, e.number, e.state, e.sha256, e.correction_note),
        *(SIGNED_AT, PUBLISHED_AT, e.withdrawn_at, e.withdrawn_reason),
    )


def is_council() -> ColumnElement[bool]:
    """SQL: the body is the council itself, the first of its kind."""
    council = select(Body.id).where(Body.kind == BodyKind.COUNCIL)
    first = council.order_by(Body.founded_on, Body.id).limit(1).scalar_subquery()
    return Body.id == first


def at_address(address: MeetingAddress) -> dict[str, object]:
    """The values of `is_at`."""
    return {"year": address.year, "number": address.number, "slug": address.slug or ""}


def is_at(*, of_council: bool) -> ColumnElement[bool]:
    """SQL: the meeting stands at an address, whose values are bound when the query is sent.

    The council has no second address by its slug.
    """
    own = Body.slug == bindparam("slug")
    body = is_council() if of_council else and_(own, Body.kind != BodyKind.COUNCIL)
    return and_(body, Meeting.year == bindparam("year"), Meeting.number == bindparam("number"))


@cache
def head_query(*, of_council: bool) -> Select[*tuple[Any, ...]]:
    """Built once: putting a large query together costs more than sending it."""
    return (
        select(*columns())
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(MinutesEdition, seen_edition())
        .where(is_at(of_council=of_council))
    )


def get_head(address: MeetingAddress) -> MeetingHead:
    """One statement; raises `NotFound`."""
    query = head_query(of_council=address.slug is None)
    row = db.session.execute(query, at_address(address)).one_or_none()
    if row is None:
        raise NotFound("no such meeting")
    return MeetingHead(*row)
