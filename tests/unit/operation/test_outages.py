import errno
import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import InternalError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.adapters.outages import Outage, StoreAway, outage_of


def sqlite(code):
    error = sqlite3.OperationalError("told")
    error.sqlite_errorcode = code
    return OperationalError("SELECT", {}, error)


@pytest.mark.parametrize(
    ("error", "outage"),
    (
        (sqlite(sqlite3.SQLITE_FULL), Outage.FULL),
        (sqlite(sqlite3.SQLITE_BUSY), Outage.AWAY),
        (sqlite(sqlite3.SQLITE_IOERR_WRITE), Outage.AWAY),
        (sqlite(sqlite3.SQLITE_READONLY_DBMOVED), Outage.AWAY),
        (sqlite(sqlite3.SQLITE_ERROR), None),  # no such table: our own fault
        (OperationalError("SELECT", {}, psycopg.errors.DiskFull("full")), Outage.FULL),
        (OperationalError("SELECT", {}, psycopg.errors.AdminShutdown("bye")), Outage.AWAY),
        (OperationalError("SELECT", {}, psycopg.errors.LockNotAvailable("wait")), Outage.AWAY),
        (InternalError("SELECT", {}, psycopg.errors.ReadOnlySqlTransaction("ro")), Outage.AWAY),
        (InternalError("SELECT", {}, psycopg.errors.InternalError_("bad")), None),
        (ProgrammingError("SELECT", {}, psycopg.errors.UndefinedTable("none")), None),
        (PoolTimeout("no connection"), Outage.AWAY),
        (StoreAway("no answer"), Outage.AWAY),
        (OSError(errno.ENOSPC, "full"), Outage.FULL),
        (OSError(errno.EDQUOT, "quota"), Outage.FULL),
        (FileNotFoundError(errno.ENOENT, "none"), None),
        (ValueError("ours"), None),
    ),
)
def test_what_an_error_says_of_the_machine(error, outage):
    assert outage_of(error) is outage
