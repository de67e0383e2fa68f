"""Whether PostgreSQL answers at all: a server that hangs must not hang the site with it.

Whoever has waited two seconds has a look made by a connection of its own. If that one hangs too,
all who wait are let go at once and nobody new waits, until a look succeeds. Limits of statements
and locks are the server's own business (core/adapters/database.py) and useless while it hangs.
"""

import logging
import time
from collections.abc import Callable, Generator
from threading import Lock, Thread
from typing import Any

import psycopg
from sqlalchemy import Engine, event

log = logging.getLogger(__name__)
PATIENCE = 2.0  # seconds before a look, and for its answer
LOOK_EVERY = 1.0
Waiting = Generator[Any, Any, Any]


class Pulse:
    """One for each engine of a process; every thread asks the same."""

    def __init__(self, connect: Callable[[], psycopg.Connection[Any]]) -> None:
        self.connect = connect
        self.lock = Lock()
        self.is_away = False
        self.look_again = 0.0

    def beats(self) -> bool:
        """Look unless somebody did a moment ago or does now: then the last answer counts."""
        if time.monotonic() >= self.look_again and self.lock.acquire(blocking=False):
            try:
                self.look()
            finally:
                self.look_again = time.monotonic() + LOOK_EVERY
                self.lock.release()
        return not self.is_away

    def look(self) -> None:
        before, self.is_away = self.is_away, not self.answers()
        if self.is_away and not before:
            log.error("PostgreSQL does not answer: nobody waits for it until it does")
            Thread(target=self.wait_until_it_is_back, daemon=True).start()
        elif before and not self.is_away:
            log.warning("PostgreSQL answers again")

    def answers(self) -> bool:
        try:
            with self.connect() as connection:
                asking = connection.cursor()
                asking.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True

    def wait_until_it_is_back(self) -> None:
        while not self.beats():
            time.sleep(LOOK_EVERY / 2)

    def demand(self) -> None:
        if self.is_away:
            raise psycopg.OperationalError("PostgreSQL does not answer")


class Hasty(psycopg.Connection[Any]):
    """Gives a look up after `PATIENCE`."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        return super().wait(gen, interval=interval, timeout=timeout or PATIENCE)


def watch(engine: Engine) -> Pulse:
    """Let nobody wait for a server that hangs."""
    arguments, options = engine.dialect.create_connect_args(engine.url)
    options = {**options, "connect_timeout": round(PATIENCE), "autocommit": True}
    pulse = Pulse(lambda: Hasty.connect(*arguments, **options))

    def before(*_: object) -> None:
        pulse.demand()

    def attach(connection: psycopg.Connection[Any], _record: object) -> None:
        plain = connection.wait

        def wait(gen: Waiting, interval: float = 0.1, timeout: float | None = None) -> Any:
            return plain(watched(gen, connection, pulse), interval=interval, timeout=timeout)

        connection.wait = wait  # type: ignore[method-assign]

    event.listen(engine, "do_connect", before)
    event.listen(engine, "connect", attach, insert=True)
    return pulse


def watched(gen: Waiting, connection: psycopg.Connection[Any], pulse: Pulse) -> Waiting:
    """The same waiting; when the server is found hanging, given up and the connection closed."""
    patient_until = time.monotonic() + PATIENCE
    try:
        pulse.demand()
        state = gen.send(None)
        while True:
            ready = yield state
            if not ready and (pulse.is_away or time.monotonic() > patient_until):
                pulse.beats()
                pulse.demand()
            state = gen.send(ready)
    except StopIteration as end:
        return end.value
    except psycopg.OperationalError:
        if pulse.is_away:
            connection.close()
        raise
