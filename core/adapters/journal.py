"""The journal: who did what to which record, when, and which values changed. Append-only.

`record` notes; the notes become entries of the chain right before the commit (core.adapters.chain).
Names, addresses and other personal values lie apart, so that they can be erased (docs/audit.md).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import g, has_request_context, request
from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, select

from core.adapters.chain import JournalEntry, JournalValue, Note, add_note, notes
from core.adapters.database import db
from core.kernel.chain import ACTOR_NAME, ADDRESS, OF_DETAILS
from core.kernel.errors import N_
from core.kernel.personal import is_personal
from core.kernel.viewers import Viewer

__all__ = [
    "HistoryLine",
    "JournalEntry",
    "apply_changes",
    "is_loud",
    "list_history",
    "record",
    "said",
]

# Commands act under these names; a page says them in words.
PROGRAMS = {
    "import-region": N_("Import of the region's file"),
    "operator": N_("Operator of the server"),
    "run-jobs": N_("Scheduler of the site"),
    "forget-visitors": N_("Deletion of old applications"),
    "retention": N_("Nightly end of terms"),
    "read-replies": N_("Reading of calendars' replies"),
    "password-page": N_("Page for a new password"),
    "site": N_("The site itself"),
}
ERASED = N_("name deleted")
# What changes no page: signing in, letters on their way, the journal's own business.
QUIET = ("access.", "account.", "clock.", "database.", "journal.", "letter.")


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


def record(  # noqa: PLR0913 - each caller names but a few
    what: str,
    *,
    subject_id: UUID,
    actor: Viewer,
    at: datetime,
    details: Mapping[str, Any] = {},
    version: int | None = None,
    personal: Collection[str] = (),
    owner_id: UUID | None = None,
    is_official: bool = False,
) -> None:
    """Note that something happened; `what` reads `noun.past_participle` and has its words.

    `version` is that of the record, its revision if not said. `personal` names details that are
    personal though their names do not say so, `owner_id` whose they are if not the record's own.
    `is_official`: the actor's name stays for ever, as that of whoever signs an official act.
    """
    whole = {key: plain(value) for key, value in details.items()}
    apart = {key for key in whole if key in personal or is_personal(what, key)}
    stays = is_official or not actor.name or actor.name in PROGRAMS
    private: dict[str, tuple[Any, UUID | None]] = {}
    if not stays:
        private[ACTOR_NAME] = actor.name, actor.account_id or actor.person_id or owner_id
    if address := remote_address():
        private[ADDRESS] = address, actor.account_id or owner_id
    private |= {OF_DETAILS + key: (whole[key], owner_id or subject_id) for key in apart}
    note = Note(
        what=what,
        subject_id=subject_id,
        subject_version=version,
        actor_id=actor.account_id,
        actor_name=actor.name if stays else "",
        at=at,
        request_id=request_number(),
        details={key: value for key, value in whole.items() if key not in apart},
        private=private,
        within=db.session().get_nested_transaction(),
    )
    add_note(note)


def remote_address() -> str:
    """Where the request came from, as the server sees it; "" outside a request."""
    return (request.remote_addr or "") if has_request_context() else ""


def request_number() -> str:
    return str(g.get("request_id", "")) if has_request_context() else ""


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
    """The newest entries first; one statement. What this very command has noted stands on top."""
    e, v = JournalEntry, JournalValue
    chosen = (
        select(e.seq, e.what, e.actor_name, e.at, e.details, e.private)
        .where(e.subject_id.in_(subject_ids))
        .order_by(e.seq.desc())
        .limit(limit)
        .subquery()
    )
    apart = and_(v.seq == chosen.c.seq, v.name != ADDRESS)
    query = select(chosen, v.name, v.value).outerjoin(v, apart).order_by(chosen.c.seq.desc())
    noted = [line_of_note(note) for note in notes() if note.subject_id in subject_ids]
    return (*reversed(noted), *lines_of(db.session.execute(query)))[:limit]


def is_loud() -> ColumnElement[bool]:
    """For versions of pages: entries that tell of a change that somebody may see."""
    return and_(*(JournalEntry.what.not_like(f"{noun}%") for noun in QUIET))


def lines_of(rows: Iterable[Any]) -> Iterable[HistoryLine]:
    """Rows of one entry stand together, one for each of its values."""
    values: dict[int, dict[str, Any]] = {}
    entries: dict[int, Any] = {}
    for row in rows:
        entries[row.seq] = row
        values.setdefault(row.seq, {})
        if row.name is not None:
            values[row.seq][row.name] = row.value
    for seq, row in entries.items():
        yield line_of(row, values[seq])


def line_of_note(note: Note) -> HistoryLine:
    return line_of(note, {name: value for name, (value, _) in note.private.items()})


def line_of(entry: Any, values: Mapping[str, Any]) -> HistoryLine:
    """The entry, stored or only noted, with the personal values that there still are."""
    actor = actor_in_words(entry.actor_name, entry.private, values)
    return HistoryLine(entry.what, actor, entry.at, whole_details(entry.details, values))


def actor_in_words(actor_name: str, private: Collection[str], values: Mapping[str, Any]) -> str:
    if ACTOR_NAME not in private:
        return said(actor_name)
    return str(values[ACTOR_NAME]) if ACTOR_NAME in values else gettext(ERASED)


def whole_details(details: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The details with the personal ones that were not erased."""
    apart = {
        name.removeprefix(OF_DETAILS): value
        for name, value in values.items()
        if name.startswith(OF_DETAILS)
    }
    return {**details, **apart}


def said(actor_name: str) -> str:
    """Who acted, in the reader's language where it was a program."""
    return gettext(PROGRAMS[actor_name]) if actor_name in PROGRAMS else actor_name
