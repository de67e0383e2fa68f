"""Records whose identity comes with the form: a form that is sent twice makes one of them.

Both ways are steps of commands. Two at once: PostgreSQL lets the second wait for the first to end,
SQLite lets one command in at a time.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from core.adapters.database import Identified, db
from core.kernel.errors import N_, Refusal, Refused

SENT = Refusal(
    "already_sent",
    N_(
        "This form was sent before and its record was made. To make another record of what stands "
        "here now, send the form once more."
    ),
)


def is_saved(record: object, values: Mapping[str, Any]) -> bool:
    """Whether the record holds these very values already."""
    return all(getattr(record, name) == value for name, value in values.items())


def made_before(model: type[Identified], key: UUID, values: Mapping[str, Any]) -> bool:
    """Whether this form made its record already; refuses other words under a used key."""
    record = db.session.get(model, key)
    if record is None:
        return False
    if not is_saved(record, values):
        raise Refused(SENT)
    return True


def add_once(record: Identified, values: Mapping[str, Any]) -> bool:
    """Add the record unless the same form has made it before, be it a moment ago."""
    model, key = type(record), record.id
    if made_before(model, key, values):
        return False
    try:
        with db.session.begin_nested():
            db.session.add(record)
    except IntegrityError:
        if made_before(model, key, values):
            return False
        raise
    return True
