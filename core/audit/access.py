"""Who reads the journal: administrators the whole of it, anybody its head."""

from enum import StrEnum

from core.access import Grants, administrator, anyone


class Permission(StrEnum):
    """What can be allowed around the journal."""

    READ_JOURNAL = "journal:read"
    READ_HEAD = "journal:read-head"


GRANTS: Grants = {
    Permission.READ_JOURNAL: [[administrator]],
    Permission.READ_HEAD: [[anyone]],
}
