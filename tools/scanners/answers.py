"""What the server itself says of a round: how often each status was answered, and what failed.

Counted around the application and written when the server ends; scanners are not asked.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FAILURE = 500
NOT_READY = "/readyz"  # says 503 of the server's own state, as it should


@dataclass
class Counted:
    """How often each status was answered, and what failed."""

    within: Callable[..., Iterable[bytes]]
    statuses: Counter[str] = field(default_factory=Counter)
    failed: set[str] = field(default_factory=set)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        def noted(status: str, *rest: Any) -> Any:
            self.statuses[status[:3]] += 1
            if int(status[:3]) >= FAILURE and environ["PATH_INFO"] != NOT_READY:
                self.failed.add(f"{status[:3]} {environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
            return start(status, *rest)

        return self.within(environ, noted)

    def write(self, path: Path) -> None:
        told = {"statuses": dict(sorted(self.statuses.items())), "failed": sorted(self.failed)}
        path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


@dataclass
class Answers:
    """What the server itself says of a round, once it has ended."""

    statuses: dict[str, int]
    failed: list[str]

    @property
    def line(self) -> str:
        return ", ".join(f"{status} × {number}" for status, number in self.statuses.items())

    def read(self, path: Path) -> None:
        """A server that had to be killed has told nothing: nobody knows then that all was well."""
        if not path.exists():
            self.failed = ["the server did not tell how it answered"]
            return
        told = json.loads(path.read_text(encoding="utf-8"))
        self.statuses, self.failed = told["statuses"], told["failed"]
