"""Who may see and end personal data: administrators everybody's, each person their own."""

from enum import StrEnum

from core.access import Grants, administrator, signed_in


class Permission(StrEnum):
    """What can be allowed around personal data."""

    READ_REGISTER = "personal-data:read-register"
    KEEP_PERSONAL_DATA = "personal-data:keep"
    READ_OWN_DATA = "personal-data:read-own"


GRANTS: Grants = {
    Permission.READ_REGISTER: [[administrator]],
    Permission.KEEP_PERSONAL_DATA: [[administrator]],
    Permission.READ_OWN_DATA: [[signed_in]],
}
