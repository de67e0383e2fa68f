"""Rendering what was asked for: take, render in the child, store, mark. Used by pages and jobs.

No transaction is open while the child works.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask, current_app

from core.adapters import metrics
from core.adapters.files import Upload, tidy_files
from core.papers.queries import Order
from core.papers.renderer import Busy, Renderer, RenderingFailed
from core.papers.rules.formats import Format
from core.papers.rules.life import Fault, Work
from core.papers.services import rendering

MOST_AT_ONCE = 50
WAIT = 5.0


def init_papers(app: Flask, data_dir: Path) -> None:
    cache = data_dir / "renderer"
    cache.mkdir(parents=True, exist_ok=True)
    app.extensions["renderer"] = Renderer(str(cache))


def renderer() -> Renderer:
    found: Renderer = current_app.extensions["renderer"]
    return found


def work_on(key: str | None, clock: Callable[[], datetime], *, wait: float = 0) -> str | None:
    """Render this one, or the longest waiting; its key, or None if there was nothing to do.

    Raises `Busy` while the renderer works on another paper: nothing is taken then.
    """
    with renderer().taken(wait=wait) as taken:
        order = rendering.take_rendering(key, now=clock())
        if order is None:
            return None
        try:
            with metrics.PAPER_SECONDS.labels(order.work.value).time():
                content, _told = taken.render(
                    job_of(order), order.source.encode(), seconds=order.work.seconds
                )
        except RenderingFailed as failed:
            metrics.PAPERS_FAILED.labels(order.work.value).inc()
            fault = Fault.TOO_LONG if failed.is_lasting else Fault.BROKEN
            current_app.logger.warning("rendering %s failed: %s", order.key, failed)
            rendering.fail_rendering(
                order, fault, str(failed), is_lasting=failed.is_lasting, now=clock()
            )
            return order.key
    rendering.finish_rendering(order, as_file(order, content), now=clock())
    return order.key


def render_unkept(source: str, words: dict[str, str]) -> bytes:
    """A PDF that is stored nowhere; raises `Busy`, `RenderingFailed`."""
    job: dict[str, object] = {"do": Work.PDF, "words": words}
    with renderer().taken(wait=WAIT) as taken, metrics.PAPER_SECONDS.labels(Work.PDF.value).time():
        content, _told = taken.render(job, source.encode(), seconds=Work.PDF.seconds)
    return content


def job_of(order: Order) -> dict[str, object]:
    if order.work is Work.PACK:
        return {"do": order.work, "pack": json.loads(order.source)}
    return {"do": order.work, "words": order.words}


def as_file(order: Order, content: bytes) -> Upload:
    form = Format.DOCX if order.work is Work.DOCX else Format.PDF
    return Upload(f"{order.key}.{form}", content, form.media_type)


def render_waiting(clock: Callable[[], datetime]) -> int:
    """Render all that waits, one after the other; returns how many. For the scheduler."""
    tidy_files()
    rendering.tidy_renderings(now=clock())
    for count in range(MOST_AT_ONCE):
        try:
            done = work_on(None, clock, wait=WAIT)
        except Busy:
            return count
        if done is None:
            return count
    return MOST_AT_ONCE
