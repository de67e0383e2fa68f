"""Who may do what around signatures; what a signature is on decides besides who may see it."""

from enum import StrEnum

from core.access import Grants, signed_in


class Permission(StrEnum):
    """What can be allowed around signatures."""

    ACCEPT_AGREEMENT = "signature:accept-agreement"
    SEE_SIGNATURE = "signature:see"


GRANTS: Grants = {
    Permission.ACCEPT_AGREEMENT: [[signed_in]],
    Permission.SEE_SIGNATURE: [[signed_in]],
}
