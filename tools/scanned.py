"""The application as the scanners meet it: everything as it is served, but without limits.

`python -m tools.serve --app tools.scanned:app` is for tools/scan.py on the loopback alone: behind
the limits a scanner would look at pages of refusal most of the time. It counts its answers and
writes them to the file named by SCAN_ANSWERS when it ends, so that nobody has to believe a scanner.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.adapters.limits import Store
from tools.scanners.answers import Counted
from wsgi import app


@dataclass
class Boundless(Store):
    """Counts nothing and has a seat for everybody."""

    def hit(self, name: str, times: int, seconds: int, key: str, cost: int = 1) -> int:  # noqa: ARG002 - as the store has it
        return 0

    @contextmanager
    def seat(self, name: str, most: int, seconds: int, key: str) -> Iterator[bool]:  # noqa: ARG002 - as the store has it
        yield True


if not app.config["SETTINGS"].demo:
    raise SystemExit("Without limits only a demonstration may be served: set DEMO=1.")
app.extensions["limits"] = Boundless(app.extensions["limits"].storage)
counted = Counted(app.wsgi_app)
app.wsgi_app = counted  # type: ignore[assignment,method-assign] # as Flask documents it
if path := os.environ.get("SCAN_ANSWERS"):
    atexit.register(counted.write, Path(path))
