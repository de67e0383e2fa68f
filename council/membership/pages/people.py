"""One person, the list of people, consents: for those who work in the council."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.accounts.rules.accounts import AccountState, account_state
from core.audit.history import Happened
from core.kernel.viewers import Viewer
from council.membership.queries.people import (
    AccountRow,
    ConsentRow,
    OfficeHeld,
    PersonRow,
    SeatHeld,
)
from council.membership.queries.publication import PublicPerson
from council.membership.rules import Category, ConsentScope, Gender, Office
from council.membership.rules.publication import unnamed
from council.membership.rules.terms import Term

ACCOUNT_TONES = {AccountState.ACTIVE: "ok", AccountState.INVITED: "new"}


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The list of people, one part of it."""

    rows: tuple[PersonRow, ...]
    found: int
    number: int
    total: int
    search: str
    may_keep: bool


@dataclass(frozen=True, slots=True)
class TermLine:
    """A seat or an office with its term; `state` is past, present or ahead of the day."""

    id: UUID
    title: Category | Office
    is_office: bool
    body_name: str
    body_slug: str
    term: Term
    basis: str
    is_voting: bool
    state: str
    may_end: bool

    @property
    def is_elected(self) -> bool:
        return self.title is Office.DEPUTY_CHAIR


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """Days on which the person is away."""

    id: UUID
    term: Term
    reason: str
    body_name: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """The account behind the person."""

    id: UUID
    email: str
    state: AccountState
    tone: str
    may_issue: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything that is kept about a person. Contacts are None for those who need not know."""

    person_id: UUID
    title: str
    gender: Gender
    genitive: str
    dative: str
    instrumental: str
    position: str
    organisation: str
    contacts: tuple[str, str] | None
    seats: tuple[TermLine, ...]
    offices: tuple[TermLine, ...]
    absences: tuple[AbsenceLine, ...]
    public: PublicPerson
    unnamed: str
    account: AccountView | None
    history: tuple[Happened, ...]
    may_keep: bool
    may_invite: bool
    may_consent: bool


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A consent as recorded."""

    id: UUID
    scope: ConsentScope
    text_version: str
    given_at: datetime
    revoked_at: datetime | None
    is_live: bool


@dataclass(frozen=True, slots=True)
class ConsentsPage:
    """A person's consents and the text that a new one is given to."""

    person_id: UUID
    name: str
    lines: tuple[ConsentLine, ...]
    version: str
    text: str
    is_own: bool


def term_line(row: SeatHeld | OfficeHeld, day: date, *, may_end: bool) -> TermLine:
    """A line of what somebody holds, held or will hold."""
    is_office = isinstance(row, OfficeHeld)
    return TermLine(
        id=row.id,
        title=row.office if isinstance(row, OfficeHeld) else row.category,
        is_office=is_office,
        body_name=row.body_name,
        body_slug=row.body_slug,
        term=row.term,
        basis=row.basis,
        is_voting=isinstance(row, SeatHeld) and row.is_voting,
        state=state_of(row.term, day),
        may_end=may_end and row.term.until is None,
    )


def state_of(term: Term, day: date) -> str:
    if term.covers(day):
        return "present"
    return "ahead" if day < term.since else "past"


def account_view(row: AccountRow | None, viewer: Viewer, *, may_invite: bool) -> AccountView | None:
    """The account; only an administrator makes links for an administrator."""
    if row is None:
        return None
    state = account_state(has_password=row.has_password, disabled_at=row.disabled_at)
    may_issue = (
        may_invite
        and state is not AccountState.DISABLED
        and (viewer.is_administrator or not row.is_administrator)
    )
    return AccountView(row.id, row.email, state, ACCOUNT_TONES.get(state, "plain"), may_issue)


def mask_of(seats: Sequence[SeatHeld], day: date) -> str:
    """What visitors read instead of the name."""
    held = [seat.category for seat in seats if seat.term.covers(day)]
    return unnamed(held[0] if held else None)


def consent_lines(rows: Sequence[ConsentRow], now: datetime) -> tuple[ConsentLine, ...]:
    return tuple(
        ConsentLine(
            row.id,
            row.consent.scope,
            row.text_version,
            row.consent.given_at,
            row.consent.revoked_at,
            row.consent.is_live(now),
        )
        for row in rows
    )
