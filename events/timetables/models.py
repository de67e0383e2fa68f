"""How results of meetings are stored: one for a meeting, so that none is counted twice."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, UTCDateTime, stored
from events.timetables.rules import MeetingGrade, NextStep, ResultAuthor


class MeetingResult(Identified, Revised, Base):
    """What came of a meeting. `note` is read by the organisers alone."""

    __tablename__ = "meeting_results"
    __table_args__ = (
        CheckConstraint("grade <> 'not_held' OR next_step = 'nothing'", name="step_has_meeting"),
        CheckConstraint("step_on IS NULL OR next_step <> 'nothing'", name="day_has_step"),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("negotiation_meetings.id"), unique=True)
    grade: Mapped[MeetingGrade] = mapped_column(stored(MeetingGrade))
    next_step: Mapped[NextStep] = mapped_column(stored(NextStep), default=NextStep.NOTHING)
    step_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[ResultAuthor] = mapped_column(stored(ResultAuthor))
    author_name: Mapped[str] = mapped_column(String(400), default="")
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
