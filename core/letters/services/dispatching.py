"""Dispatching: whatever is due goes out, by the mail server, or in a demonstration into the box.

Without a mail server letters are kept and shown as not sent. Run often (every few seconds) by the
scheduler, or by `flask send-letters`; any number of dispatchers may run at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.errors import MessageError
from urllib.parse import urlsplit

from core.adapters.mail import Postman, Rejected, bare, own_name
from core.config import MailServer
from core.letters.framing import Framing, choice_path, settings
from core.letters.messages import Envelope, compose, message_id
from core.letters.queries.outbox import LetterRow
from core.letters.rules import Attachment
from core.letters.rules.keeping import read
from core.letters.rules.outbox import SEND_TIMEOUT
from core.letters.services.digests import gather_digests
from core.letters.services.sending import Send, Tally, Watch, send_batch
from core.letters.writing import Written

MOST_BATCHES = 50
ONE_CLICK = "/one-click"


def dispatch(now: datetime) -> Tally:
    """Gather the digests that are due and send all that may go; returns what became of it."""
    gather_digests(now=now)
    with sender() as send:
        return send_all(send, now=now) if send else Tally()


def send_all(send: Send, *, now: datetime) -> Tally:
    """Batch after batch until nothing is due, or the server takes nothing more."""
    watch, total = Watch(now), Tally()
    for _ in range(MOST_BATCHES):
        tally = send_batch(send, now=watch.now())
        total += tally
        if not tally.tried or tally.put_off:
            break
    return total


@contextmanager
def sender() -> Iterator[Send | None]:
    """How letters leave this installation; None where they are only kept."""
    chosen = settings()
    if chosen.mail_server is not None:
        with postman(chosen.mail_server) as found:
            yield by_mail(found)
    else:
        yield into_the_box if chosen.demo else None


def postman(server: MailServer) -> Postman:
    return Postman(server, timeout=SEND_TIMEOUT.total_seconds(), name=own_name())


def into_the_box(_row: LetterRow, _attachments: tuple[Attachment, ...]) -> str:
    """A demonstration sends nothing: its letters are read at /desk/letters/."""
    return ""


def by_mail(found: Postman) -> Send:
    """Send by the mail server. A letter that no message can be made of fails for good."""
    framing, chosen = Framing(), settings()

    def send(row: LetterRow, attachments: tuple[Attachment, ...]) -> str:
        try:
            written = Written(row.language, row.subject, row.greeting, read(row.body))
            frame = framing.frame(row.id, row.language)
            message = compose(written, frame, envelope_of(row), attachments)
        except (MessageError, ValueError, LookupError) as error:
            raise Rejected(f"{type(error).__name__}: {error}") from error
        return found.send(message, bare(chosen.mail_from), bare(row.email))

    return send


def envelope_of(row: LetterRow) -> Envelope:
    chosen = settings()
    host = urlsplit(chosen.base_url).hostname or "localhost"
    return Envelope(
        sender=chosen.mail_from,
        reply_to=chosen.mail_reply_to,
        name=row.name,
        email=row.email,
        posted_at=row.posted_at,
        message_id=message_id(row.fact, row.addressee, row.channel, host),
        one_click=chosen.base_url + choice_path(row.id) + ONE_CLICK,
    )
