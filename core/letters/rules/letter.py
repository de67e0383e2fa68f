"""A letter as a value: text, HTML and the message are made of it alone (core.letters.writing).

Texts are plain words in the reader's language. Nothing in them becomes a link, a header or a
template: only the addresses of `Actions` are links. TRUST.md A36, A37.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

OF_ORGANISATION = "organisation:"
LONGEST_SUBJECT = 200
LONGEST_NAME = 200
LONGEST_EMAIL = 254
EMAIL = re.compile(r"[^\s@<>(),;:\"\\\[\]]+@[^\s@<>(),;:\"\\\[\]]+")
ADDRESS = re.compile(r"(?:https?:/)?/[^\s<>\"\\^`{|}]*")
SPACES = re.compile(r"\s+")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Urgency(StrEnum):
    """What the reader may put off: nothing that was asked for, the rest as chosen."""

    ASKS = "asks"  # waits for an answer or an act of the reader
    TELLS = "tells"
    SERVICE = "service"  # the reader's own request: a password, an application


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter goes to. Without an e-mail it is kept, shown and not sent.

    `called` is how the letter speaks to the reader: name and patronymic.
    """

    name: str
    email: str
    person_id: UUID | None = None
    account_id: UUID | None = None
    language: str = "ru"
    called: str = ""
    organisation_id: UUID | None = None

    @property
    def address(self) -> str:
        """The e-mail as letters go to it, "" if there is none that could be written to."""
        email = self.email.strip()
        readable = len(email) <= LONGEST_EMAIL and EMAIL.fullmatch(email)
        return email if readable and "=?" not in email and not CONTROL.search(email) else ""

    @property
    def mailbox(self) -> str:
        """The address as choices are kept by; two people may share one."""
        return self.address.casefold()

    @property
    def key(self) -> str:
        """Who this is, for "one letter per fact and addressee": a person, not a mailbox."""
        if self.person_id:
            return f"person:{self.person_id}"
        if self.account_id:
            return f"account:{self.account_id}"
        if self.organisation_id:
            return f"{OF_ORGANISATION}{self.organisation_id}"
        return self.mailbox or f"name:{one_line(self.name)}"


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `quoted` marks words of a person, such as remarks."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, one pair a line: day, time, place."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries with the numbers that they carry: an agenda."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A link: `url` is a path of this site («/desk/…») or a whole http address.

    A secret one (a one-time link) is not shown on the desk and is forgotten once it is sent.
    """

    label: str
    url: str
    is_secret: bool = False

    @property
    def is_address(self) -> bool:
        return ADDRESS.fullmatch(self.url) is not None and not self.url.startswith("//")


@dataclass(frozen=True, slots=True)
class Actions:
    entries: tuple[Action, ...]


Block = Heading | Paragraph | Facts | Listing | Actions


@dataclass(frozen=True, slots=True)
class Attachment:
    """`media_type` with its parameters; an alternative stands beside text and HTML."""

    name: str
    media_type: str
    content: bytes
    is_alternative: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one reader.

    `fact` names what happened, once for ever: the second letter of the same fact to the same
    addressee is not written. `record_id` is what it happened to, `about_id` and `about` the
    matter by which the secretary finds it (a meeting and its name); `body_id` the council or group
    whose secretary may read it: without one only administrators and the reader may.
    """

    fact: str
    kind: str
    addressee: Addressee
    urgency: Urgency
    subject: str
    greeting: str
    body: tuple[Block, ...]
    attachments: tuple[Attachment, ...] = ()
    record_id: UUID | None = None
    about_id: UUID | None = None
    about: str = ""
    body_id: UUID | None = None

    @property
    def is_invitation(self) -> bool:
        """A calendar reads it only in a letter of its own."""
        return any(each.is_alternative for each in self.attachments)


def calendar_part(content: bytes, method: str) -> Attachment:
    """An iTIP message for the reader's calendar; `method` is REQUEST or CANCEL."""
    if method not in {"REQUEST", "CANCEL"}:
        raise ValueError(f"{method} is not a method of invitations")
    media_type = f"text/calendar; method={method}; charset=UTF-8"
    return Attachment("invite.ics", media_type, content, is_alternative=True)


def fact_of(kind: str, record_id: UUID, mark: datetime | int | str = "") -> str:
    """The name of a fact: what, of which record, which time (a moment, an edition, a version)."""
    which = mark.isoformat() if isinstance(mark, datetime) else str(mark)
    return f"{kind}:{record_id.hex}" + (f":{which}" if which else "")


def one_line(text: str) -> str:
    """The text on one line and without marks that nobody sees: fit for a subject or a name."""
    return SPACES.sub(" ", CONTROL.sub(" ", text)).strip()


def plain(text: str) -> str:
    """The text with its lines, without marks that nobody sees."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
