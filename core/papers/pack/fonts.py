"""Whether a font of a foreign sheet is whole: in the file, and its letters known to be copied.

Widths and single glyphs are not compared: a file that lies about them is not told from a good one.
Source: ISO 19005-3, 6.2.11.
"""

from typing import Any

from pypdf.generic import DictionaryObject, StreamObject

from core.papers.pack.streams import Obstacle, plain

FILES = ("/FontFile", "/FontFile2", "/FontFile3")
ENCODINGS = {"/WinAnsiEncoding", "/MacRomanEncoding"}
WHOLE_SETS = ("/CIDSet", "/CharSet")  # need not be there; where they are, they are often wrong
SYMBOLIC = 4


def demand_font(font: DictionaryObject) -> None:
    """Raises `Obstacle` unless the font is whole; takes off it what is often wrong."""
    match font.get("/Subtype"):
        case "/Type0":
            demand_composite(font)
        case "/Type3":
            demand_copied(font)
        case "/Type1" | "/MMType1" | "/TrueType":
            demand_simple(font)
        case _:
            raise Obstacle("fonts")


def demand_composite(font: DictionaryObject) -> None:
    inner = plain(plain(font["/DescendantFonts"])[0])
    encoding = plain(font.get("/Encoding"))
    if not isinstance(encoding, StreamObject) and encoding not in ("/Identity-H", "/Identity-V"):
        raise Obstacle("fonts")
    if inner.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
        raise Obstacle("fonts")
    demand_embedded(inner)
    demand_copied(font, needs_map=True)


def demand_simple(font: DictionaryObject) -> None:
    descriptor = demand_embedded(font)
    encoding = plain(font.get("/Encoding"))
    if font.get("/Subtype") == "/TrueType":
        is_symbolic = bool(int(descriptor.get("/Flags", 0)) & SYMBOLIC)
        if is_symbolic == (encoding is not None):
            raise Obstacle("fonts")
    demand_copied(font)


def demand_embedded(font: DictionaryObject) -> DictionaryObject:
    descriptor = plain(font.get("/FontDescriptor"))
    if not isinstance(descriptor, DictionaryObject):
        raise Obstacle("fonts")
    if not any(isinstance(plain(descriptor.get(name)), StreamObject) for name in FILES):
        raise Obstacle("fonts")
    for name in WHOLE_SETS:
        descriptor.pop(name, None)
    return descriptor


def demand_copied(font: DictionaryObject, *, needs_map: bool = False) -> None:
    """Its letters can be told: by a map of its own, or by an encoding that everybody knows."""
    if isinstance(plain(font.get("/ToUnicode")), StreamObject):
        return
    encoding: Any = plain(font.get("/Encoding"))
    if isinstance(encoding, DictionaryObject):
        encoding = encoding.get("/BaseEncoding") if "/Differences" not in encoding else None
    if needs_map or encoding not in ENCODINGS:
        raise Obstacle("fonts")
