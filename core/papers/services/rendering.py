"""Asking for a rendering and working on it, under a lease: claim, commit, render, mark.

Whoever is killed between loses nothing: the lease runs out and the next one takes the work over.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Delete, Update, delete, exists, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.files import Upload, store
from core.kernel.errors import DomainError
from core.kernel.viewers import Viewer
from core.papers import queries
from core.papers.models import KeptPaper, Rendering
from core.papers.queries import Order
from core.papers.rules import life
from core.papers.rules.life import Fault, RenderingState, Work

SITE = Viewer(name="site")
QUEUE_LOCK = 0x7061706572  # «paper»: the number of the advisory lock


class QueueFull(DomainError):
    """Too many papers wait already; pages answer 429 and say when to come back."""


@command
def ask_rendering(
    key: str, work: Work, source: str, *, words: Mapping[str, str], now: datetime
) -> None:
    """Put a paper into the queue unless it is there; raises `QueueFull`."""
    revive(now, Rendering.key == key)
    if queries.find_rendering(key) is not None:
        return
    lock_queue()
    forget_drafts(now)
    if queries.count_waiting() >= life.MOST_WAITING:
        raise QueueFull("too many papers wait")
    add_rendering(key, work, source, words=words, now=now)


def add_rendering(
    key: str, work: Work, source: str, *, words: Mapping[str, str], now: datetime
) -> None:
    """Add it unless another request was faster."""
    told = json.dumps(dict(words), ensure_ascii=False, sort_keys=True)
    values = {"key": key, "work": work, "source": source, "words": told, "asked_at": now}
    insert = postgresql.insert if is_postgresql() else sqlite.insert
    db.session.execute(insert(Rendering).values(values).on_conflict_do_nothing())


def lock_queue() -> None:
    """Let one at a time be let in, or a crowd that counts at once passes the bound.

    SQLite writes one at a time anyway.
    """
    if is_postgresql():
        db.session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": QUEUE_LOCK})


def is_postgresql() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"


def is_kept() -> ColumnElement[bool]:
    return exists().where(KeptPaper.rendering_key == Rendering.key)


def revive(now: datetime, which: ColumnElement[bool]) -> None:
    """Let what failed some time ago be tried afresh: the machine may have been at its limits."""
    r = Rendering
    failed = r.state == RenderingState.FAILED
    values = {"state": RenderingState.WAITING, "attempts": 0, "fault": None, "asked_at": now}
    change(update(r).where(failed, r.finished_at <= now - life.REVIVED, which).values(values))


def forget_drafts(now: datetime) -> None:
    """Take out of the queue what nobody came back for; papers to be kept stay."""
    old = Rendering.asked_at < now - life.FORGOTTEN
    waiting = Rendering.state == RenderingState.WAITING
    change(delete(Rendering).where(waiting, old, ~is_kept()))


@command
def tidy_renderings(*, now: datetime) -> None:
    """Forget drafts that were made long ago, their words with them; try broken papers again."""
    settled = Rendering.state.in_((RenderingState.DONE, RenderingState.FAILED))
    old = Rendering.finished_at < now - life.KEPT_FOR
    change(delete(Rendering).where(settled, old, ~is_kept()))
    revive(now, is_kept())


def forget_copies() -> None:
    """A step of erasure: no copy of a page is left, whoever it named; papers to be kept stay.

    A renderer that works on one finds its row gone and keeps nothing; readers ask anew.
    """
    change(delete(Rendering).where(~is_kept()))


def change(statement: Update | Delete) -> None:
    """Change rows that no object of the session stands for."""
    db.session.execute(statement, execution_options={"synchronize_session": False})


@command
def take_rendering(key: str | None, *, now: datetime) -> Order | None:
    """Take this one, or the longest waiting, under a lease; None if there is nothing to take."""
    give_up_abandoned(now)
    query = queries.select_takeable(now)
    row = db.session.execute(query.where(Rendering.key == key) if key else query).scalar()
    if row is None:
        return None
    row.state, row.leased_until = RenderingState.WORKING, now + life.LEASE
    row.attempts += 1
    return Order(row.key, row.work, row.source, json.loads(row.words), row.attempts)


def give_up_abandoned(now: datetime) -> None:
    """What killed its renderer at the last try is not tried again."""
    r = Rendering
    abandoned = (r.state == RenderingState.WORKING) & (r.leased_until <= now)
    values = {
        "state": RenderingState.FAILED,
        "leased_until": None,
        "fault": Fault.BROKEN,
        "finished_at": now,
        "error": "the renderer was killed at each try",
    }
    change(update(r).where(abandoned, r.attempts >= life.MOST_ATTEMPTS).values(values))


@command
def finish_rendering(order: Order, content: Upload, *, now: datetime) -> str:
    """Store what was made and mark it; nothing if another renderer has taken the work over."""
    row = own(order)
    sha256 = store(content, now=now)
    if row is not None:
        row.state, row.leased_until, row.sha256 = RenderingState.DONE, None, sha256
        row.finished_at, row.error = now, ""
        db.session.flush()
        seal(row.key, sha256, now)
    return sha256


@command
def fail_rendering(
    order: Order, fault: Fault, told: str, *, is_lasting: bool, now: datetime
) -> None:
    row = own(order)
    if row is None:
        return
    row.state = life.after_failure(row.attempts, is_lasting=is_lasting)
    row.leased_until, row.error = None, told[:1000].replace("\x00", "")
    if row.state is RenderingState.FAILED:
        row.fault, row.finished_at = fault, now


def own(order: Order) -> Rendering | None:
    """The row if it is still this renderer's work."""
    r = Rendering
    query = select(r).where(
        r.key == order.key, r.state == RenderingState.WORKING, r.attempts == order.attempt
    )
    return db.session.execute(query.with_for_update()).scalar_one_or_none()


def seal(key: str, sha256: str, now: datetime) -> None:
    """Give the papers that waited for this rendering their content, once and for all.

    The journal keeps which bytes they are: whoever changes the file is found.
    """
    k = KeptPaper
    waiting = (k.rendering_key == key) & k.sha256.is_(None)
    for code, subject_id in db.session.execute(select(k.code, k.subject_id).where(waiting)).all():
        told = {"code": code, "sha256": sha256}
        journal.record("paper.kept", subject_id=subject_id, actor=SITE, at=now, details=told)
    change(update(k).where(waiting).values(sha256=sha256))
