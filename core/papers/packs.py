"""A pack as a value: papers and stored files in the order in which they are bound."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from flask_babel import force_locale, gettext

from core.adapters.file_checks import CheckState, state_of
from core.adapters.files import path_of
from core.kernel.papers import Paper
from core.papers.rules import source
from core.papers.rules.limits import demand_simple
from core.papers.words import words_for

WITHHELD = (CheckState.WAITING, CheckState.INFECTED)


@dataclass(frozen=True, slots=True)
class PackPaper:
    """A paper of the pack; `title` is its bookmark."""

    title: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class PackFile:
    """A stored file of the pack: a PDF or an image goes in, any other is attached as it is."""

    title: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole. The same parts and moment give the same bytes."""

    title: str
    language: str
    made_at: datetime
    parts: tuple[PackPaper | PackFile, ...]


def pack_source(pack: Pack) -> str:
    """What the renderer is given; raises `Refused` for a paper that is too complex."""
    whole = {
        "title": source.readable(pack.title),
        "language": pack.language,
        "made_at": pack.made_at.astimezone(UTC).isoformat(),
        "parts": [part_source(part) for part in pack.parts],
        "words": pack_words(pack.language),
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True)


def part_source(part: PackPaper | PackFile) -> dict[str, object]:
    title = source.readable(part.title)
    if isinstance(part, PackFile) and state_of(part.sha256) in WITHHELD:
        return {"title": title, "withheld": "unchecked"}
    if isinstance(part, PackFile):
        path = str(path_of(part.sha256))
        return {"title": title, "path": path, "media_type": part.media_type}
    text = source.to_json(part.paper)
    demand_simple(part.paper, text)
    return {"title": title, "source": text, "words": words_for(part.paper)}


def pack_words(language: str) -> dict[str, str]:
    with force_locale(language):
        return {
            "contents": gettext("Meeting pack"),
            "number": gettext("No."),
            "document": gettext("Document"),
            "page": gettext("Sheet"),
            "reason": gettext("Reason"),
            "attached": gettext(
                "These materials are attached to this file as they are; your reader of PDF files"
                " lists them as attachments:"
            ),
            "left_out": gettext("These materials are not in the pack; ask for them separately:"),
            "no_sheet": gettext("This kind of file has no sheets to print."),
            "locked": gettext("The file is protected by a password."),
            "damaged": gettext("The file is damaged."),
            "unchecked": gettext("The file was not found free of malware."),
            "too_long": gettext("The pack would have too many sheets."),
            "too_large": gettext("The attached files would be too large together."),
            "fonts": gettext("Fonts of the file are not in it, or its text cannot be copied."),
            "colours": gettext("The colours of the file are those of a printing house."),
            "compression": gettext("The file is packed in a way that archives do not keep."),
            "layers": gettext("The file has layers that can be hidden."),
            "notes": gettext("The file has fields to fill in or remarks on its sheets."),
            "too_complex": gettext("The drawings of the file are too complex to be checked."),
            "unusual": gettext("The file uses what archives do not keep."),
            "unreadable": gettext("The file could not be read to its end."),
        }
