"""Signs of life have threads of their own; what cannot be read is answered like a page."""

from threading import Event
from types import SimpleNamespace

import pytest
from waitress.task import ThreadedTaskDispatcher

from tools.serve import Dispatcher


class Task:
    """A request at work: tells that it began, and waits to be let go."""

    def __init__(self, **request):
        self.requests, self.begun, self.may_end = [SimpleNamespace(**request)], Event(), Event()

    def service(self):
        self.begun.set()
        self.may_end.wait(5)

    def cancel(self):
        pass


@pytest.fixture(params=(Dispatcher, ThreadedTaskDispatcher))
def dispatcher(request):
    """Ours, and as a twin that of the library; its only thread for pages is taken."""
    made, page = request.param(), Task(path="/meetings/")
    made.set_thread_count(1)
    made.add_task(page)
    assert page.begun.wait(5)
    yield made
    page.may_end.set()
    made.shutdown(timeout=1)


@pytest.mark.parametrize("path", ("/healthz", "/readyz", "/metrics"))
def test_a_sign_of_life_does_not_wait_for_pages(dispatcher, path):
    sign = Task(path=path)
    sign.may_end.set()
    dispatcher.add_task(sign)
    assert sign.begun.wait(0.2) is isinstance(dispatcher, Dispatcher)


@pytest.mark.parametrize("request_", ({"path": "/"}, {"error": "no path could be read"}))
def test_all_else_takes_its_turn(dispatcher, request_):
    other = Task(**request_)
    other.may_end.set()
    dispatcher.add_task(other)
    assert not other.begun.wait(0.05)
