"""The application as the scanners meet it: everything as it is served, but without limits.

`python -m tools.serve --app tools.scanned:app` is for tools/scan.py on the loopback alone: behind
the limits a scanner would look at pages of refusal most of the time. It counts its answers and
writes them to the file named by SCAN_ANSWERS when it ends, so that nobody has to believe a scanner.
"""

import atexit
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.adapters.limits import Store
from wsgi import app

FAILURE = 500
NOT_READY = "/readyz"  # says 503 of the server's own state, as it should


@dataclass
class Boundless(Store):
    """Counts nothing and has a seat for everybody."""

    def hit(self, name: str, times: int, seconds: int, key: str, cost: int = 1) -> int:  # noqa: ARG002 - as the store has it
        return 0

    @contextmanager
    def seat(self, name: str, most: int, seconds: int, key: str) -> Iterator[bool]:  # noqa: ARG002 - as the store has it
        yield True


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


if not app.config["SETTINGS"].demo:
    raise SystemExit("Without limits only a demonstration may be served: set DEMO=1.")
app.extensions["limits"] = Boundless(app.extensions["limits"].storage)
counted = Counted(app.wsgi_app)
app.wsgi_app = counted  # type: ignore[assignment,method-assign] # as Flask documents it
if path := os.environ.get("SCAN_ANSWERS"):
    atexit.register(counted.write, Path(path))
