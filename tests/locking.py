"""In which order a command locks its rows: two with different orders may wait for each other.

Statements are looked at as they are asked for, so it holds on a database without locks too.
"""

from contextlib import contextmanager

from sqlalchemy import event

from core.adapters.database import db


@contextmanager
def locked_tables():
    """The tables whose rows a block locks, in the order in which each is locked first."""
    found = []

    def note(state):
        asked = getattr(state.statement, "_for_update_arg", None)
        if asked is not None:
            rows = asked.of or state.statement.get_final_froms()
            names = [getattr(each, "table", each).name for each in rows]
            found.extend(name for name in names if name not in found)

    event.listen(db.session, "do_orm_execute", note)
    try:
        yield found
    finally:
        event.remove(db.session, "do_orm_execute", note)
