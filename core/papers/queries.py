"""Every SELECT on renderings and kept papers."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.papers.models import DetachedSignature, IssuedPaper, KeptPaper, Rendering
from core.papers.rules.life import MOST_ATTEMPTS, Fault, RenderingState, Work
from core.papers.rules.telling import Kept, PaperStanding, Signer


@dataclass(frozen=True, slots=True)
class RenderingRow:
    """Where a rendering stands, without its source."""

    key: str
    work: Work
    state: RenderingState
    sha256: str | None
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class Order:
    """What a renderer takes with it; `attempt` proves later that the work is still its own."""

    key: str
    work: Work
    source: str
    words: dict[str, str]
    attempt: int


def find_rendering(key: str) -> RenderingRow | None:
    r = Rendering
    query = select(r.key, r.work, r.state, r.sha256, r.fault).where(r.key == key)
    row = db.session.execute(query).one_or_none()
    return RenderingRow(*row) if row else None


def count_waiting() -> int:
    waiting = (RenderingState.WAITING, RenderingState.WORKING)
    query = select(func.count()).select_from(Rendering).where(Rendering.state.in_(waiting))
    return db.session.execute(query).scalar_one()


def select_takeable(now: datetime) -> Select[Rendering]:
    """What a renderer may take, the longest waiting first; rows another one looks at are passed."""
    r = Rendering
    abandoned = (r.state == RenderingState.WORKING) & (r.leased_until <= now)
    return (
        select(r)
        .where(or_(r.state == RenderingState.WAITING, abandoned), r.attempts < MOST_ATTEMPTS)
        .order_by(r.asked_at, r.key)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def get_kept(code: str) -> Kept:
    kept = one_kept(select_kept().where(KeptPaper.code == code))
    if kept is None:
        raise NotFound("there is no such paper")
    return kept


def find_kept(code: str) -> Kept | None:
    return one_kept(select_kept().where(KeptPaper.code == code))


def find_kept_by_content(sha256: str) -> Kept | None:
    """The paper whose stored file has this SHA-256; the latest if two have the very same bytes."""
    newest = KeptPaper.registered_at.desc()
    return one_kept(select_kept().where(KeptPaper.sha256 == sha256).order_by(newest).limit(1))


def find_kept_code(kind: str, subject_id: UUID) -> str | None:
    """The code of the paper kept of this subject."""
    k = KeptPaper
    query = select(k.code).where(k.kind == kind, k.subject_id == subject_id)
    return db.session.execute(query).scalar_one_or_none()


def find_kept_codes(kind: str, subject_ids: Collection[UUID]) -> dict[UUID, str]:
    """The codes of the papers kept of these subjects; one statement."""
    k = KeptPaper
    query = select(k.subject_id, k.code).where(k.kind == kind, k.subject_id.in_(subject_ids))
    rows: Any = db.session.execute(query) if subject_ids else ()
    return {row.subject_id: row.code for row in rows}


@dataclass(frozen=True, slots=True)
class LatestKept:
    """The last paper that was kept of a kind."""

    code: str
    subject_id: UUID
    dated_at: datetime
    is_withdrawn: bool


def find_latest_kept(kind: str) -> LatestKept | None:
    """Withdrawn or not; None while none was kept."""
    k = KeptPaper
    columns = (k.code, k.subject_id, k.dated_at, k.withdrawn_at.is_not(None))
    query = select(*columns).where(k.kind == kind)
    row = db.session.execute(query.order_by(k.registered_at.desc(), k.code.desc()).limit(1))
    found = row.one_or_none()
    return LatestKept(*found) if found else None


def find_rendering_key(code: str) -> str | None:
    query = select(KeptPaper.rendering_key).where(KeptPaper.code == code)
    return db.session.execute(query).scalar_one_or_none()


def select_kept() -> Select[*tuple[Any, ...]]:
    k = KeptPaper
    return select(
        k.code,
        k.name,
        k.title,
        k.number,
        k.edition,
        k.dated_at,
        k.signers,
        k.is_published,
        k.withdrawn_at,
        k.sha256,
    )


def one_kept(query: Select[*tuple[Any, ...]]) -> Kept | None:
    row: Any = db.session.execute(query).one_or_none()
    if row is None:
        return None
    return Kept(
        row.code,
        row.name,
        row.title,
        row.number,
        row.edition,
        row.dated_at,
        read_signers(row.signers),
        standing_of(is_published=row.is_published, withdrawn_at=row.withdrawn_at),
        row.sha256,
    )


def standing_of(*, is_published: bool, withdrawn_at: datetime | None) -> PaperStanding:
    if withdrawn_at is not None:
        return PaperStanding.WITHDRAWN
    return PaperStanding.PUBLISHED if is_published else PaperStanding.NOT_PUBLISHED


def read_signers(text: str) -> tuple[Signer, ...]:
    return tuple(
        Signer(
            one["name"],
            one["office"],
            one["at"] and datetime.fromisoformat(one["at"]),
            one.get("sha256", ""),
            one.get("agreement", ""),
        )
        for one in json.loads(text)
    )


@dataclass(frozen=True, slots=True)
class DetachedRow:
    """A signature file beside a paper, as it was attached; nobody verified it here."""

    id: UUID
    paper_code: str
    name: str
    signer: str
    sha256: str
    attached_by: str
    attached_at: datetime


def list_detached(*codes: str) -> tuple[DetachedRow, ...]:
    """The signature files of some papers, the first one first; one statement."""
    d = DetachedSignature
    query = (
        select(d.id, d.paper_code, d.name, d.signer, d.sha256, d.attached_by, d.attached_at)
        .where(d.paper_code.in_(codes))
        .order_by(d.attached_at, d.id)
    )
    return tuple(DetachedRow(*row) for row in db.session.execute(query)) if codes else ()


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """A paper that was given out of a record."""

    code: str
    kind: str
    of_id: UUID
    number: int
    issued_by: str
    issued_at: datetime


ISSUED = tuple(getattr(IssuedPaper, name) for name in IssuedRow.__dataclass_fields__)


def list_issued(kind: str, of_id: UUID) -> tuple[IssuedRow, ...]:
    """The papers given out of a record, the latest first; one statement."""
    i = IssuedPaper
    query = select(*ISSUED).where(i.kind == kind, i.of_id == of_id)
    rows: Any = db.session.execute(query.order_by(i.issued_at.desc(), i.number.desc()))
    return tuple(IssuedRow(*row) for row in rows)


def get_issued(code: str) -> IssuedRow:
    row: Any = db.session.execute(select(*ISSUED).where(IssuedPaper.code == code)).one_or_none()
    if row is None:
        raise NotFound("there is no such issued paper")
    return IssuedRow(*row)


def find_last_issue(kind: str, year: int) -> int:
    """The last number that a year has given to papers of the kind; 0 if none."""
    i = IssuedPaper
    query = select(func.max(i.number)).where(i.kind == kind, i.year == year)
    return db.session.scalar(query) or 0
