"""Reports of mail servers that a letter did not arrive (RFC 3464): whose, and in which words.

Reads bytes of strangers: whatever a parser says of them, they are then no report.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser, Parser
from email.utils import parseaddr

MOST_PARTS = 20
LONGEST_WORDS = 300
REPORT, STATUS = "multipart/report", "message/delivery-status"
RETURNED = frozenset({"message/rfc822", "text/rfc822-headers"})


@dataclass(frozen=True, slots=True)
class Bounce:
    """The letter by its Message-ID, to whom it went, and what the server said."""

    message_id: str
    recipients: frozenset[str]
    words: str


def read_bounce(content: bytes) -> Bounce | None:
    """The report of a lasting failure; None for anything else, a delay too."""
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(content)
        return bounce_of(message) if message.get_content_type() == REPORT else None
    except Exception:  # noqa: BLE001 - hostile bytes are no report
        return None


def bounce_of(report: Message) -> Bounce | None:
    recipients, words, message_id = set[str](), "", ""
    for part in parts_of(report):
        kind = part.get_content_type()
        if kind == STATUS:
            for block in failures_in(part):
                recipients |= named_in(block)
                words = words or told_by(block)
        elif kind in RETURNED and not message_id:
            letter = returned(part)
            message_id = str(letter["Message-ID"] or "").strip()
            recipients.add(parseaddr(str(letter["To"] or ""))[1].casefold())
    return Bounce(message_id, frozenset(recipients - {""}), words) if words and message_id else None


def parts_of(report: Message) -> Iterator[Message]:
    """The parts of the report itself, not of the letter that it returns."""
    payload = report.get_payload()
    for part in payload[:MOST_PARTS] if isinstance(payload, list) else ():
        if isinstance(part, Message):
            yield part


def failures_in(part: Message) -> Iterator[Message]:
    blocks = part.get_payload()
    for block in blocks[:MOST_PARTS] if isinstance(blocks, list) else ():
        if isinstance(block, Message) and str(block["Action"]).strip().casefold() == "failed":
            yield block


def named_in(block: Message) -> set[str]:
    found = (str(block[name] or "") for name in ("Final-Recipient", "Original-Recipient"))
    return {each.partition(";")[2].strip().casefold() for each in found}


def told_by(block: Message) -> str:
    words = str(block["Diagnostic-Code"] or block["Status"] or "failed")
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:LONGEST_WORDS]


def returned(part: Message) -> Message:
    payload = part.get_payload()
    if isinstance(payload, list) and isinstance(payload[0], Message):
        return payload[0]
    text = part.get_payload(decode=True)
    return Parser().parsestr(text.decode("utf-8", "replace") if isinstance(text, bytes) else "")
