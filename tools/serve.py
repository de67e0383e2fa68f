"""Serve `wsgi:app` by waitress: whole requests only reach the application (ADR 0002).

One process; more of them, TLS and published files are the business of a web server in front.
SIGTERM: nothing new is taken, what has begun is finished, within `SECONDS_TO_STOP`.
"""

import argparse
import importlib
import os
import signal
import sys
import time
from typing import Any

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ThreadedTaskDispatcher

THREADS = 8
CONNECTIONS = 1000  # a slow client costs a file descriptor, not a thread
SECONDS_TO_SEND = 30
LARGEST_BODY = 80 * 1024 * 1024  # above what the application takes: its own page explains
SECONDS_TO_STOP = 25.0
FAR = 3600  # seconds; waitress clears up every half minute
PRODUCT = "wsgi:app"
SIGN_THREADS = 2
SIGNS_OF_LIFE = frozenset({"/healthz", "/readyz", "/metrics"})


def believing(address: str | None) -> dict[str, Any]:
    """The settings that take the visitor's address and scheme from the server in front."""
    if address is None:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": address, "trusted_proxy_count": 1, "trusted_proxy_headers": headers}


def hops_of(app: Any) -> int:
    """How many servers in front the application itself believes (TRUSTED_PROXIES)."""
    settings = getattr(app, "config", {}).get("SETTINGS")
    return getattr(settings, "trusted_proxies", 0)


class Dispatcher(ThreadedTaskDispatcher):
    """Threads for pages, others for signs of life: those must not queue while all pages wait."""

    def __init__(self) -> None:
        super().__init__()
        self.life = ThreadedTaskDispatcher()
        self.life.set_thread_count(SIGN_THREADS)

    def add_task(self, task: Any) -> None:
        """What cannot be read has no path, and an answer nevertheless."""
        first = next(iter(task.requests), None)
        if getattr(first, "path", "") in SIGNS_OF_LIFE:
            self.life.add_task(task)
        else:
            super().add_task(task)

    def shutdown(self, cancel_pending: bool = True, timeout: int = 5) -> bool:  # noqa: FBT001, FBT002
        self.life.shutdown(cancel_pending, timeout)
        return bool(super().shutdown(cancel_pending, timeout))


class Serving:
    """The loop of waitress, with an end that loses no answer."""

    def __init__(self, app: Any, **settings: Any) -> None:
        self.map: dict[int, Any] = {}
        dispatcher = Dispatcher()
        dispatcher.set_thread_count(settings["threads"])
        server = create_server(app, map=self.map, _dispatcher=dispatcher, **settings)
        if not isinstance(server, BaseWSGIServer):
            raise SystemExit("The host names several addresses. Give one, like 127.0.0.1.")
        self.server, self.is_told = server, False

    def run(self) -> None:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self.tell)
        while not self.is_told:
            self.turn()
        self.drain()

    def tell(self, *_: object) -> None:
        """Stop at the next turn; the trigger wakes the loop. Told twice, it stops once."""
        if not self.is_told:
            self.is_told = True
            self.server.pull_trigger()

    def turn(self) -> None:
        if self.server.next_channel_cleanup > time.time() + FAR:
            self.server.next_channel_cleanup = 0  # the clock was set back: idle ones would stay
        wasyncore.loop(timeout=0.5, map=self.map, use_poll=True, count=1)

    def drain(self) -> None:
        """Take nothing new, answer what was asked, then let the threads go."""
        wasyncore.dispatcher.close(self.server)  # only the door: tasks still need the trigger
        deadline = time.monotonic() + SECONDS_TO_STOP
        while self.is_busy() and time.monotonic() < deadline:
            self.turn()
        self.server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self.map)

    def is_busy(self) -> bool:
        """Whether somebody still waits for an answer, or for the rest of it."""
        channels = [one for one in self.map.values() if isinstance(one, HTTPChannel)]
        return any(one.requests or one.total_outbufs_len for one in channels)


def load(name: str, host: str, *, is_behind: bool) -> Any:
    """The application; ends the process with one sentence if it must not start."""
    from core.config import BadSettings, Settings  # noqa: PLC0415 - quick, and refuses quickly
    from core.installation import demand_writable  # noqa: PLC0415

    module, _colon, attribute = name.partition(":")
    try:
        if name == PRODUCT:
            demand_writable(Settings.from_environment().data_dir)
        app = getattr(importlib.import_module(module), attribute)
        if name == PRODUCT:
            from core.operation.starting import demand_safe_start  # noqa: PLC0415

            demand_safe_start(app, host=host, is_behind=is_behind or hops_of(app) > 0)
    except BadSettings as error:
        print(f"The site was not started. {error}", file=sys.stderr)
        sys.exit(os.EX_CONFIG)
    return app


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--app", default=PRODUCT, help="module:name")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--threads", type=int, default=THREADS)
    parser.add_argument("--behind", help="address of the web server in front, if there is one")
    chosen = parser.parse_args()
    app = load(chosen.app, chosen.host, is_behind=chosen.behind is not None)
    serving = Serving(
        app,
        host=chosen.host,
        port=chosen.port,
        threads=chosen.threads,
        connection_limit=CONNECTIONS,
        channel_timeout=SECONDS_TO_SEND,
        max_request_body_size=LARGEST_BODY,
        ident=None,
        clear_untrusted_proxy_headers=not hops_of(app),
        **believing(chosen.behind),
    )
    serving.run()


if __name__ == "__main__":
    main()
