"""Who may see an event, said to the database; rules.visibility says the same of one event.

The plan stands above single events, so its tables are named here and its models are not imported.
"""

from sqlalchemy import ColumnElement, column, or_, select, table

from events.programme.models import Event

EDITIONS = table("plan_editions", column("id"), column("state"))
LINES = table("plan_lines", column("event_id"), column("edition_id"))


def was_approved() -> ColumnElement[bool]:
    """Whether any approved edition of a plan names the event, be it an earlier one."""
    return (
        select(LINES.c.event_id)
        .join(EDITIONS, EDITIONS.c.id == LINES.c.edition_id)
        .where(EDITIONS.c.state == "approved", LINES.c.event_id == Event.id)
        .exists()
    )


def visible() -> ColumnElement[bool]:
    """The condition for pages, files, feeds and search that visitors read."""
    return or_(Event.is_public, was_approved())
