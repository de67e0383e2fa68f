"""The renderer: a process of its own that turns papers into files, one after the other.

Started as `python -m core.papers.worker` without secrets, with a limit of memory and an alarm that
ends it when a paper takes too long. It reads no address and writes no file.
"""

import logging
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from core.papers import frames
from core.papers.html import print_page
from core.papers.pack import pack_of
from core.papers.pdf import pdf_of, style
from core.papers.rules.formats import Format
from core.papers.rules.source import from_json
from core.papers.word import word_of

MEMORY = 1024 * 1024 * 1024
GRACE = 3  # seconds after which the process ends itself if nobody else ended it
READY = {"ready": True}


def main() -> None:
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    # Nor do its remarks about a file belong between the lines of JSON of the application's log.
    logging.basicConfig(handlers=[logging.NullHandler()])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    style()
    serve(sys.stdin.fileno(), answers)


def serve(jobs: int, answers: int) -> None:
    """One paper after the other, until the application has gone: be it before all is ready."""
    with suppress(frames.BrokenFrame):
        frames.write(answers, READY)
        while True:
            job, content = frames.read(jobs)
            signal.alarm(int(job["seconds"]) + GRACE)
            head, made = answer(job, content)
            signal.alarm(0)
            frames.write(answers, head, made)


def answer(job: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        made, told = done(job, content)
    except (Exception, MemoryError) as error:  # noqa: BLE001 - any fault of a paper is its own
        return {"ok": False, "error": f"{type(error).__name__}: {error}"[:500]}, b""
    return {"ok": True, "peak": peak_kilobytes(), **told}, made


def done(job: dict[str, Any], content: bytes) -> tuple[bytes, dict[str, Any]]:
    if job["do"] == "pack":
        return pack_of(job["pack"], content)
    paper = from_json(content.decode())
    if job["do"] == Format.DOCX:
        return word_of(paper, job["words"]), {}
    return pdf_of(print_page(paper, job["words"])), {}


def peak_kilobytes() -> int:
    """Of this program alone: what `getrusage` tells begins with the peak of whoever started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main()
