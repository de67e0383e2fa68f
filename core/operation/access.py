"""Who may ask the machine how it is: anybody whether it lives, addresses of the operator for more.

The addresses and the token are checked by the views: a program that watches has no account.
"""

from enum import StrEnum

from core.access import Grants, anyone


class Permission(StrEnum):
    """What programs that watch may ask."""

    ASK_LIFE = "operation:ask-life"
    READ_METRICS = "operation:read-metrics"


GRANTS: Grants = {
    Permission.ASK_LIFE: [[anyone]],
    Permission.READ_METRICS: [[anyone]],
}
