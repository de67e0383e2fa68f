"""A stored letter as the message that goes out: headers, text, HTML, invitation, attachments.

The same letter makes the same message with the same Message-ID: a repeat is known as one.
Headers hold one line each; what is longer or has line breaks is refused by the e-mail policy.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import cast

from core.adapters.mail import bare
from core.letters.rules import Attachment
from core.letters.rules.letter import one_line
from core.letters.writing import Frame, Written, html_of, text_of

# Everything is encoded down to seven bits: no server on the way has to change a byte.
POLICY = SMTP.clone(cte_type="7bit")
# A line of a header takes 78 signs. Folding a name with a longer word would leave an empty line,
# which ends the headers: what follows would be read as the letter itself.
LONG_WORD = re.compile(r"\S{60}(?=\S)")
OF_ADDRESSES = dict.fromkeys(map(ord, '<>()[]:;@\\,"'), " ")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom, when, and where one click ends the letters that do not ask."""

    sender: str
    reply_to: str
    name: str
    email: str
    posted_at: datetime
    message_id: str
    one_click: str


def message_id(fact: str, addressee: str, channel: str, host: str) -> str:
    """Stable for ever: whoever gets a letter twice has it once."""
    digest = sha256(f"{fact}\n{addressee}\n{channel}".encode()).hexdigest()
    return f"<{digest[:40]}@{host}>"


def compose(
    letter: Written, frame: Frame, envelope: Envelope, attachments: tuple[Attachment, ...] = ()
) -> EmailMessage:
    """The whole message."""
    message = EmailMessage(policy=POLICY)
    for name, value in headers(letter, envelope).items():
        message[name] = value
    message.set_content(text_of(letter, frame), cte="base64")
    message.add_alternative(html_of(letter, frame), subtype="html", cte="base64")
    for each in attachments:
        if each.is_alternative:
            message.attach(cast("EmailMessage", part(each)))
    for each in attachments:
        if not each.is_alternative:
            main, _, sub = kind_of(each).partition("/")
            message.add_attachment(
                each.content, maintype=main, subtype=sub, filename=header(each.name)
            )
    message["Content-Language"] = letter.language  # last: parts take over what is set before them
    return message


def headers(letter: Written, envelope: Envelope) -> dict[str, object]:
    found: dict[str, object] = {
        "Subject": header(letter.subject),
        "From": mailbox(envelope.sender),
        "To": mailbox_of(envelope.name, envelope.email),
        "Date": format_datetime(envelope.posted_at),
        "Message-ID": envelope.message_id,
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{envelope.one_click}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    if envelope.reply_to:
        found["Reply-To"] = mailbox(envelope.reply_to)
    return found


def kind_of(attachment: Attachment) -> str:
    return attachment.media_type.partition(";")[0].strip()


def header(text: str) -> str:
    """One line, in which nothing is decoded: «=?utf-8?q?=0d=0aBcc:…?=» would break a header."""
    return one_line(text).replace("=?", "= ?")


def mailbox(text: str) -> Address:
    """«Совет <sovet@region.ru>» as a header holds it."""
    return mailbox_of(*parseaddr(text))


def mailbox_of(name: str, email: str) -> Address:
    """The name without the signs of addresses: folding a long header loses quotes around them.

    Words too long for a line are parted by spaces.
    """
    plain = " ".join(header(name).translate(OF_ADDRESSES).split())
    plain = LONG_WORD.sub(r"\g<0> ", plain)
    return Address(display_name=plain, addr_spec=bare(email))


def part(attachment: Attachment) -> MIMEPart:
    """An alternative of the text, byte for byte, with the parameters of its type."""
    found = MIMEPart(policy=POLICY)
    kind, *parameters = (each.strip() for each in attachment.media_type.split(";"))
    main, _, sub = kind.partition("/")
    named = dict(each.split("=", 1) for each in parameters)
    found.set_content(attachment.content, maintype=main, subtype=sub, params=named)
    found["Content-Disposition"] = "inline"
    return found
