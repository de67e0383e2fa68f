"""Erasing personal values of the journal: the rows go, the chain keeps its commitments.

What was erased is itself an entry, so that the walk can tell erasing from tampering. Names of who
signed an official act are in the chain and stay: they are kept as long as the act.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from sqlalchemy import and_, delete, or_, select

from core.adapters import journal
from core.adapters.chain import JournalEntry, JournalValue
from core.adapters.database import command, db
from core.audit.rules.verification import ERASED, Place
from core.kernel.chain import ADDRESS
from core.kernel.viewers import Viewer

PORTION = 200
WHOLE = UUID(int=0)  # the journal's name for itself


def erase_values(owner_ids: Collection[UUID], *, actor: Viewer, now: datetime) -> int:
    """A step of other commands: nothing personal of these owners is left; returns how many values.

    An owner is an account, a person, an application: what `record` was told, or the record itself.
    """
    v = JournalValue
    places = db.session.execute(select(v.seq, v.name).where(v.owner_id.in_(owner_ids)))
    return erase([(seq, name) for seq, name in places], actor=actor, now=now)


@command
def erase_of(owner_ids: Collection[UUID], *, actor: Viewer, now: datetime) -> int:
    """`erase_values` as a command of its own."""
    return erase_values(owner_ids, actor=actor, now=now)


@command
def erase_entry(seq: int, *, actor: Viewer, now: datetime) -> int:
    """Nothing personal of one entry is left."""
    v = JournalValue
    places = db.session.execute(select(v.seq, v.name).where(v.seq == seq))
    return erase([(seq, name) for seq, name in places], actor=actor, now=now)


@command
def erase_addresses(before: datetime, *, actor: Viewer, now: datetime) -> int:
    """Addresses of machines in entries that are older: their purpose has ended (retention)."""
    e, v = JournalEntry, JournalValue
    query = (
        select(v.seq, v.name)
        .join(e, e.seq == v.seq)
        .where(v.name == ADDRESS, e.at < before)
        .order_by(v.seq)
    )
    return erase([(seq, name) for seq, name in db.session.execute(query)], actor=actor, now=now)


def erase(places: Sequence[Place], *, actor: Viewer, now: datetime) -> int:
    """Delete the rows and say which, a portion in each entry."""
    v = JournalValue
    for portion in portions(sorted(places)):
        where = or_(*(and_(v.seq == seq, v.name == name) for seq, name in portion))
        db.session.execute(delete(v).where(where), execution_options={"synchronize_session": False})
        told = {"values": [list(place) for place in portion]}
        journal.record(ERASED, subject_id=WHOLE, actor=actor, at=now, details=told)
    return len(places)


def portions(places: Sequence[Place]) -> Iterator[tuple[Place, ...]]:
    rest = iter(places)
    while portion := tuple(islice(rest, PORTION)):
        yield portion
