"""What an act left in the database: rows of a kind, and what the journal notes of a record."""

from sqlalchemy import func, select

from core.adapters.database import db
from core.adapters.journal import JournalEntry


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def noted(subject_id):
    """Every `what` of the record, in the order in which it was noted."""
    query = select(JournalEntry.what).where(JournalEntry.subject_id == subject_id)
    return list(db.session.scalars(query.order_by(JournalEntry.seq)))
