"""Counting in the chosen store; while it does not answer, this process counts by itself.

A limit that cannot be looked up must not stop those who only read, nor let a flood through.
"""

import logging
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from limits import RateLimitItemPerSecond
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

OWN_DATABASE = "database://"
SECONDS_TO_ANSWER = 1
R = TypeVar("R")
log = logging.getLogger(__name__)


@dataclass
class Store:
    """Windows of fixed length that begin with the first hit; seats that few may take at once."""

    storage: Storage

    @cached_property
    def own(self) -> MemoryStorage:
        """What this process counts alone while the shared store does not answer."""
        return MemoryStorage()

    def hit(self, name: str, times: int, seconds: int, key: str, cost: int = 1) -> int:
        """0 and it is counted, or after how many seconds it may be tried again."""
        item = RateLimitItemPerSecond(times, seconds, namespace=name)

        def counted(storage: Storage) -> int:
            limiter = FixedWindowRateLimiter(storage)
            if cost > 1 and not limiter.test(item, key, cost=cost):
                return wait_until(limiter.get_window_stats(item, key).reset_time)
            if limiter.hit(item, key, cost=cost):
                return 0
            return wait_until(limiter.get_window_stats(item, key).reset_time)

        return self.answered(counted)

    @contextmanager
    def seat(self, name: str, most: int, seconds: int, key: str) -> Iterator[bool]:
        """Whether one of few seats was free; it is given back at the end, or falls free in time."""
        seats = [f"{name}/{key}/{number}" for number in range(most)]
        taken = self.answered(lambda storage: first_free(storage, seats, seconds))
        try:
            yield taken is not None
        finally:
            if taken is not None:
                self.answered(lambda storage: storage.clear(taken))

    def answered(self, ask: Callable[[Storage], R]) -> R:
        try:
            return ask(self.storage)
        except StorageError as error:
            log.warning("limits are counted by this process alone: %s", error)
            return ask(self.own)


def first_free(storage: Storage, seats: list[str], seconds: int) -> str | None:
    return next((seat for seat in seats if storage.incr(seat, seconds) == 1), None)


def wait_until(moment: float) -> int:
    return max(1, math.ceil(moment - time.time()))


def make_store(url: str) -> Store:
    """The store that the setting names; an empty one is the site's own database."""
    options: dict[str, float | str | bool] = {"wrap_exceptions": True}
    if url:
        options["socket_timeout"] = options["socket_connect_timeout"] = SECONDS_TO_ANSWER
    storage = storage_from_string(url or OWN_DATABASE, **options)
    return Store(storage)  # type: ignore[arg-type]  # the asynchronous ones have other schemes
