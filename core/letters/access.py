"""Who may do what with letters. A part above adds its secretaries, each for their own body."""

from enum import StrEnum

from core.access import Grants, administrator, anyone, signed_in


class Permission(StrEnum):
    """What can be allowed around letters."""

    READ_LETTERS = "letters:read"
    READ_OWN_LETTERS = "letters:read-own"
    CHOOSE_LETTERS = "letters:choose"


GRANTS: Grants = {
    Permission.READ_LETTERS: [[administrator]],
    Permission.READ_OWN_LETTERS: [[signed_in]],
    Permission.CHOOSE_LETTERS: [[anyone]],
}
