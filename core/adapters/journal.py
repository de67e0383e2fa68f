"""The journal: who did what to which record, when, and which values changed. Append-only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext
from sqlalchemy import JSON, select
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, UTCDateTime, db
from core.kernel.errors import N_
from core.kernel.viewers import Viewer

# Commands act under these names; a page says them in words.
PROGRAMS = {
    "import-region": N_("Import of the region's file"),
    "operator": N_("Operator of the server"),
    "run-jobs": N_("Scheduler of the site"),
    "forget-visitors": N_("Deletion of old applications"),
    "read-replies": N_("Reading of calendars' replies"),
}


class JournalEntry(Base):
    """One fact. `details` holds plain values, changes as {field: [old, new]}."""

    __tablename__ = "journal"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    subject_id: Mapped[UUID] = mapped_column(index=True)
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str] = mapped_column(default="")
    what: Mapped[str]
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a record's history, as a page shows it."""

    what: str
    actor_name: str
    at: datetime
    details: Mapping[str, Any]


def plain(value: Any) -> Any:
    """A value as JSON holds it: moments and days as ISO text, identifiers as text."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value if isinstance(value, str | int | bool | None) else str(value)


def record(
    what: str, *, subject_id: UUID, actor: Viewer, at: datetime, details: Mapping[str, Any] = {}
) -> None:
    """Note that something happened; `what` reads `noun.past_participle`."""
    db.session.add(
        JournalEntry(
            subject_id=subject_id,
            actor_id=actor.account_id,
            actor_name=actor.name,
            what=what,
            at=at,
            details={key: plain(value) for key, value in details.items()},
        )
    )


def apply_changes(target: Any, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set attributes and return what changed, as the journal keeps it."""
    changes = {}
    for name, new in values.items():
        old = getattr(target, name)
        if old != new:
            changes[name] = [plain(old), plain(new)]
            setattr(target, name, new)
    return changes


def list_history(subject_ids: Sequence[UUID], *, limit: int = 200) -> tuple[HistoryLine, ...]:
    """The newest entries first; one statement."""
    entry = JournalEntry
    query = (
        select(entry.what, entry.actor_name, entry.at, entry.details)
        .where(entry.subject_id.in_(subject_ids))
        .order_by(entry.seq.desc())
        .limit(limit)
    )
    rows = db.session.execute(query)
    return tuple(HistoryLine(what, said(name), at, details) for what, name, at, details in rows)


def said(actor_name: str) -> str:
    """Who acted, in the reader's language where it was a program."""
    return gettext(PROGRAMS[actor_name]) if actor_name in PROGRAMS else actor_name
