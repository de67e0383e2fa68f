"""What an exception says of the machine: something is away for a while, or a disk is full.

A statement that is wrong is neither: that is a fault of the program.
"""

import errno
import sqlite3
from enum import StrEnum

import psycopg
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

FULL = {errno.ENOSPC, errno.EDQUOT}
# Primary result codes of SQLite that tell of the machine and not of the statement.
SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
}
PRIMARY = 0xFF  # of an extended result code


class Outage(StrEnum):
    """What is wrong with the machine."""

    AWAY = "away"
    FULL = "full"


class StoreAway(OSError):
    """The store of files does not answer."""


def outage_of(error: BaseException) -> Outage | None:
    """The outage that an exception tells of; None for a fault of the program."""
    if isinstance(error, PoolTimeout | StoreAway):
        return Outage.AWAY
    if isinstance(error, DBAPIError):
        return outage_of_database(error)
    if isinstance(error, OSError):
        return Outage.FULL if error.errno in FULL else None
    return None


def outage_of_database(error: DBAPIError) -> Outage | None:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return outage_of_sqlite(getattr(cause, "sqlite_errorcode", None))
    if isinstance(cause, psycopg.errors.DiskFull):
        return Outage.FULL
    if isinstance(cause, psycopg.errors.ReadOnlySqlTransaction):
        return Outage.AWAY
    is_away = isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated
    return Outage.AWAY if is_away and not isinstance(error, InternalError) else None


def outage_of_sqlite(code: int | None) -> Outage | None:
    if code is None:
        return Outage.AWAY
    if code & PRIMARY == sqlite3.SQLITE_FULL:
        return Outage.FULL
    return Outage.AWAY if code & PRIMARY in SQLITE_AWAY else None
