"""What the pages of personal data show: plain values, nothing left to load."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from flask_babel import gettext

from core.kernel.errors import N_, Refusal
from core.kernel.register import OF_FILE, Consent, Erasure, PersonalRecord
from core.privacy.queries.requests import RequestRow, Waiting
from core.privacy.rules.exported import Exported
from core.privacy.rules.requests import Urgency, urgency
from core.privacy.values import LONGEST, told
from core.privacy.words import column_in_words, columns_in_words, term_in_words

MOST_ROWS = 20  # of one record on a page; the file holds all
FATES = {
    Erasure.DELETE: N_("is deleted"),
    Erasure.BLANK: N_("is blanked"),
    Erasure.KEEP: N_("stays"),
    Erasure.KEEP_IF_NAMED: N_("stays if an official act names the person, else is blanked"),
}


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One use of personal data in words."""

    title: str
    whose: str
    columns: str
    purpose: str
    ground: str
    term: str
    fate: str
    stays: str
    count: int
    due: int

    @classmethod
    def of(cls, one: PersonalRecord, count: int, due: int) -> "RegisterLine":
        return cls(
            title=gettext(one.title),
            whose=gettext(one.whose),
            columns=columns_in_words(one),
            purpose=gettext(one.purpose),
            ground=gettext(one.ground),
            term=term_in_words(one.term),
            fate=gettext(FATES[one.erasure]),
            stays=gettext(one.stays) if one.stays else "",
            count=count,
            due=due,
        )


@dataclass(frozen=True, slots=True)
class PublicUse:
    """One purpose as everybody may read it: which data, on which grounds, how long."""

    purpose: str
    titles: tuple[str, ...]
    grounds: tuple[str, ...]
    terms: tuple[str, ...]


def public_register(
    register: Sequence[PersonalRecord],
) -> tuple[tuple[str, tuple[PublicUse, ...]], ...]:
    """The register for visitors: by whose data they are, then by purpose; no figures."""
    found: dict[str, dict[str, list[PersonalRecord]]] = {}
    for one in register:
        found.setdefault(one.whose, {}).setdefault(one.purpose, []).append(one)
    return tuple(
        (gettext(whose), tuple(public_use(purpose, uses) for purpose, uses in purposes.items()))
        for whose, purposes in found.items()
    )


def public_use(purpose: str, uses: Sequence[PersonalRecord]) -> PublicUse:
    return PublicUse(
        gettext(purpose),
        tuple(dict.fromkeys(gettext(one.title) for one in uses)),
        tuple(dict.fromkeys(gettext(one.ground) for one in uses)),
        tuple(dict.fromkeys(term_in_words(one.term) for one in uses)),
    )


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register by whose data they are, and the nightly run."""

    groups: tuple[tuple[str, tuple[RegisterLine, ...]], ...]
    due: int
    last_run: datetime | None
    last_error: str
    next_run: datetime | None
    waiting: Waiting

    @classmethod
    def of(
        cls,
        lines: Sequence[RegisterLine],
        *,
        last_run: datetime | None,
        error: str,
        every: timedelta,
        waiting: Waiting,
    ) -> "RegisterPage":
        names = dict.fromkeys(line.whose for line in lines)
        groups = tuple((each, tuple(one for one in lines if one.whose == each)) for each in names)
        next_run = last_run + every if last_run else None
        return cls(groups, sum(line.due for line in lines), last_run, error, next_run, waiting)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request about one's own data with its countdown."""

    row: RequestRow
    urgency: Urgency
    days: int  # left, or over

    @classmethod
    def of(cls, row: RequestRow, today: date) -> "RequestLine":
        stands = urgency(row.due_on, row.answered_on, today)
        return cls(row, stands, abs((row.due_on - (row.answered_on or today)).days))

    @property
    def was_late(self) -> bool:
        return self.row.answered_on is not None and self.row.answered_on > self.row.due_on


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """Requests that wait, the most pressing first, and those that were answered last."""

    waiting: tuple[RequestLine, ...]
    answered: tuple[RequestLine, ...]

    @classmethod
    def of(cls, rows: Sequence[RequestRow], today: date) -> "RequestsPage":
        lines = tuple(RequestLine.of(row, today) for row in rows)
        return cls(
            tuple(line for line in lines if line.urgency is not Urgency.DONE),
            tuple(line for line in lines if line.urgency is Urgency.DONE),
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who was found: where, and under which name."""

    title: str
    name: str
    table: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Block:
    """What one record of the register keeps of a person."""

    title: str
    why: str
    rows: tuple[tuple[tuple[str, str], ...], ...]
    more: int

    @classmethod
    def of(
        cls, exported: Exported, zone: str, *, most: int = MOST_ROWS, longest: int = LONGEST
    ) -> "Block":
        one = exported.record
        why = f"{gettext(one.purpose)}; {gettext(one.ground)}; {term_in_words(one.term)}"
        shown = exported.rows[:most]
        rows = tuple(
            tuple(
                (column_in_words(name), told(one, name, value, zone, longest))
                for name, value in row
            )
            for row in shown
        )
        return cls(gettext(one.title), why, rows, len(exported.rows) - len(shown))


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A consent with the address of its end; none where it has ended."""

    title: str
    version: str
    given_at: datetime
    revoked_at: datetime | None
    kind: str
    id: UUID

    @classmethod
    def of(cls, consent: Consent) -> "ConsentLine":
        title = " ".join(filter(None, (gettext(consent.title), consent.about)))
        times = (consent.given_at, consent.revoked_at)
        version = gettext("of the region's file") if consent.version == OF_FILE else consent.version
        return cls(title, version, *times, consent.kind, consent.id)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything of one person; `doubtful` counts rows of the same mailbox under other names."""

    name: str
    table: str
    id: UUID
    blocks: tuple[Block, ...]
    consents: tuple[ConsentLine, ...]
    doubtful: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FateLine:
    """What would become of the rows of one record."""

    title: str
    count: int
    fate: str
    stays: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class ErasePage:
    """What would go, what stays and why; `refusals` say why nothing can go now."""

    name: str
    table: str
    id: UUID
    goes: tuple[FateLine, ...]
    stays: tuple[FateLine, ...]
    refusals: tuple[Refusal, ...]


def fate_line(one: PersonalRecord, count: int, fate: Erasure) -> FateLine:
    kept = fate is Erasure.KEEP
    reason = gettext(one.stays) if kept and one.stays else ""
    return FateLine(gettext(one.title), count, gettext(FATES[fate]), reason, kept)
