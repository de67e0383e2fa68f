"""What somebody asks to be recorded, as values that a service takes whole. Pure.

The `id` of a new record comes with its form: a form sent twice makes one record.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from council.membership.rules import ConsentScope, Office
from council.membership.rules.terms import Term


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of something held: its last day, the ground, the revision that the page showed."""

    last_day: date
    basis: str
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class NewOffice:
    """An office to be given by an act."""

    person_id: UUID
    office: Office
    term: Term
    basis: str
    acts_as_highest: bool = False
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class NewAbsence:
    """Days on which a member will be away."""

    person_id: UUID
    term: Term
    reason: str = ""
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class NewSetting:
    """A rule of procedure from a day on."""

    key: str
    value: str
    valid_from: date
    basis: str


@dataclass(frozen=True, slots=True)
class NewConsent:
    """A consent to a version of the text."""

    scope: ConsentScope
    text_version: str
    given_at: datetime
    id: UUID = field(default_factory=uuid4)
