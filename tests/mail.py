"""A mail server for tests: keeps what it takes, answers oddly when it is told to."""

import socket
import time
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller


class Sink:
    """Keeps (addressee, Message-ID) of every letter that it said yes to.

    `answers` gives odd replies by addressee: at RCPT a text such as "450 4.2.1 busy"; `drop` ends
    the connection after the letter and before the yes, `delay` waits so many seconds there.
    """

    def __init__(self):
        self.taken, self.messages, self.answers, self.drops = [], [], {}, set()
        self.delay = 0.0
        self.controller = None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if odd := self.answers.get(address):
            return odd
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        if self.delay:
            time.sleep(self.delay)  # noqa: ASYNC251 - a server that hangs hangs for everybody
        message = message_from_bytes(envelope.content, policy=default)
        to = envelope.rcpt_tos[0]
        self.taken.append((to, message["Message-ID"]))
        self.messages.append(message)
        if to in self.drops:
            self.drops.discard(to)
            server.transport.abort()
        return "250 taken"

    @property
    def addressees(self):
        return sorted(to for to, _ in self.taken)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server(sink, port=None, **options):
    """The sink behind a port of this machine; yields the port."""
    port = port or free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
