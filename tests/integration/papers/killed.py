"""Renders what waits and kills itself at a wanted moment: `killed.py MOMENT [twin]`.

Moments: taken, open, half, before-replace, after-replace. The twin writes straight to the place
where the file will be looked for, as nobody should.
"""

import os
import signal
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from core.adapters import files
from core.papers import work
from core.papers.services import rendering
from wsgi import app

MOMENT, TWIN = sys.argv[1], sys.argv[2:] == ["twin"]
CONTENT = b"%PDF-1.7 " + b"a page " * 1000


def die():
    os.kill(os.getpid(), signal.SIGKILL)


class Dying:
    """A file of which only a part is written."""

    def __init__(self, file):
        self.file, self.name = file, file.name

    def __enter__(self):
        if MOMENT == "open":
            die()
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, content):
        if MOMENT == "half":
            self.file.write(content[: len(content) // 2])
            self.file.flush()
            os.fsync(self.file.fileno())
            die()
        self.file.write(content)

    def flush(self):
        self.file.flush()

    def fileno(self):
        return self.file.fileno()


def straight(upload, **_):
    path = files.path_of(upload.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    with Dying(path.open("wb")) as file:
        file.write(upload.content)
    return upload.sha256


def render(*_args, **_kwargs):
    if MOMENT == "taken":
        die()
    return CONTENT, {"ok": True}


named, replace = tempfile.NamedTemporaryFile, Path.replace
tempfile.NamedTemporaryFile = lambda **kwargs: Dying(named(**kwargs))
if MOMENT == "before-replace":
    Path.replace = lambda *_: die()
if MOMENT == "after-replace":
    rendering.seal = lambda *_: die()
if TWIN:
    rendering.store = straight
with app.app_context():
    work.renderer().render = render
    work.render_waiting(lambda: datetime(2026, 11, 21, 5, 0, tzinfo=UTC))
