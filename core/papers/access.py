"""Who may do what with papers of the core; the papers of a slice have that slice's permissions."""

from enum import StrEnum

from core.access import Grants, anyone


class Permission(StrEnum):
    """What can be allowed around kept papers."""

    CHECK_PAPER = "paper:check"


GRANTS: Grants = {Permission.CHECK_PAPER: [[anyone]]}
