"""The words of single events: types, formats, states and steps. Pure.

Types are those of the Standard 2.0, instrument 11 (DOMAIN.md § 1.6).
"""

from enum import StrEnum


class EventType(StrEnum):
    """The three types of the Standard, in its order."""

    MISSION = "mission"  # 1: business missions, delegations in visits of the leadership
    BUYERS = "buyers"  # 2: foreign buyers invited
    EXHIBITION = "exhibition"  # 3: exhibitions and fairs abroad and in Russia


class EventFormat(StrEnum):
    IN_PERSON = "in_person"
    REMOTE = "remote"
    MIXED = "mixed"


class EventState(StrEnum):
    PLANNED = "planned"
    PREPARING = "preparing"
    CALL_OPEN = "call_open"
    CALL_CLOSED = "call_closed"
    UNDER_WAY = "under_way"
    HELD = "held"
    REPORTED = "reported"
    MOVED = "moved"
    CANCELLED = "cancelled"


class EventAction(StrEnum):
    PREPARE = "prepare"
    OPEN_CALL = "open_call"
    CLOSE_CALL = "close_call"
    BEGIN = "begin"
    HOLD = "hold"
    PUBLISH_REPORT = "publish_report"
    MOVE = "move"
    CANCEL = "cancel"


class Support(StrEnum):
    """How far the trade mission or the REC office took part in an event."""

    NOT_ASKED = "not_asked"
    ABSENT = "absent"  # there is none in the country
    REQUESTED = "requested"
    ANSWERED = "answered"
    TOOK_PART = "took_part"


class OutcomeStage(StrEnum):
    """How far a company came with its partner."""

    CONTACT = "contact"
    SAMPLES = "samples"
    LETTER_OF_INTENT = "letter_of_intent"
    CONTRACT = "contract"
    SHIPPED = "shipped"


class OrganiserRole(StrEnum):
    ORGANISER = "organiser"
    CO_ORGANISER = "co_organiser"
    SUPPORT = "support"


class RemarkState(StrEnum):
    OPEN = "open"
    IN_WORK = "in_work"
    MET = "met"


class SessionKind(StrEnum):
    """What a row of the programme is, so that visits and culture are told from work."""

    SESSION = "session"
    VISIT = "visit"
    CULTURE = "culture"
    HEARING = "hearing"
    MEETING = "meeting"
    JOURNEY = "journey"
    BREAK = "break"


class ParticipantKind(StrEnum):
    COMPANY = "company"
    AUTHORITY = "authority"
    INSTITUTE = "institute"
    ASSOCIATION = "association"
    OTHER = "other"


class ContractShown(StrEnum):
    """How much of a contract the company agreed to publish."""

    TOTAL = "total"  # only within the sums of all contracts
    SIDES = "sides"  # who with whom, without the sum
    WHOLE = "whole"  # the sum too


TYPE_NUMBERS = {kind: number for number, kind in enumerate(EventType, start=1)}
HELD = frozenset({EventState.HELD, EventState.REPORTED})
WITH_RESULTS = HELD | {EventState.UNDER_WAY}
OVER = HELD | {EventState.CANCELLED}
AHEAD = frozenset(EventState) - OVER
