"""What is undone past its day, for the pages of its record and of the day.

Shown to those who answer for it: the secretary and the chair of the body. It decides nothing.
"""

from uuid import UUID

from core.access import permits, viewer
from core.reminders.queries import list_told
from council.access import Permission
from council.membership.rules import Power
from council.reminders.pages import Delay, delays_of
from council.reminders.rules import DutyKind
from council.reminders.rules.kinds import ESCALATIONS

ASSIGNMENT = DutyKind.ASSIGNMENT.value
KINDS = frozenset(kind.value for kind in ESCALATIONS)


def answers_for(body_id: UUID) -> bool:
    """Whether the viewer is told of the body's delays."""
    who = viewer()
    return permits(who, Permission.KEEP_REMINDERS, body_id) or who.holds(Power.CHAIR, body_id)


def delays_about(subject_id: UUID, body_id: UUID, zone: str) -> tuple[Delay, ...]:
    """What was told of one record and is still so."""
    if not answers_for(body_id):
        return ()
    return delays_of(list_told(KINDS, subject_id=subject_id), zone)


def delays_in(body_id: UUID, zone: str) -> tuple[Delay, ...]:
    """What was told of a body and is still so, for its page of the day.

    Overdue assignments stand there in a list of their own.
    """
    rows = list_told(KINDS, scope_id=body_id)
    return delays_of([row for row in rows if row.details["matter"] != ASSIGNMENT], zone)
