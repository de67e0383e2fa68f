"""Who may do what with accounts: permissions of the core and the table that grants them.

Issuing links to people of the council is the council's own permission, not here.
"""

from enum import StrEnum

from core.access import Grants, administrator, anyone, signed_in
from core.kernel.viewers import Viewer


class Permission(StrEnum):
    """What can be allowed around accounts."""

    SIGN_IN = "account:sign-in"
    CHOOSE_LANGUAGE = "language:choose"
    KEEP_OWN_ACCOUNT = "account:keep-own"
    KEEP_ACCOUNTS = "accounts:keep"
    CONFIRM_RECOVERY = "recovery:confirm"


def trusted(viewer: Viewer) -> bool:
    """Holds an office that has to be protected, and is protected."""
    return viewer.is_trusted and not viewer.lacks_factor


GRANTS: Grants = {
    Permission.SIGN_IN: [[anyone]],
    Permission.CHOOSE_LANGUAGE: [[anyone]],
    Permission.KEEP_OWN_ACCOUNT: [[signed_in]],
    Permission.KEEP_ACCOUNTS: [[administrator]],
    Permission.CONFIRM_RECOVERY: [[administrator], [trusted]],
}
