"""A scanner for malware on loopback that speaks as clamd does, or misbehaves."""

import socket
from contextlib import contextmanager
from threading import Event, Thread

from core.installation import Clamd

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class Daemon:
    """Answers each content and keeps it; `manner`: well, hang, drop, or what it says instead."""

    def __init__(self, manner="well"):
        self.manner, self.heard, self.over = manner, [], Event()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = Clamd(host="127.0.0.1", port=self.server.getsockname()[1])

    def serve(self):
        while not self.over.is_set():
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            with line:
                self.answer(line)

    def answer(self, line):
        if self.manner == "hang":
            self.over.wait(10)
        elif self.manner != "drop":
            content = self.read(line)
            self.heard.append(content)
            verdict = "Eicar-Signature FOUND" if EICAR in content else "OK"
            said = f"stream: {verdict}" if self.manner == "well" else self.manner
            line.sendall(said.encode() + b"\0")

    def read(self, line):
        with line.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            content = b""
            while length := int.from_bytes(stream.read(4)):
                content += stream.read(length)
            return content


@contextmanager
def scanning(manner="well"):
    """The daemon, while the block lasts."""
    daemon = Daemon(manner)
    Thread(target=daemon.serve, daemon=True).start()
    try:
        yield daemon
    finally:
        daemon.over.set()
        daemon.server.close()
