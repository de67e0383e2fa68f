"""The words of a meeting: kinds, forms, states, answers, ways to vote. Pure."""

from enum import StrEnum


class MeetingKind(StrEnum):
    FOUNDING = "founding"
    REGULAR = "regular"
    EXTRAORDINARY = "extraordinary"
    OFF_SITE = "off_site"
    EXTENDED = "extended"


class MeetingForm(StrEnum):
    IN_PERSON = "in_person"
    VIDEO = "video"
    MIXED = "mixed"
    ABSENTEE = "absentee"


class MeetingState(StrEnum):
    """States in the order of a meeting's life (DOMAIN.md § 2.2), then the side states."""

    PLANNED = "planned"
    AGENDA_OPEN = "agenda_open"
    AGENDA_APPROVED = "agenda_approved"
    NOTIFIED = "notified"
    IN_SESSION = "in_session"
    HELD = "held"
    MINUTES_TO_SIGN = "minutes_to_sign"
    MINUTES_SIGNED = "minutes_signed"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    INQUORATE = "inquorate"


class MeetingAction(StrEnum):
    OPEN_AGENDA = "open_agenda"
    APPROVE_AGENDA = "approve_agenda"
    REOPEN_AGENDA = "reopen_agenda"
    SEND_NOTICE = "send_notice"
    BEGIN = "begin"
    CLOSE = "close"
    DECLARE_INQUORATE = "declare_inquorate"
    POSTPONE = "postpone"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    SEND_TO_SIGN = "send_to_sign"
    TAKE_MINUTES_BACK = "take_minutes_back"
    SIGN_MINUTES = "sign_minutes"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


class ItemKind(StrEnum):
    REPORT = "report"
    PLAN = "plan"
    ELECTION = "election"
    CONTROL = "control_of_assignments"
    OTHER = "other"


class ItemState(StrEnum):
    """A proposal becomes part of the agenda when the secretary accepts it."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REMOVED = "removed"


class Answer(StrEnum):
    """A member's answer to the notice."""

    COMING = "coming"
    REMOTE = "remote"
    NOT_COMING = "not_coming"


class AnswerChannel(StrEnum):
    """How an answer to the notice came."""

    PAGE = "page"
    LETTER = "letter"
    CALENDAR = "calendar"
    SECRETARY = "secretary"


class ReplyOutcome(StrEnum):
    """What became of a calendar's reply."""

    APPLIED = "applied"
    REPEATED = "repeated"
    REFUSED = "refused"


class Presence(StrEnum):
    PRESENT = "present"
    REMOTE = "remote"
    ABSENT = "absent"


class GuestKind(StrEnum):
    INVITED = "invited"
    VISITOR = "visitor"


class SpeechKind(StrEnum):
    HEARD = "heard"
    SPOKE = "spoke"


class DecisionKind(StrEnum):
    DECISION = "decision"
    ASSIGNMENT = "assignment"
    RECOMMENDATION = "recommendation"
    PROPOSAL = "proposal"


class DueKind(StrEnum):
    """Until when a decision is to be carried out; `DATE` alone has a day."""

    NONE = "none"
    DATE = "date"
    ALWAYS = "always"
    QUARTERLY = "quarterly"
    NEXT_MEETING = "next_meeting"


class VoteMode(StrEnum):
    COUNT = "count"
    BY_NAME = "by_name"
    SECRET = "secret"  # noqa: S105 - a way to vote


class Choice(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


class Outcome(StrEnum):
    CARRIED = "carried"
    CARRIED_UNANIMOUSLY = "carried_unanimously"
    CARRIED_BY_CASTING_VOTE = "carried_by_casting_vote"
    REJECTED = "rejected"


class ApplicationState(StrEnum):
    """A visitor's application to attend an open meeting."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    DECLINED = "declined"
