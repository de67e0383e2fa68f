"""The register of personal data as values: which columns, whose, what for, why, how long. Pure.

Each slice declares its own tables (`personal.py`); export, erasure and retention follow from that
alone (core/privacy, docs/personal-data.md, docs/adr/0016). A test walks every column of the schema.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.kernel.errors import N_, Refusal
from core.kernel.viewers import Viewer

FORGOTTEN = "–"  # stands where a name was and something has to stand
MOMENT = "{now}"  # of a blank: the moment of erasing
YEAR = 365  # days
OF_FILE = "file"  # the text of a consent of which a region's file says only that there is one


class Whose(StrEnum):
    """Whose data a table holds."""

    ACCOUNT = N_("people who sign in")
    MEMBER = N_("members of the council and its staff")
    VISITOR = N_("visitors of meetings")
    SPEAKER = N_("people who take part in a meeting")
    APPLICANT = N_("people of companies that apply")
    TRAVELLER = N_("people of delegations")
    CONTACT = N_("contacts of companies and partners")
    READER = N_("people to whom letters go")
    STAFF = N_("people who enter and decide")
    REQUESTER = N_("people who ask about their data")


class Ground(StrEnum):
    """Why it may be done: articles of 152-ФЗ, with the act where a law asks for it."""

    CONSENT = N_("consent (152-ФЗ, art. 6, part 1, item 1)")
    PUBLICATION = N_("consent to publication (152-ФЗ, art. 10.1)")
    DUTY = N_("duty of the body under the law (152-ФЗ, art. 6, part 1, item 2; 8-ФЗ, art. 13)")
    SIGNATURE = N_("agreement on the electronic signature (63-ФЗ, art. 6, 9)")
    SAFETY = N_("safety of the data (152-ФЗ, art. 19)")
    PROOF = N_("duty to prove the consent (152-ФЗ, art. 9, part 3)")
    ANSWER = N_("duty to answer people about their data (152-ФЗ, art. 14, 20)")
    REGISTRY = N_("archive of official documents (125-ФЗ, art. 17)")


class Identity(StrEnum):
    """By what a row is known as somebody's."""

    ACCOUNT = "account"
    PERSON = "person"
    EMAIL = "email"
    RECORD = "record"  # of another table of the register, or of any


class Erasure(StrEnum):
    """What becomes of a row when its person is erased, or when its term has ended."""

    DELETE = "delete"
    BLANK = "blank"
    KEEP = "keep"
    KEEP_IF_NAMED = "keep_if_named"  # stays if an official act names the person, else goes


@dataclass(frozen=True, slots=True)
class Key:
    """A column that says whose the row is; `table` is that of the record it leads to."""

    column: str
    identity: Identity
    table: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """How long: `days` after the moment in `since`, a path through foreign keys, ends included.

    «meeting_id.starts_at» is the beginning of the row's meeting. Without days `said` tells when
    the data go. `job`: a service of the slice does it, under this name; else the nightly run does.
    """

    said: str
    days: int | None = None
    since: str = ""
    job: str = ""


@dataclass(frozen=True, slots=True)
class PersonalRecord:
    """One use of personal data: columns of a table with one purpose, one ground and one term.

    `names` are the columns with the name, `about` paths to what the row is about, for the export;
    `blanks` what stands in a column after erasure if not nothing («{id}» is the row's own number).
    `stays` says why a row is kept.
    """

    table: str
    title: str
    whose: Whose
    columns: tuple[str, ...]
    purpose: str
    ground: Ground
    term: Term
    erasure: Erasure
    keys: tuple[Key, ...] = ()
    names: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    blanks: Mapping[str, Any] = field(default_factory=dict)
    stays: str = ""
    primary: str = "id"

    @property
    def is_kept(self) -> bool:
        return self.erasure in {Erasure.KEEP, Erasure.KEEP_IF_NAMED}


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent of somebody as a page shows it, whatever slice keeps it."""

    kind: str
    id: UUID
    title: str
    about: str
    version: str
    given_at: datetime
    revoked_at: datetime | None = None


# What a slice does with its own rows before they go: (ids of rows, who, when).
Step = Callable[[Collection[UUID], Viewer, datetime], None]
# What has to be true of a person before anything goes: (accounts, people, the day's moment).
Guard = Callable[[Collection[UUID], Collection[UUID], datetime], Refusal | None]


@dataclass(frozen=True, slots=True)
class ConsentKind:
    """A kind of consent: how those of rows of `table` are listed and how one is withdrawn."""

    name: str
    table: str
    list_of: Callable[[Collection[UUID]], Sequence[Consent]]
    withdraw: Callable[[UUID, Viewer, datetime], None]


@dataclass(frozen=True, slots=True)
class Privacy:
    """What a part says of personal data. `plain` are texts that are nobody's, table by table."""

    records: tuple[PersonalRecord, ...] = ()
    plain: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    guards: tuple[Guard, ...] = ()
    after: tuple[Callable[[datetime], None], ...] = ()
    consents: tuple[ConsentKind, ...] = ()


def merged(all_of_them: Sequence[Privacy]) -> Privacy:
    """The whole register of the application."""
    return Privacy(
        records=tuple(record for each in all_of_them for record in each.records),
        plain={table: names for each in all_of_them for table, names in each.plain.items()},
        steps={table: step for each in all_of_them for table, step in each.steps.items()},
        guards=tuple(guard for each in all_of_them for guard in each.guards),
        after=tuple(step for each in all_of_them for step in each.after),
        consents=tuple(kind for each in all_of_them for kind in each.consents),
    )


# Terms, purposes and reasons that many slices share.
OFFICIAL = Term(N_("as long as the official documents of the council"))
RECORD_OF_ACTS = N_("to record who took part in the work of the council and what was decided")
STAYS_OFFICIAL = N_(
    "It is part of an official act of the council, which is kept for ever: who took part, spoke, "
    "voted, decided and signed."
)
STAYS_PROOF = N_("It proves that there was a consent and when it was withdrawn.")


def official(  # noqa: PLR0913 - as the record itself
    table: str,
    title: str,
    columns: tuple[str, ...] = (),
    *,
    keys: tuple[Key, ...] = (),
    names: tuple[str, ...] = (),
    about: tuple[str, ...] = (),
    whose: Whose = Whose.MEMBER,
) -> PersonalRecord:
    """A part of an official act: stays for ever, whoever asks."""
    return PersonalRecord(
        table,
        title,
        whose,
        columns,
        RECORD_OF_ACTS,
        Ground.DUTY,
        OFFICIAL,
        Erasure.KEEP,
        keys=keys,
        names=names,
        about=about,
        stays=STAYS_OFFICIAL,
    )


def of_account(column: str = "account_id") -> tuple[Key, ...]:
    return (Key(column, Identity.ACCOUNT),)


def of_person(column: str = "person_id") -> tuple[Key, ...]:
    return (Key(column, Identity.PERSON),)


def of_email(column: str = "email") -> Key:
    return Key(column, Identity.EMAIL)


def of_record(column: str, table: str) -> Key:
    return Key(column, Identity.RECORD, table)
