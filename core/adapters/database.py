"""The session, column types and the one place where a transaction ends.

SQLite: WAL, synchronous=FULL, foreign keys on, BEGIN IMMEDIATE for commands and a deferred BEGIN
for readers (docs/adr/0003-sqlite-transactions.md). PostgreSQL: READ COMMITTED and row locks.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID, uuid4

import psycopg
from flask import g, has_app_context
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, DateTime, Dialect, Engine, Enum, MetaData, String, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from core.adapters.pulse import watch

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "temp_store=MEMORY",
)
# A request must not hang as long as the machine does: what cannot be had is told (503).
ENGINE = {"pool_pre_ping": True, "pool_timeout": 5, "hide_parameters": True}
CONNECTING = {"connect_timeout": 3}
LIMITS = (
    "SET lock_timeout = '8s'",
    "SET statement_timeout = '30s'",
    "SET idle_in_transaction_session_timeout = '5min'",
    # Compiling a statement took up to 3 s where running it takes 10 ms: ours are many and short.
    "SET jit = off",
)
READING = "reading_engine"  # of a request that may read from the replica, see replica.py
P = ParamSpec("P")
R = TypeVar("R")
E = TypeVar("E", bound=StrEnum)
_in_command: ContextVar[bool] = ContextVar("in_command", default=False)
_elsewhere: ContextVar[Engine | None] = ContextVar("elsewhere", default=None)


class Base(DeclarativeBase):
    """Base of every stored thing."""

    metadata = MetaData(naming_convention=NAMES)


class Identified:
    """A record with an identity of its own."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class Revised:
    """A record that several people edit: a page made from an older revision meets a 409."""

    revision: Mapped[int] = mapped_column(default=1)


class RoutedSession(Session):
    """Reads from the replica where the request may; never within or after a command."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        if engine := _elsewhere.get():
            return engine
        engine = g.get(READING) if has_app_context() and not _in_command.get() else None
        return engine or super().get_bind(*args, **kwargs)


db = SQLAlchemy(
    model_class=Base,
    session_options={"join_transaction_mode": "create_savepoint", "class_": RoutedSession},
)


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in time; refuses to store one that does not say which."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> Any:
        if value is not None and value.tzinfo is None:
            raise ValueError("a naive datetime is no moment in time")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def stored(values: type[E], name: str = "") -> Enum:
    """A column of one of `values`, held by a CHECK constraint named after the enum or `name`."""
    return Enum(
        values,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=name or values.__name__.lower(),
        values_callable=lambda enum: [member.value for member in enum],
    )


Sha256 = String(64)


def connect_database(engine: Engine) -> None:
    """Give a SQLite engine its pragmas and its two ways to begin, PostgreSQL its limits."""
    if engine.dialect.name != "sqlite":
        event.listen(engine, "connect", limit_postgresql)
        watch(engine)
        return
    event.listen(engine, "connect", prepare_sqlite)
    event.listen(engine, "begin", begin_sqlite)


def prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin for us
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def limit_postgresql(connection: psycopg.Connection, _record: object) -> None:
    """By statements and not in the address: a pooler takes no options there."""
    for limit in LIMITS:
        connection.execute(limit)
    connection.commit()


def engine_options(url: str) -> dict[str, Any]:
    return ENGINE if url.startswith("sqlite") else {**ENGINE, "connect_args": CONNECTING}


@contextmanager
def elsewhere(engine: Engine) -> Iterator[None]:
    """In the block everything is read from and written to another database."""
    db.session.remove()
    connect_database(engine)
    token = _elsewhere.set(engine)
    try:
        yield
    finally:
        db.session.remove()
        _elsewhere.reset(token)
        engine.dispose()


def begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _in_command.get() else "BEGIN")


def command(service: Callable[P, R]) -> Callable[P, R]:
    """Run a service as one transaction: commit if it returns, roll back if it raises.

    Begins afresh, so that what it reads is what it locks and never a page's older copy.
    """

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _in_command.get():
            raise RuntimeError(f"{service.__qualname__} called inside another command")
        if db.session.new or db.session.dirty or db.session.deleted:
            raise RuntimeError(f"changes were made before {service.__qualname__}")
        db.session.rollback()
        token = _in_command.set(True)
        if has_app_context():
            g.pop(READING, None)  # whoever wrote reads what was written
        try:
            result = service(*args, **kwargs)
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        finally:
            _in_command.reset(token)
        return result

    return run
