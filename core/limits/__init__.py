"""How often one person or network may ask for what is dear, and what happens beyond that.

Signing in has its own, growing waits (core.accounts.rules.throttle); both answer with one page.
"""

from core.limits.counting import TooOften, count, few_at_once, init_limits, limit_forms
from core.limits.rules import (
    CHECKS,
    COMPARISONS,
    EXPORTS,
    FEEDBACK,
    FORMS,
    GUESSES,
    LINKS,
    REGISTRATIONS,
    Rate,
)

__all__ = [
    "CHECKS",
    "COMPARISONS",
    "EXPORTS",
    "FEEDBACK",
    "FORMS",
    "GUESSES",
    "LINKS",
    "REGISTRATIONS",
    "Rate",
    "TooOften",
    "count",
    "few_at_once",
    "init_limits",
    "limit_forms",
]
