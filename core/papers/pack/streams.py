"""What streams of a foreign file may be: how they are packed, how states of drawing nest.

Source: ISO 19005-3, 6.1.7, 6.1.13, 6.2.
"""

from typing import Any

from pypdf.generic import ArrayObject, NameObject, PdfObject, StreamObject

from core.papers.pack.fonts import Obstacle

DEEPEST_STATES = 28
FILTERS = {
    *("/FlateDecode", "/Fl", "/DCTDecode", "/DCT", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"),
    *("/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85", "/RunLengthDecode", "/RL"),
}
INTENTS = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}


def plain(found: Any) -> Any:
    """The object itself, whether it stands in place or elsewhere in the file."""
    return found.get_object() if isinstance(found, PdfObject) else found


def demand_stream(found: Any) -> None:
    """Packed in a way that stays readable, and inside the file."""
    if not isinstance(found, StreamObject) or "/F" in found:
        raise Obstacle("unusual")
    packed = plain(found.get("/Filter", ArrayObject()))
    named = {packed} if isinstance(packed, NameObject) else {plain(each) for each in packed}
    if named - FILTERS:
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
    packed = plain(settings.get("/F", settings.get("/Filter", ArrayObject())))
    named = {packed} if isinstance(packed, NameObject) else {plain(each) for each in packed}
    space = plain(settings.get("/CS", settings.get("/ColorSpace", NameObject("/G"))))
    if named - FILTERS or settings.get("/I", settings.get("/Interpolate")):
        raise Obstacle("compression")
    if isinstance(space, NameObject) and space in ("/CMYK", "/DeviceCMYK"):
        raise Obstacle("colours")
