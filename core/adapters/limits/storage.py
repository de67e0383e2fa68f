"""The database as a storage of `limits`: one statement counts, whoever else counts at the time.

Reads the machine's clock, not that of the site: a demonstration may stand at another date.
"""

import time
from hashlib import sha256
from typing import Any, ClassVar

from limits.storage import Storage
from sqlalchemy import case, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from core.adapters.database import command, db
from core.adapters.limits.models import RateCount

INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def digest(key: str) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()


class DatabaseStorage(Storage):
    """Counters in the table `rate_counts`; each count is a transaction of its own."""

    STORAGE_SCHEME: ClassVar[list[str] | None] = ["database"]  # type: ignore[misc]

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        return add(digest(key), expiry, amount)

    def get(self, key: str) -> int:
        found = find(digest(key))
        return found.hits if found else 0

    def get_expiry(self, key: str) -> float:
        found = find(digest(key))
        return found.ends_at if found else time.time()

    def check(self) -> bool:
        db.session.execute(select(RateCount.key).limit(1))
        return True

    def reset(self) -> int | None:
        return remove()

    def clear(self, key: str) -> None:
        remove(RateCount.key == digest(key))


@command
def add(key: str, seconds: int, amount: int) -> int:
    """Begin to count, or go on; a window that ended, or that ends too late, begins anew.

    Too late is what a clock set back leaves behind. Who wrote a moment after this one read the
    clock ends a little later too and is no reason: hence twice the length.
    """
    now = time.time()
    insert = INSERTS[db.session.get_bind().dialect.name]
    fresh = insert(RateCount).values(key=key, hits=amount, ends_at=now + seconds)
    is_over = or_(RateCount.ends_at <= now, RateCount.ends_at > now + 2 * seconds)
    counted = fresh.on_conflict_do_update(
        index_elements=[RateCount.key],
        set_={
            "hits": case((is_over, fresh.excluded.hits), else_=RateCount.hits + amount),
            "ends_at": case((is_over, fresh.excluded.ends_at), else_=RateCount.ends_at),
        },
    )
    return int(db.session.execute(counted.returning(RateCount.hits)).scalar_one())


def find(key: str) -> Any | None:
    """The hits and the end of a window that still runs."""
    query = select(RateCount.hits, RateCount.ends_at)
    return db.session.execute(
        query.where(RateCount.key == key, RateCount.ends_at > time.time())
    ).one_or_none()


@command
def remove(*which: Any) -> int:
    return int(db.session.execute(delete(RateCount).where(*which)).rowcount)  # type: ignore[attr-defined]


def forget_old_counts() -> int:
    """Delete the windows that ended; returns how many."""
    return remove(RateCount.ends_at <= time.time())
