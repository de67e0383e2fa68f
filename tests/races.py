"""Many at once, each in a thread and transaction of its own, on a database whose changes last.

The database of the other tests is one transaction that is rolled back; nothing can race in it.
"""

from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from sqlalchemy import Select

from core.adapters.database import ENGINE, PRAGMAS, db
from core.kernel.errors import Refused, Stale
from tests.application import make_app, new_postgres_database


@contextmanager
def committed_app(database, request, folder):
    """An application on a database of its own, whose transactions commit for good."""
    url = f"sqlite:///{folder}/council.db"
    if database == "postgresql":
        url = new_postgres_database(request.getfixturevalue("postgres_url"))
    with pytest.MonkeyPatch.context() as patched:
        # Each of a crowd has a thread of its own here, a server has eight for all; and nobody says
        # come back in a moment, as the site does when a busy machine leaves one waiting too long.
        patched.setitem(ENGINE, "pool_timeout", 60)
        waiting = tuple(
            each.replace("busy_timeout=10000", "busy_timeout=120000") for each in PRAGMAS
        )
        patched.setattr("core.adapters.database.PRAGMAS", waiting)
        app = make_app(folder, url)
        yield app
    with app.app_context():
        db.engine.dispose()


def together(*acts):
    """What each act answered, or the exception that it raised; all begin at the same moment."""
    barrier, answers = Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        barrier.wait()
        try:
            answers[place] = act()
        except Exception as error:  # noqa: BLE001 - handed to the test
            answers[place] = error

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def at_once(app, *acts):
    """As `together`, each act in a context of the application and so on its own connection."""

    def inside(act):
        def run():
            with app.app_context():
                return act()

        return run

    return together(*(inside(act) for act in acts))


def refusals_at_once(app, *acts):
    """What each act was refused with, None for what was done; any other exception is raised.

    To be called inside a context of the application: the test's own session lets go first.
    """
    db.session.rollback()
    answers = at_once(app, *acts)
    for answer in answers:
        if isinstance(answer, Exception) and not isinstance(answer, Refused | Stale):
            raise answer
    return [answer if isinstance(answer, Exception) else None for answer in answers]


def demand_row_locks(database):
    """A twin shows nothing on SQLite: there one command at a time begins, locks or not."""
    if database == "sqlite":
        pytest.skip("a command locks the whole database")


def unlock_rows(patched):
    """Rows are read without a lock."""
    patched.setattr(Select, "with_for_update", lambda query, **_options: query)


@contextmanager
def without_locks(monkeypatch, acts=2):
    """The twin of a lock: rows are read unlocked, and nobody commits before all have read."""
    barrier, commit = Barrier(acts), db.session.commit

    def late():
        with suppress(BrokenBarrierError):
            barrier.wait(timeout=1)
        commit()

    with monkeypatch.context() as turned_off:
        unlock_rows(turned_off)
        turned_off.setattr(db.session, "commit", late)
        yield
