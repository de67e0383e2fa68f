"""The Word file around the blocks: sheet, styles, page numbers, the code of the first sheet.

The same paper gives the same bytes: the archive carries the moment of the paper, not of its making.
"""

import zipfile
from datetime import UTC
from io import BytesIO
from typing import Any

import segno
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from core.kernel.papers import Margins, Paper
from core.papers.html import heading_of
from core.papers.word import nodes
from core.papers.word.blocks import add_block, has_title

FONT = "PT Serif"
BLACK = RGBColor(0, 0, 0)
EARLIEST = 1980  # of a date inside an archive


def word_of(paper: Paper, words: dict[str, str]) -> bytes:
    made = Document()
    set_sheet(made.sections[0], paper)
    set_styles(made.styles, paper.language)
    add_edges(made.sections[0], paper, words)
    set_properties(made.core_properties, paper)
    if not has_title(paper):
        made.add_paragraph(heading_of(paper), style="Heading 1")
    sheet: Any = made.sections[0]
    width = sheet.page_width - sheet.left_margin - sheet.right_margin
    for block in paper.blocks:
        add_block(made, block, width)
    file = BytesIO()
    made.save(file)
    return dated(file.getvalue(), paper)


def set_sheet(section: Any, paper: Paper) -> None:
    wide, high = Mm(210), Mm(297)
    if paper.is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        wide, high = high, wide
    section.page_width, section.page_height = wide, high
    is_permanent = paper.margins is Margins.PERMANENT and not paper.is_landscape
    section.left_margin = Mm(30 if is_permanent else 20)
    section.right_margin, section.top_margin, section.bottom_margin = Mm(10), Mm(20), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True


def set_styles(styles: Any, language: str) -> None:
    nodes.set_language(styles, language)
    normal = styles["Normal"]
    nodes.set_font(normal, FONT)
    normal.font.size = Pt(13)
    form = normal.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(6), 1.15
    form.widow_control = True
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption", "Header", "Footer"):
        style = styles[name]
        nodes.set_font(style, FONT)
        style.font.size, style.font.color.rgb, style.font.italic = Pt(13), BLACK, False
        style.font.bold = name in {"Heading 1", "Heading 2", "Caption"}
    styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Caption"].paragraph_format.keep_with_next = True
    small = styles.add_style("Signature mark", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style, small.font.size = normal, Pt(10)
    small.paragraph_format.space_after = Pt(0)
    cell = styles.add_style("Table text", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.font.size = normal, Pt(12)
    cell.paragraph_format.space_after, cell.paragraph_format.line_spacing = Pt(0), 1


def add_edges(section: Any, paper: Paper, words: dict[str, str]) -> None:
    """Page number from the second page, note on each, number and QR code on the first."""
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    nodes.add_page_number(number)
    first, others = section.first_page_footer.paragraphs[0], section.footer.paragraphs[0]
    for place in (first, others):
        place.add_run(paper.note).font.size = Pt(9)
    if not paper.address:
        return
    place = section.first_page_footer.add_paragraph()
    place.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    told = " ".join((words["number"], words["check"], paper.address, " ")).strip()
    place.add_run(told + " ").font.size = Pt(9)
    image = BytesIO()
    segno.make(paper.address, error="m", micro=False).save(image, kind="png", scale=8, border=2)
    drawn = place.add_run().add_picture(image, width=Mm(22))
    drawn._inline.docPr.set("descr", words["image"])  # noqa: SLF001 - no call for this yet


def set_properties(properties: Any, paper: Paper) -> None:
    moment = paper.made_at.astimezone(UTC).replace(tzinfo=None)
    properties.title, properties.author = paper.title[:255], paper.author[:255]
    properties.created = properties.modified = properties.last_printed = moment
    properties.language = "ru-RU" if paper.language == "ru" else "en-GB"
    properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.revision = 1


def dated(content: bytes, paper: Paper) -> bytes:
    """The archive with the paper's moment on each member."""
    moment = paper.made_at.astimezone(UTC)
    stamp = (max(moment.year, EARLIEST), *moment.timetuple()[1:6])
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, stamp)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            copy.writestr(entry, source.read(member))
    return target.getvalue()
