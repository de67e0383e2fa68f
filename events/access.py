"""Who may do what with events: one table of permissions, from the powers the council gives."""

from enum import StrEnum

from core.access import Grants, anyone
from council.access import PARTICIPANTS, coordinator, secretary


class Permission(StrEnum):
    """What can be allowed. Views name one each; the table below says who holds it."""

    READ_PUBLIC_EVENT = "event:read-public"
    READ_PLAN = "plan:read"
    KEEP_PLAN = "plan:keep"
    TABLE_PLAN = "plan:table"
    KEEP_EVENT = "event:keep"


GRANTS: Grants = {
    Permission.READ_PUBLIC_EVENT: [[anyone]],
    Permission.READ_PLAN: PARTICIPANTS,
    Permission.KEEP_PLAN: [[coordinator]],
    Permission.TABLE_PLAN: [[coordinator], [secretary]],
    Permission.KEEP_EVENT: [[coordinator]],
}
