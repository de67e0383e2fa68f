"""What is to be done with the minutes of a meeting, and by whom. Pure.

The secretary drafts, circulates and publishes; the presiding and the secretary sign; members make
remarks while they are circulated (DOMAIN.md § 2.1).
"""

from dataclasses import dataclass
from enum import StrEnum

from council.minutes.rules import EditionState


class MinutesTaskAction(StrEnum):
    """What the minutes wait for."""

    DRAFT = "draft"
    ANSWER_REMARKS = "answer_remarks"
    SEND_TO_SIGN = "send_to_sign"
    SIGN = "sign"
    AWAIT_SIGNATURE = "await_signature"
    PUBLISH = "publish"
    REMARK = "remark"


A = MinutesTaskAction
MINE = frozenset(A) - {A.AWAIT_SIGNATURE}


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """An edition, or None for a held meeting without one, as one person sees it."""

    edition: EditionState | None
    is_keeper: bool = False
    is_participant: bool = False
    is_signatory: bool = False
    has_signed: bool = False
    is_remarking_over: bool = False
    open_remarks: int = 0


def minutes_task(facts: MinutesFacts) -> MinutesTaskAction | None:
    """What this person has to do or wait for; None if it is no matter of theirs."""
    match facts.edition:
        case None | EditionState.DRAFT:
            return A.DRAFT if facts.is_keeper else None
        case EditionState.CIRCULATED:
            return circulated(facts)
        case EditionState.TO_SIGN if facts.is_signatory and not facts.has_signed:
            return A.SIGN
        case EditionState.TO_SIGN:
            return A.AWAIT_SIGNATURE if facts.is_keeper or facts.is_signatory else None
        case EditionState.SIGNED:
            return A.PUBLISH if facts.is_keeper else None
    return None


def circulated(facts: MinutesFacts) -> MinutesTaskAction | None:
    if not facts.is_keeper:
        may_remark = facts.is_participant and not facts.is_remarking_over
        return A.REMARK if may_remark else None
    return A.ANSWER_REMARKS if facts.open_remarks else A.SEND_TO_SIGN
