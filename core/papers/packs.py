"""A pack as a value: papers and stored files in the order in which they are bound."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from flask_babel import force_locale, gettext

from core.adapters.file_checks import CheckState, state_of
from core.adapters.files import path_of
from core.kernel.errors import Refused
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
class PackKept:
    """A kept paper as it was signed; its structure comes along."""

    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PackAbsent:
    """What belongs to the pack and cannot be in it (yet); `reason` is one of `pack_words`."""

    title: str
    reason: str


Part = PackPaper | PackFile | PackKept | PackAbsent


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole. The same parts and moment give the same bytes."""

    title: str
    language: str
    made_at: datetime
    parts: tuple[Part, ...]


def pack_source(pack: Pack) -> str:
    """What the renderer is given."""
    whole = {
        "title": source.readable(pack.title),
        "language": pack.language,
        "made_at": pack.made_at.astimezone(UTC).isoformat(),
        "parts": [part_source(part) for part in pack.parts],
        "words": pack_words(pack.language),
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True)


def part_source(part: Part) -> dict[str, object]:
    title = source.readable(part.title)
    match part:
        case PackAbsent():
            return {"title": title, "withheld": part.reason}
        case PackFile() if state_of(part.sha256) in WITHHELD:
            return {"title": title, "withheld": "unchecked"}
        case PackFile():
            path = str(path_of(part.sha256))
            return {"title": title, "path": path, "media_type": part.media_type}
        case PackKept():
            return {"title": title, "kept": str(path_of(part.sha256)), "sha256": part.sha256}
    return paper_source(title, part.paper)


def paper_source(title: str, paper: Paper) -> dict[str, object]:
    """One paper that is too complex is named with its reason; the others are bound."""
    text = source.to_json(paper)
    try:
        demand_simple(paper, text)
    except Refused:
        return {"title": title, "withheld": "complex"}
    return {"title": title, "source": text, "words": words_for(paper)}


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
            "complex": gettext("The paper is too complex to be laid out."),
            "unapproved": gettext("The deputy chair has not approved the report."),
            "unreadable": gettext("The file could not be read to its end."),
        }
