"""Whether what a foreign sheet draws with may stand in PDF/A-3a, and what has to be taken off it.

Knows the faults that office files have: letters that are not in the file or cannot be copied,
colours of a printing house, old compression, hidden layers. Whatever is not known here to be good
is an obstacle. Source: ISO 19005-3, 6.1.7, 6.2.
"""

from dataclasses import dataclass
from typing import Any, cast

from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from core.papers.pack.fonts import demand_font
from core.papers.pack.streams import INTENTS, Obstacle, demand_states, demand_stream, plain

MOST_CONTENT = 24 * 1024 * 1024  # of all foreign sheets of a pack, unpacked: half a minute's work
LARGEST_CONTENT = 4 * 1024 * 1024  # of one drawing: its operators take a hundredfold of memory
DEEPEST = 12  # drawings inside drawings
MARKS = {b"BMC", b"BDC", b"EMC", b"MP", b"DP", b"BX", b"EX"}
TEXT = {b"Tj", b"TJ", b"'", b'"'}
PRINTERS_COLOURS = {b"k", b"K"}
KNOWN = {
    *(b"b B b* B* BI BT c cm cs CS d d0 d1 Do ET f F f* G g gs h i j J l m M n q Q".split()),
    *(b"re RG rg ri s S sc SC scn SCN sh T* Tc Td TD Tf TL Tm Tr Ts Tw Tz v w W W* y".split()),
    b"INLINE IMAGE",
}
PLAIN_COLOURS = {
    "/DeviceGray",
    "/DeviceRGB",
    "/CalGray",
    "/CalRGB",
    "/Lab",
    "/Pattern",
    "/G",
    "/RGB",
}
PROFILES = (1, 3)  # grey; red, green and blue
BLENDS = {
    *("/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten"),
    *("/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion"),
    *("/Hue", "/Saturation", "/Color", "/Luminosity"),
}
FOREIGN = ("/Metadata", "/PieceInfo", "/StructParent", "/StructParents", "/LastModified")


@dataclass(slots=True)
class Room:
    """How much more may be looked at, over all files of a pack."""

    left: int = MOST_CONTENT

    def take(self, size: int) -> None:
        if size > min(self.left, LARGEST_CONTENT):
            raise Obstacle("too_complex")
        self.left -= size


class Judge:
    """Judges one file; what was judged once is not looked at again."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.seen: set[int] = set()
        self.kept: list[PdfObject] = []  # so that no number of `seen` is given twice
        self.depth = 0

    def is_new(self, found: PdfObject) -> bool:
        if id(found) in self.seen:
            return False
        self.seen.add(id(found))
        self.kept.append(found)
        return True

    def content(self, stream: ContentStream | None, resources: Any) -> tuple[bytes, bool]:
        """What the sheet draws, without marks of structure, and whether there is text in it."""
        has_text = self.resources(plain(resources))
        if stream is None:
            return b"", False
        data, shows_text = self.drawn(stream)
        return data, shows_text or has_text

    def drawn(self, stream: ContentStream) -> tuple[bytes, bool]:
        data = stream.get_data()
        self.room.take(len(data))
        operations = stream.operations
        names = {operator for _, operator in operations}
        if PRINTERS_COLOURS & names:
            raise Obstacle("colours")
        if names - KNOWN - MARKS - TEXT:
            raise Obstacle("unusual")
        demand_states(operations)
        if MARKS & names:
            stream.operations = [each for each in operations if each[1] not in MARKS]
            data = stream.get_data()
        return data, bool(TEXT & names)

    def resources(self, found: DictionaryObject | None) -> bool:
        """Judge all that may be drawn with; whether a drawing inside holds text."""
        if found is None or not self.is_new(found):
            return False
        self.depth += 1
        if self.depth > DEEPEST:
            raise Obstacle("too_complex")
        found.pop("/Properties", None)
        for font in values(found, "/Font"):
            self.font(font)
        for space in values(found, "/ColorSpace"):
            self.colours(space)
        for state in values(found, "/ExtGState"):
            self.state(state)
        for pattern in values(found, "/Pattern"):
            self.pattern(pattern)
        for shading in values(found, "/Shading"):
            self.colours(shading.get("/ColorSpace"))
        has_text = [self.drawing(each) for each in values(found, "/XObject")]
        self.depth -= 1
        return any(has_text)

    def font(self, font: DictionaryObject) -> None:
        if not self.is_new(font):
            return
        demand_font(font)
        if font.get("/Subtype") == "/Type3":
            self.resources(plain(font.get("/Resources")))
            for stream in values(font, "/CharProcs"):
                self.rewritten(stream)

    def drawing(self, found: StreamObject) -> bool:
        """An image or a form; whether it is a form with text."""
        if not self.is_new(found):
            return False
        demand_stream(found)
        for name in ("/OPI", "/Ref", "/OC", "/PS", "/Alternates"):
            if name in found:
                raise Obstacle("unusual")
        for name in FOREIGN:
            found.pop(name, None)
        match found.get("/Subtype"):
            case "/Image":
                self.image(found)
                return False
            case "/Form":
                return self.form(found)
        raise Obstacle("unusual")

    def image(self, found: StreamObject) -> None:
        found.pop("/Interpolate", None)
        if found.get("/Intent", "/Perceptual") not in INTENTS:
            raise Obstacle("unusual")
        if not plain(found.get("/ImageMask", False)):
            self.colours(found.get("/ColorSpace"))
        for name in ("/SMask", "/Mask"):
            mask = plain(found.get(name))
            if isinstance(mask, StreamObject):
                self.drawing(mask)

    def form(self, found: StreamObject) -> bool:
        self.group(found.get("/Group"))
        inside = self.resources(plain(found.get("/Resources")))
        return self.rewritten(found) or inside

    def rewritten(self, found: StreamObject) -> bool:
        """Take the marks off a stream in its place; whether it shows text."""
        demand_stream(found)
        stream = ContentStream(found, None)
        before = stream.get_data()
        data, has_text = self.drawn(stream)
        if data != before:
            found.set_data(data)
        return has_text

    def group(self, found: Any) -> PdfObject | None:
        found = plain(found)
        if found is not None and found.get("/CS") is not None:
            self.colours(found["/CS"])
        return cast("PdfObject | None", found)

    def pattern(self, found: DictionaryObject) -> None:
        if not self.is_new(found):
            return
        shading = plain(found.get("/Shading"))
        if shading is not None:
            self.colours(shading.get("/ColorSpace"))
            self.state(plain(found.get("/ExtGState")) or DictionaryObject())
        if isinstance(found, StreamObject) and shading is None:
            self.resources(plain(found.get("/Resources")))
            self.rewritten(found)

    def state(self, found: DictionaryObject) -> None:
        """How things are drawn: no transfer curves, no halftones, blends that the standard has."""
        blend = plain(found.get("/BM", "/Normal"))
        blends = set(blend) if isinstance(blend, ArrayObject) else {blend}
        if "/TR" in found or "/HTP" in found or "/HT" in found or not blends <= BLENDS:
            raise Obstacle("unusual")
        if found.get("/TR2", "/Default") != "/Default":
            raise Obstacle("unusual")
        if found.get("/RI", "/Perceptual") not in INTENTS:
            raise Obstacle("unusual")
        mask = plain(found.get("/SMask"))
        if isinstance(mask, DictionaryObject):
            self.drawing(plain(mask["/G"]))
        if (font := plain(found.get("/Font"))) is not None:
            self.font(plain(font[0]))

    def colours(self, found: Any) -> None:
        """Grey, or red, green and blue; what is meant for a press has no profile here."""
        found = plain(found)
        if isinstance(found, NameObject) and found in PLAIN_COLOURS:
            return
        if not isinstance(found, ArrayObject) or not found:
            raise Obstacle("colours")
        kind = plain(found[0])
        if kind == "/ICCBased":
            if int(plain(found[1])["/N"]) not in PROFILES:
                raise Obstacle("colours")
        elif kind in ("/Indexed", "/I", "/Pattern"):
            for base in found[1:2]:
                self.colours(base)
        elif kind == "/Separation":
            self.colours(found[2])
        elif kind not in PLAIN_COLOURS:
            raise Obstacle("colours")


def values(found: DictionaryObject, name: str) -> list[Any]:
    return [plain(each) for each in (plain(found.get(name)) or {}).values()]
