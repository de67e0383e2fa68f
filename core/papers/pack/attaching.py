"""Files that go along inside a pack as they are: named, described, tied to the whole document.

PDF/A-3 lets any file stand there; nothing of it is opened or changed.
"""

import mimetypes
from collections.abc import Sequence
from datetime import datetime
from hashlib import md5
from pathlib import PurePosixPath

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, NameObject, PdfObject

from core.papers.pack.objects import names, stream
from core.papers.pack.parts import Attached

LONGEST_NAME = 120
FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\r\t', "_"))


def name_attached(writer: PdfWriter, attached: Sequence[Attached]) -> None:
    """Put the files into the catalogue: for readers of attachments, and as parts of the whole."""
    if not attached:
        return
    found = [specified(writer, each) for each in attached]
    listed = ArrayObject()
    for number, place in enumerate(found, 1):
        listed += [ByteStringObject(f"{number:04}".encode()), place]
    root = writer.root_object
    root[NameObject("/AF")] = ArrayObject(found)
    root[NameObject("/Names")] = names(EmbeddedFiles=names(Names=listed))


def specified(writer: PdfWriter, attached: Attached) -> PdfObject:
    moment = datetime.fromisoformat(attached.made_at).strftime("D:%Y%m%d%H%M%S+00'00'")
    size = len(attached.content)
    digest = ByteStringObject(md5(attached.content, usedforsecurity=False).digest())
    held = stream(
        attached.content,
        Type="/EmbeddedFile",
        Subtype=f"/{attached.media_type}",
        Params=names(ModDate=moment, Size=size, CheckSum=digest),
    )
    place = writer._add_object(held)  # noqa: SLF001 - the library's own way to add one
    name = file_name(attached)
    described = names(
        Type="/Filespec",
        F=name,
        UF=name,
        Desc=attached.title,
        AFRelationship="/Supplement",
        EF=names(F=place, UF=place),
    )
    return writer._add_object(described)  # noqa: SLF001


def file_name(attached: Attached) -> str:
    """The title as a name that every system takes, with the ending of its kind."""
    name = attached.title.translate(FORBIDDEN).strip(" .")
    ending = mimetypes.guess_extension(attached.media_type) or ""
    if not PurePosixPath(name).suffix:
        name += ending
    return name[-LONGEST_NAME:]
