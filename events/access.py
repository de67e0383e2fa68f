"""Who may do what with events: one table of permissions, from the powers the council gives."""

from enum import StrEnum

from core.access import Grants, anyone, signed_in
from council.access import PARTICIPANTS, coordinator, secretary


class Permission(StrEnum):
    """What can be allowed. Views name one each; the table below says who holds it."""

    READ_PUBLIC_EVENT = "event:read-public"
    READ_PLAN = "plan:read"
    KEEP_PLAN = "plan:keep"
    TABLE_PLAN = "plan:table"
    READ_EVENT = "event:read"
    KEEP_EVENT = "event:keep"
    APPLY_TO_CALL = "call:apply"
    KEEP_CALL = "call:keep"
    KEEP_COMPANY = "company:keep"
    READ_EXCHANGE = "exchange:read"
    KEEP_EXCHANGE = "exchange:keep"
    KEEP_NEGOTIATIONS = "negotiations:keep"
    GIVE_WISHES = "negotiations:wish"
    READ_DELEGATION = "delegation:read"
    KEEP_DELEGATION = "delegation:keep"


GRANTS: Grants = {
    Permission.READ_PUBLIC_EVENT: [[anyone]],
    Permission.READ_PLAN: PARTICIPANTS,
    Permission.KEEP_PLAN: [[coordinator]],
    Permission.TABLE_PLAN: [[coordinator], [secretary]],
    Permission.READ_EVENT: PARTICIPANTS,
    Permission.KEEP_EVENT: [[coordinator]],
    Permission.APPLY_TO_CALL: [[anyone]],
    Permission.KEEP_CALL: [[coordinator]],
    Permission.KEEP_COMPANY: [[coordinator]],
    Permission.READ_EXCHANGE: PARTICIPANTS,
    Permission.KEEP_EXCHANGE: [[coordinator]],
    Permission.KEEP_NEGOTIATIONS: [[coordinator]],
    Permission.GIVE_WISHES: [[anyone]],
    # Whoever is named for the event: its views look into the list.
    Permission.READ_DELEGATION: [[signed_in]],
    Permission.KEEP_DELEGATION: [[coordinator]],
}
