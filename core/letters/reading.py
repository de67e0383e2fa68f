"""A letter as its reader sees it, for the desk: text, HTML for a frame, attachments to download.

Links that act for the reader (one-time links, the choice) are shown to the reader alone.
"""

from base64 import b64encode
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO

from flask import Response, send_file

from core.adapters.files import IN_A_SANDBOX
from core.letters.framing import Framing
from core.letters.models import OutgoingLetter
from core.letters.rules import Attachment
from core.letters.rules.keeping import read, without_secrets
from core.letters.writing import STYLE, Frame, Written, html_of, text_of

STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode("ascii")
FRAME_POLICY = (
    f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A letter and what stands around it."""

    letter: Written
    frame: Frame


def seen(letter: OutgoingLetter, *, with_links: bool) -> Seen:
    frame = Framing().frame(letter.id, letter.language)
    body = letter.body if with_links else without_secrets(letter.body)
    if frame.choice and not with_links:
        frame = replace(frame, choice=replace(frame.choice, url=""))
    written = Written(letter.language, letter.subject, letter.greeting, read(body))
    return Seen(written, frame)


def text(shown: Seen) -> str:
    return text_of(shown.letter, shown.frame)


def html(shown: Seen) -> str:
    return html_of(shown.letter, shown.frame)


def download(attachment: Attachment) -> Response:
    """Always a file to save: nothing of a letter is run by the browser."""
    response = send_file(
        BytesIO(attachment.content),
        mimetype=attachment.media_type.partition(";")[0].strip(),
        as_attachment=True,
        download_name=attachment.name,
    )
    response.headers["Content-Security-Policy"] = IN_A_SANDBOX
    return response
