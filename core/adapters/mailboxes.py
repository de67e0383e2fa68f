"""A mailbox read over IMAP: unread letters of programs (calendars, reports of mail servers).

Letters of people are neither fetched nor marked, so that the box may be read by them as well.
"""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import chain
from typing import Any

from imapclient import SEEN, IMAPClient

from core.config import ReplyBox

LARGEST_LETTER = 1024 * 1024
MOST_LETTERS = 200
MOST_LOOKED_AT = 2000
TIMEOUT = 30


class UnsafeMailbox(RuntimeError):
    """The password would travel in the clear."""


@dataclass(frozen=True, slots=True)
class BoxedLetter:
    """One letter as its bytes."""

    uid: int
    content: bytes


class Mailbox:
    """An open folder of a mailbox."""

    def __init__(self, client: IMAPClient, folder: str) -> None:
        self.client = client
        client.select_folder(folder)

    def with_calendars(self) -> Iterator[BoxedLetter]:
        """Unread letters with a calendar inside."""
        return self.unread(has_calendar)

    def with_reports(self) -> Iterator[BoxedLetter]:
        """Unread reports of mail servers about letters that did not arrive."""
        return self.unread(has_report)

    def unread(self, is_wanted: Callable[[Any], bool]) -> Iterator[BoxedLetter]:
        """Of the kind that is wanted, the oldest first; huge ones are left alone.

        Of many the newest: what nothing here knows stays unread, and must not stop what comes.
        """
        unread = sorted(self.client.search(["UNSEEN"]))[-MOST_LOOKED_AT:]
        if not unread:
            return
        found = self.client.fetch(unread, ["RFC822.SIZE", "BODYSTRUCTURE"])
        wanted = [
            uid
            for uid in unread
            if found[uid][b"RFC822.SIZE"] <= LARGEST_LETTER
            and is_wanted(found[uid][b"BODYSTRUCTURE"])
        ]
        for uid in wanted[-MOST_LETTERS:]:
            yield BoxedLetter(uid, self.client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"])

    def done(self, letter: BoxedLetter) -> None:
        """Nobody has to read it any more."""
        self.client.add_flags([letter.uid], [SEEN])


def has_calendar(part: Any) -> bool:
    """Whether a body as IMAP describes it has a part of that type or a file of that name."""
    return any(word in {b"calendar", b"ics"} or word.endswith(b".ics") for word in words(part))


def has_report(part: Any) -> bool:
    """Whether a body as IMAP describes it has a part that says what became of a letter."""
    return b"delivery-status" in words(part)


def words(part: Any) -> Iterator[bytes]:
    """Every word of a description, in small letters; its other values are numbers and nothing."""
    if isinstance(part, bytes):
        yield part.lower()
    elif isinstance(part, tuple | list):
        yield from chain.from_iterable(map(words, part))


@contextmanager
def opened(box: ReplyBox) -> Iterator[Mailbox]:
    """Sign in, choose the folder, sign out."""
    with IMAPClient(box.host, box.port, ssl=box.is_tls, timeout=TIMEOUT) as client:
        if not box.is_tls and not is_this_machine(box.host):
            if not client.has_capability("STARTTLS"):
                raise UnsafeMailbox(f"{box.host} offers no TLS: use imaps:// in IMAP_URL.")
            client.starttls(ssl.create_default_context())
        client.login(box.user, box.password)
        yield Mailbox(client, box.folder)


def is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
