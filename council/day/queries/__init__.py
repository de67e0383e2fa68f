"""Every SELECT of the day that no other slice has: each a bounded number of columns and rows."""

from council.day.queries.accounts import AccountCounts, count_accounts
from council.day.queries.meetings import (
    OwnAnswer,
    count_returned,
    find_own_answer,
    list_meetings_of_day,
)
from council.day.queries.minutes import UnfinishedMinutes, list_unfinished_minutes

__all__ = [
    "AccountCounts",
    "OwnAnswer",
    "UnfinishedMinutes",
    "count_accounts",
    "count_returned",
    "find_own_answer",
    "list_meetings_of_day",
    "list_unfinished_minutes",
]
