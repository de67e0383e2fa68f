"""Make the letters of the site: one small file for all pages, two for sheets, from fonts of vendor.

Each holds Russian and Latin letters, figures and signs that occur on every page; for all others the
browser fetches the files of static/vendor. The names that the owners of a font keep for themselves
(OFL, reserved names) are not given to what is cut out of it. Run by `make vendor`.
"""

import shutil
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont, newTable
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
VENDOR, LETTERS = ROOT / "static" / "vendor", ROOT / "static" / "letters"
GOLOS, PT_SERIF = "golos-text-5.3.0", "paper-pt-serif-0.4.1"
SIGNS = "\u00a0§«»°²·×ʼ\u2009‐\u2011‒–—‘’“”„‹›•…€↑↓−№\u0301Ґґ"
LATIN = [*range(0x20, 0x7F), *map(ord, SIGNS)]
CYRILLIC = [*range(0x400, 0x460), *map(ord, SIGNS)]
PARTS = {"latin": LATIN, "cyrillic": CYRILLIC, "latin-ext": [ord("₽")]}  # files of Golos Text
FEATURES = ["ccmp", "kern", "lnum", "locl", "mark", "mkmk", "tnum"]
WEIGHTS = (400, 700)  # no page uses others
VERTICAL = ("VVAR", "vhea", "vmtx")


def cut(path: Path, letters: Iterable[int]) -> TTFont:
    """The font with these letters only. Without instructions for coarse screens: half the size."""
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.flavor = None
    for table in VERTICAL:
        if table in font:
            del font[table]
    return font


def joined(parts: list[TTFont], folder: Path) -> TTFont:
    """Alphabets of one variable font in one file; kerning is that of its lightest weight.

    What knows nothing of weights is joined by the library, how outlines change is added after.
    """
    paths = []
    for number, part in enumerate(parts):
        still = instancer.instantiateVariableFont(deepcopy(part), {"wght": WEIGHTS[0]})
        if "STAT" in still:
            del still["STAT"]
        paths.append(folder / f"{number}.ttf")
        still.save(paths[-1])
    made = Merger().merge([str(path) for path in paths])
    made.save(folder / "joined.ttf")
    made = TTFont(folder / "joined.ttf", recalcTimestamp=False)
    for moment in ("created", "modified"):  # the same files whenever they are made
        setattr(made["head"], moment, getattr(parts[0]["head"], moment))
    made["fvar"], made["gvar"] = parts[0]["fvar"], newTable("gvar")
    made["gvar"].version, made["gvar"].reserved = 1, 0
    changes = [part["gvar"].variations.get(name, []) for part in parts for name in glyphs(part)]
    made["gvar"].variations = dict(zip(glyphs(made), changes, strict=True))
    return made


def glyphs(font: TTFont) -> list[str]:
    names: list[str] = font.getGlyphOrder()
    return names


def save(font: TTFont, name: str, family: str) -> None:
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 6, 16, 21}:
            record.string = family
    font.flavor = "woff2"
    font.save(LETTERS / f"{name}.woff2")


def make(folder: Path) -> None:
    """All files of static/letters; `folder` is for what is only needed on the way."""
    shutil.rmtree(LETTERS, ignore_errors=True)
    LETTERS.mkdir()
    wide = [
        instancer.instantiateVariableFont(
            cut(VENDOR / GOLOS / f"golos-text-{alphabet}-wght-normal.woff2", letters),
            {"wght": WEIGHTS},
        )
        for alphabet, letters in PARTS.items()
    ]
    save(joined(wide, folder), "council-sans", "Council Sans")
    for weight, source in ((400, "PTSerif_400Regular"), (700, "PTSerif_700Bold")):
        font = cut(VENDOR / PT_SERIF / f"{source}.ttf", [*LATIN, *CYRILLIC])
        save(font, f"council-serif-{weight}", "Council Serif")
    for name, source in (("council-sans", GOLOS), ("council-serif", PT_SERIF)):
        shutil.copyfile(VENDOR / source / "LICENSE", LETTERS / f"LICENSE-{name}")
