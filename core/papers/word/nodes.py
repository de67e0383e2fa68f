"""The pieces of WordprocessingML for which python-docx has no call of its own."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def node(name: str, **attributes: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_page_number(paragraph: Any) -> None:
    """The field PAGE, which Word counts itself."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            run._r.append(node("fldChar", fldCharType=kind))  # noqa: SLF001 - as python-docx advises
        else:
            text = node("instrText")
            text.text = "PAGE"
            run._r.append(text)  # noqa: SLF001


def keep_row_whole(row: Any, *, repeats: bool = False) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(node("cantSplit"))
    if repeats:
        properties.append(node("tblHeader"))


def set_language(styles: Any, language: str) -> None:
    """The language of everything: Word spells by it."""
    code = "ru-RU" if language == "ru" else "en-GB"
    for properties in styles.element.iter(qn("w:rPrDefault")):
        found = properties.find(qn("w:rPr"))
        for old in found.findall(qn("w:lang")):
            found.remove(old)
        found.append(node("lang", val=code, eastAsia=code, bidi="ar-SA"))


def set_font(style: Any, name: str) -> None:
    """The font for every alphabet; theme fonts would win over it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), name)
