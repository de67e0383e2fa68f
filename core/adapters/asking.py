"""Asking something that may hang, for so long and no longer."""

from collections.abc import Callable
from queue import Empty, Queue
from threading import BoundedSemaphore, Thread
from typing import TypeVar

from flask import Flask, current_app

T = TypeVar("T")
MOST_HANGING = 4
_room = BoundedSemaphore(MOST_HANGING)


class Unanswered(Exception):
    """No answer in time, or none at all; the cause stands in `__cause__`."""


def within(seconds: float, ask: Callable[[], T]) -> T:
    """What `ask` answers in a context of the application of its own; raises `Unanswered`.

    A question that hangs is left to itself; while several hang none is added to them.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    if not _room.acquire(blocking=False):
        raise Unanswered("earlier questions still hang")
    box: Queue[tuple[T | None, Exception | None]] = Queue(1)

    def run() -> None:
        try:
            with app.app_context():
                answer = ask()
            box.put((answer, None))  # only now is its connection back in the pool
        except Exception as error:  # noqa: BLE001 - handed to whoever asked
            box.put((None, error))
        finally:
            _room.release()

    Thread(target=run, daemon=True).start()
    try:
        answer, error = box.get(timeout=seconds)
    except Empty:
        raise Unanswered(f"no answer within {seconds:g} s") from None
    if error is not None:
        raise Unanswered(str(error)) from error
    return answer  # type: ignore[return-value]  # there is an answer where there is no error
