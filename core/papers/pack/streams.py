"""What streams of a foreign file may be: how they are packed, how states of drawing nest.

Source: ISO 19005-3, 6.1.7, 6.1.13, 6.2.
"""

from typing import Any

from pypdf.generic import NameObject, PdfObject, StreamObject

DEEPEST_STATES = 28
FILTERS = {
    *("/FlateDecode", "/Fl", "/DCTDecode", "/DCT", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"),
    *("/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85", "/RunLengthDecode", "/RL"),
}
INTENTS = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}


class Obstacle(Exception):
    """The file cannot stand in the pack as sheets; its text is the name of the reason."""


def plain(found: Any) -> Any:
    """The object itself, whether it stands in place or elsewhere in the file."""
    return found.get_object() if isinstance(found, PdfObject) else found


def demand_stream(found: Any) -> None:
    """Packed in a way that stays readable, and inside the file."""
    if not isinstance(found, StreamObject) or "/F" in found:
        raise Obstacle("unusual")
    demand_filters(found.get("/Filter"))


def demand_filters(packed: Any) -> None:
    """One name or several; nothing where the content is not packed."""
    packed = plain(packed)
    named = [packed] if isinstance(packed, NameObject) else map(plain, packed or ())
    if not FILTERS.issuperset(named):
        raise Obstacle("compression")


def demand_states(operations: list[tuple[Any, bytes]]) -> None:
    """States of drawing one in another, intents and images in the text of the drawing."""
    depth = 0
    for operands, operator in operations:
        depth += (operator == b"q") - (operator == b"Q")
        if not 0 <= depth <= DEEPEST_STATES:
            raise Obstacle("unusual")
        if operator == b"ri" and operands[0] not in INTENTS:
            raise Obstacle("unusual")
        if operator == b"INLINE IMAGE":
            demand_inline(operands["settings"])
    if depth:
        raise Obstacle("unusual")


def demand_inline(settings: Any) -> None:
    demand_filters(settings.get("/F", settings.get("/Filter")))
    space = plain(settings.get("/CS", settings.get("/ColorSpace", NameObject("/G"))))
    if settings.get("/I", settings.get("/Interpolate")):
        raise Obstacle("compression")
    if isinstance(space, NameObject) and space in ("/CMYK", "/DeviceCMYK"):
        raise Obstacle("colours")
