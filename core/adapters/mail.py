"""Handing letters to a mail server by SMTP: one connection for many, each answer told apart.

Says whether a failure is worth another try (`PutOff`) or not (`Rejected`), with the server's words.
Every step has a time limit, so that a silent server holds nobody for long.
"""

import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.utils import parseaddr
from types import TracebackType
from typing import Self

from core.config import MailServer

PERMANENT = 500
LONGEST_ANSWER = 500
AGREED_BY_ALL = {"localhost", "127.0.0.1", "::1"}


class NotSent(Exception):
    """The server did not take a letter; `words` is what it said."""

    def __init__(self, words: str, *, concerns_all: bool = False) -> None:
        super().__init__(words)
        self.words = words[:LONGEST_ANSWER]
        self.concerns_all = concerns_all  # no use to try the next letter now


class PutOff(NotSent):
    """Not now: the server is away, busy, or wants the same letter once more later."""


class Rejected(NotSent):
    """Never: this addressee or this letter is not taken."""


class Postman:
    """A connection to the mail server, opened with the first letter and kept for the next."""

    def __init__(self, server: MailServer, *, timeout: float, name: str = "localhost") -> None:
        self.server = server
        self.timeout = timeout
        self.name = name
        self.line: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.hang_up()

    def send(self, message: EmailMessage, sender: str, recipient: str) -> str:
        """Hand one letter over; returns the server's last words. Raises `PutOff`, `Rejected`."""
        line = self.line or self.call()
        try:
            return deliver(line, message, sender, recipient)
        except smtplib.SMTPResponseException as error:
            self.start_over(line)
            raise told(error.smtp_code, error.smtp_error) from error
        except PutOff:
            self.drop()
            raise
        except smtplib.SMTPNotSupportedError as error:  # an address beyond ASCII
            self.start_over(line)
            raise Rejected(str(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            raise PutOff(f"{type(error).__name__}: {error}") from error

    def call(self) -> smtplib.SMTP:
        """Connect and introduce ourselves. What fails here fails for every letter."""
        try:
            self.line = self.greeted()
        except smtplib.SMTPResponseException as error:
            self.drop()
            words = words_of(error.smtp_code, error.smtp_error)
            raise PutOff(words, concerns_all=True) from error
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            raise PutOff(f"{type(error).__name__}: {error}", concerns_all=True) from error
        return self.line

    def greeted(self) -> smtplib.SMTP:
        server, context = self.server, ssl.create_default_context()
        line: smtplib.SMTP
        if server.is_tls:
            line = smtplib.SMTP_SSL(
                server.host, server.port, self.name, timeout=self.timeout, context=context
            )
        else:
            line = smtplib.SMTP(server.host, server.port, self.name, timeout=self.timeout)
        self.line = line
        line.ehlo_or_helo_if_needed()
        if not server.is_tls and line.has_extn("starttls"):
            line.starttls(context=context)
            line.ehlo()
        elif not server.is_tls and (server.demands_tls or self.would_tell_password()):
            raise smtplib.SMTPException("the server offers no encryption (STARTTLS)")
        if server.user:
            line.login(server.user, server.password)
        return line

    def would_tell_password(self) -> bool:
        return bool(self.server.user) and self.server.host not in AGREED_BY_ALL

    def start_over(self, line: smtplib.SMTP) -> None:
        """After a refusal the connection serves the next letter, unless the server left (421)."""
        try:
            line.rset()
        except (OSError, smtplib.SMTPException):
            self.drop()

    def hang_up(self) -> None:
        if self.line is not None:
            try:
                self.line.quit()
            except (OSError, smtplib.SMTPException):
                self.drop()
        self.line = None

    def drop(self) -> None:
        if self.line is not None:
            self.line.close()
        self.line = None


def deliver(line: smtplib.SMTP, message: EmailMessage, sender: str, recipient: str) -> str:
    """One letter to one addressee, step by step: the words after the dot are what counts."""
    needs_more = not (recipient.isascii() and sender.isascii())
    if needs_more and not line.has_extn("smtputf8"):
        raise smtplib.SMTPNotSupportedError("the server takes no addresses beyond ASCII")
    options = ["SMTPUTF8", "BODY=8BITMIME"] if needs_more else []
    try:
        step(line.mail(sender, options))
    except smtplib.SMTPResponseException as error:  # our own fault: no addressee is to suffer
        raise PutOff(words_of(error.smtp_code, error.smtp_error), concerns_all=True) from error
    step(line.rcpt(recipient))
    return words_of(*step(line.data(message.as_bytes())))


def step(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    code, words = answer
    if not 200 <= code < 300:  # noqa: PLR2004 - the class of SMTP answers that say yes
        raise smtplib.SMTPResponseException(code, words)
    return answer


def told(code: int, words: bytes | str) -> NotSent:
    text = words_of(code, words)
    if code >= PERMANENT:
        return Rejected(text)
    return PutOff(text, concerns_all=code == 421)  # noqa: PLR2004 - the service is going away


def words_of(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}".strip()


def bare(address: str) -> str:
    """The address alone, its host in the letters that servers understand (IDNA)."""
    local, _, host = parseaddr(address)[1].rpartition("@")
    try:
        return f"{local}@{host.encode('idna').decode('ascii')}"
    except UnicodeError:
        return f"{local}@{host}"


def own_name() -> str:
    """How we introduce ourselves to the server: the name of this machine."""
    return socket.gethostname() or "localhost"
