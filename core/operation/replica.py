"""Public pages may be read from a streaming replica of PostgreSQL; nothing else ever is.

A visitor without a session who only reads is sent there while the replica follows closely. When it
lags, was promoted or is gone, the primary answers; when only the primary is gone, visitors read on.
"""

import logging
import time
from dataclasses import dataclass
from threading import Lock
from typing import Any, cast

from flask import Flask, current_app, g, request
from sqlalchemy import Engine, create_engine, text

from core.access import anyone
from core.adapters import metrics
from core.adapters.asking import Unanswered, within
from core.adapters.cookies import brings_session
from core.adapters.database import CONNECTING, READING, db
from core.config import Settings

log = logging.getLogger(__name__)
LOOK_EVERY = 1.0  # seconds between two looks at how far behind it is
AFTER_FAILURE = 10.0
SECONDS = 1.0
READS = frozenset({"GET", "HEAD"})
STANDING = text(
    "SELECT pg_is_in_recovery(), (SELECT count(*) FROM pg_stat_wal_receiver), "
    "CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0 "
    "ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) END"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the replica says of itself."""

    follows: bool  # it has not been promoted
    is_fed: bool  # the primary sends to it
    lag: float | None  # seconds; None while nothing was replayed yet


def may_serve(found: Standing, *, most_lag: float, primary_answers: bool) -> bool:
    """Old figures are better than none only while nothing newer can be had."""
    if not found.follows:
        return False
    if not found.is_fed:
        return not primary_answers
    return found.lag is not None and found.lag <= most_lag


class Replica:
    """One engine; whether it may serve is looked up at most once a second."""

    def __init__(self, url: str, most_lag: float) -> None:
        options = {"pool_pre_ping": True, "pool_timeout": 2, "hide_parameters": True}
        self.engine: Engine = create_engine(url, connect_args=CONNECTING, **options)
        self.most_lag = most_lag
        self.lock = Lock()
        self.serves = False
        self.look_again = 0.0

    def is_fresh(self) -> bool:
        """Whether it may serve now; while one thread looks the others take the last answer."""
        if time.monotonic() >= self.look_again and self.lock.acquire(blocking=False):
            try:
                self.look()
            finally:
                self.lock.release()
        return self.serves

    def look(self) -> None:
        try:
            found = within(SECONDS, self.standing)
        except Unanswered as error:
            self.fail(str(error))
            return
        answers = found.is_fed or primary_answers()
        serves = may_serve(found, most_lag=self.most_lag, primary_answers=answers)
        if serves != self.serves:
            log.warning("The replica %s: %s", "serves" if serves else "does not serve", found)
        self.serves, self.look_again = serves, time.monotonic() + LOOK_EVERY

    def standing(self) -> Standing:
        with self.engine.connect() as connection:
            follows, receivers, lag = connection.execute(STANDING).one()
        return Standing(follows, receivers > 0, None if lag is None else float(lag))

    def fail(self, told: str) -> None:
        log.warning("The replica is left alone for %g s: %s", AFTER_FAILURE, told)
        self.serves, self.look_again = False, time.monotonic() + AFTER_FAILURE


def primary_answers() -> bool:
    try:
        within(SECONDS, lambda: db.session.execute(text("SELECT 1")))
    except Unanswered:
        return False
    return True


def init_replica(app: Flask, settings: Settings) -> None:
    if not settings.installation.replica_url:
        return
    most_lag = settings.installation.replica_lag_seconds
    app.extensions["replica"] = Replica(settings.installation.replica_url, most_lag)
    app.before_request(choose)


def choose() -> None:
    """Let this request read from the replica if it is a visitor's and the replica is fresh."""
    replica = cast("Replica", current_app.extensions["replica"])
    if is_public() and replica.is_fresh():
        setattr(g, READING, replica.engine)
        metrics.FROM_REPLICA.inc()


def is_public() -> bool:
    """A page for everybody, read by somebody without a session (a form begins one)."""
    if request.method not in READS or brings_session():
        return False
    view: Any = current_app.view_functions.get(request.endpoint or "")
    permission = getattr(view, "permission", None)
    rows = current_app.extensions["grants"].get(permission, ())
    return any(all(holds is anyone for holds in row) for row in rows)


def was_used() -> bool:
    return g.get(READING) is not None


def give_up() -> None:
    """Leave the replica alone for a while; the request goes on with the primary."""
    replica = cast("Replica", current_app.extensions["replica"])
    replica.fail("a page could not be read from it")
    metrics.REPLICA_FAILURES.inc()
    g.pop(READING, None)


def dispose(app: Flask) -> None:
    """Close its connections, for tests."""
    replica: Replica | None = app.extensions.get("replica")
    if replica is not None:
        replica.engine.dispose()
