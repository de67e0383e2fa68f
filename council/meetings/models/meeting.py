"""The meeting itself: when, where, in which form; answers to the notice; visitors' applications."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Revised, Sha256, UTCDateTime, stored
from council.meetings.rules.kinds import (
    Answer,
    AnswerChannel,
    ApplicationState,
    MeetingForm,
    MeetingKind,
    MeetingState,
)
from council.membership.rules.procedure import Initiator


class MeetingPlan(Identified, Revised, Base):
    """The plan of a year's meetings; its meetings are those of the body in that year."""

    __tablename__ = "meeting_plans"
    __table_args__ = (UniqueConstraint("body_id", "year"),)

    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"))
    year: Mapped[int]
    approved_on: Mapped[date | None]
    approved_by: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(Text, default="")


class Meeting(Identified, Revised, Base):
    """A meeting. `number` counts within the year of the body and never changes after the notice.

    `absentee_by`: by whose decision the vote goes by ballots.
    `archive_*` are the figures of a meeting held before this system, known without its minutes.
    `seats_total` is the number of voting members on the day, fixed when the session begins.
    `calendar_sequence` grows when those invited are told of another time or place; `calendar_at` is
    when something that calendars show changed the last time.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        UniqueConstraint("body_id", "year", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("guest_seats >= 0", name="guest_seats_not_negative"),
        CheckConstraint("guests_taken BETWEEN 0 AND guest_seats", name="never_oversold"),
        CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="ends_after_start"),
        CheckConstraint(
            "(form = 'absentee') = (ballots_from IS NOT NULL AND ballots_until IS NOT NULL)",
            name="absentee_has_term",
        ),
        CheckConstraint("ballots_until >= ballots_from", name="term_in_order"),
        CheckConstraint(
            "state NOT IN ('postponed', 'cancelled') OR state_reason <> ''",
            name="reason_if_not_held",
        ),
        CheckConstraint(
            "archive_present IS NULL OR archive_present BETWEEN 0 AND archive_seats",
            name="archive_counts",
        ),
        Index("ix_meetings_body_id_starts_at", "body_id", "starts_at"),
        Index("ix_meetings_starts_at", "starts_at"),  # the search begins with the newest
    )

    code: Mapped[str | None] = mapped_column(String(60), unique=True)
    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"))
    year: Mapped[int]
    number: Mapped[int]
    kind: Mapped[MeetingKind] = mapped_column(stored(MeetingKind))
    form: Mapped[MeetingForm] = mapped_column(stored(MeetingForm))
    state: Mapped[MeetingState] = mapped_column(stored(MeetingState), default=MeetingState.PLANNED)
    state_reason: Mapped[str] = mapped_column(Text, default="")
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    zone: Mapped[str] = mapped_column(String(60))
    city: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(400), default="")
    video_link: Mapped[str] = mapped_column(String(500), default="")
    initiator: Mapped[Initiator | None] = mapped_column(stored(Initiator))
    absentee_by: Mapped[Initiator | None] = mapped_column(stored(Initiator, "absentee_by"))
    is_open: Mapped[bool] = mapped_column(default=True)
    guest_seats: Mapped[int] = mapped_column(default=0)
    guests_taken: Mapped[int] = mapped_column(default=0)
    ballots_from: Mapped[date | None]
    ballots_until: Mapped[date | None]
    presiding_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    secretary_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    seats_total: Mapped[int | None]
    composition_note: Mapped[str] = mapped_column(Text, default="")
    agenda_edition: Mapped[int] = mapped_column(default=0)
    agenda_approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    notice_sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    materials_sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    begun_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    agenda_vote_for: Mapped[int | None]
    agenda_vote_against: Mapped[int | None]
    agenda_vote_abstained: Mapped[int | None]
    archive_seats: Mapped[int | None]
    archive_present: Mapped[int | None]
    calendar_sequence: Mapped[int] = mapped_column(default=0)
    calendar_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Rescheduling(Identified, Base):
    """A change of time or place after the meeting was set, with its reason; kept for ever."""

    __tablename__ = "reschedulings"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    old_starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    new_starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    old_place: Mapped[str] = mapped_column(String(400), default="")
    new_place: Mapped[str] = mapped_column(String(400), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime)


class NoticeAnswer(Identified, Base):
    """Whether a member will come."""

    __tablename__ = "notice_answers"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    answer: Mapped[Answer] = mapped_column(stored(Answer))
    comment: Mapped[str] = mapped_column(String(500), default="")
    answered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    channel: Mapped[AnswerChannel] = mapped_column(
        stored(AnswerChannel), default=AnswerChannel.PAGE
    )


class VisitorApplication(Identified, Base):
    """A visitor's application to an open meeting; `token_hash` opens the personal page."""

    __tablename__ = "visitor_applications"
    __table_args__ = (
        UniqueConstraint("meeting_id", "email"),
        Index("ix_visitor_applications_meeting_id_state", "meeting_id", "state", "submitted_at"),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    full_name: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(400), default="")
    inn: Mapped[str | None] = mapped_column(String(12))
    email: Mapped[str | None] = mapped_column(String(254))
    wants_to_speak: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ApplicationState] = mapped_column(stored(ApplicationState))
    decline_reason: Mapped[str] = mapped_column(Text, default="")
    consent_version: Mapped[str] = mapped_column(String(40))
    consent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    consent_address: Mapped[str] = mapped_column(String(64), default="")
    token_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    submitted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
