"""Counters that all processes of the site share: in its own database, or in Redis by a setting.

Knows no limit and no request; how much is too much stands in core.limits.
"""

from core.adapters.limits.models import RateCount
from core.adapters.limits.storage import DatabaseStorage, forget_old_counts
from core.adapters.limits.store import Store, make_store

__all__ = ["DatabaseStorage", "RateCount", "Store", "forget_old_counts", "make_store"]
