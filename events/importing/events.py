"""The event that a section of the file is about, by its code."""

from sqlalchemy import select

from core.adapters.database import db
from events.programme.models import Event


def find_event(code: str) -> Event | None:
    """None while no plan has brought it."""
    return db.session.scalar(select(Event).where(Event.code == code))
