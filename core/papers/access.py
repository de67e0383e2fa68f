"""Who may do what with papers of the core; the papers of a slice have that slice's permissions."""

from enum import StrEnum

from core.access import Grants, anyone, signed_in


class Permission(StrEnum):
    """What can be allowed around kept papers."""

    CHECK_PAPER = "paper:check"
    READ_ISSUED = "paper:read-issued"


# Which records' papers: whoever may see the record, see `issuing`.
GRANTS: Grants = {
    Permission.CHECK_PAPER: [[anyone]],
    Permission.READ_ISSUED: [[signed_in]],
}
