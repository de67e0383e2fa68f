"""The number of an assignment, the same wherever it is named. Pure.

A decision is numbered within its meeting («3.1»), a meeting within its year («2-2026»), so only all
three together name one assignment of a body.
"""


def full_number(meeting_number: int, year: int, decision: str) -> str:
    """«2-2026/3.1»: the meeting, then its item and decision."""
    return f"{meeting_number}-{year}/{decision}"
