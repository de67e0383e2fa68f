"""Each kind of block as Word paragraphs and tables.

What belongs together is bound by «keep with next»; rows are never cut and heads repeat.
"""

from collections.abc import Callable
from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from core.kernel import papers
from core.kernel.papers import Align, Paper
from core.papers.word import nodes

ALIGNED = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.JUSTIFIED: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
INDENT = Mm(12.5)
EMPTY_BOX, TICKED_BOX = "☐", "☒"


def has_title(paper: Paper) -> bool:
    return any(isinstance(block, papers.Title) for block in paper.blocks)


def add_block(made: Any, block: papers.Block, width: int) -> None:
    ADDERS[type(block)](made, block, width)


def add_title(made: Any, block: papers.Title, _width: int) -> None:
    if block.body:
        place = made.add_paragraph()
        place.alignment = WD_ALIGN_PARAGRAPH.CENTER
        place.add_run(block.body).bold = True
    place = made.add_paragraph(style="Heading 1")
    place.add_run(block.kind)
    if block.heading:
        if block.kind:
            place.add_run().add_break()
        place.add_run(block.heading).bold = False


def add_apart(made: Any, block: papers.Apart, width: int) -> Any:
    return set_apart(made, block.left, block.right, width)


def set_apart(made: Any, left: str, right: str, width: int) -> Any:
    place = made.add_paragraph(f"{left}\t{right}")
    place.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    place.paragraph_format.keep_together = True
    return place


def add_corner(made: Any, block: papers.Corner, width: int) -> None:
    place = made.add_paragraph("\n".join(block.lines))
    place.paragraph_format.left_indent = width - Mm(80)
    place.paragraph_format.keep_together = True


def add_heading(made: Any, block: papers.Heading, _width: int) -> None:
    made.add_paragraph(block.text, style=f"Heading {min(max(block.level, 2), 3)}")


def add_text(made: Any, block: papers.Paragraph, _width: int) -> None:
    place = made.add_paragraph()
    if block.lead:
        place.add_run(f"{block.lead} ").bold = True
    place.add_run(block.text).bold = block.strong or None
    place.alignment = ALIGNED[block.align]
    place.paragraph_format.first_line_indent = INDENT if block.indented else None
    place.paragraph_format.keep_with_next = block.keeps_with_next or None


def add_listing(made: Any, block: papers.Listing, _width: int) -> None:
    for entry in block.entries:
        start = f"{entry.number}\u00a0" if entry.number else ""
        place = made.add_paragraph(f"{start}{entry.text}")
        place.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        place.paragraph_format.first_line_indent = INDENT
        place.paragraph_format.left_indent = Mm(8 * (entry.level - 1))
        place.paragraph_format.space_after = Pt(3)


def add_pairs(made: Any, block: papers.Pairs, width: int) -> None:
    """A table without rules: long offices wrap within their half."""
    table = made.add_table(rows=0, cols=2)
    for pair in block.rows:
        row = table.add_row()
        nodes.keep_row_whole(row)
        for cell, text, share in zip(row.cells, pair, (64, 36), strict=True):
            cell.width = width * share // 100
            cell.paragraphs[0].add_run(text)
    after_table(made)


SMALL = Pt(9)


def add_table(made: Any, block: papers.Table, width: int) -> None:
    if block.caption:
        made.add_paragraph(block.caption, style="Caption")
    table = made.add_table(rows=1, cols=len(block.columns))
    table.style, table.autofit = "Table Grid", False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    nodes.keep_row_whole(table.rows[0], repeats=True)
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        fill(cell, column.title, WD_ALIGN_PARAGRAPH.CENTER).bold = True
    for values in block.rows:
        add_row(table, block, values)
    for index, column in enumerate(block.columns):
        table.columns[index].width = width * column.share // 100
        for cell in table.columns[index].cells:
            cell.width = width * column.share // 100
    if block.is_dense:
        set_small(table)
    after_table(made)


def set_small(table: Any) -> None:
    for row in table.rows:
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = SMALL


def add_row(table: Any, block: papers.Table, values: tuple[str, ...]) -> None:
    row = table.add_row()
    nodes.keep_row_whole(row)
    if block.is_for_hand:
        row.height, row.height_rule = Mm(10), WD_ROW_HEIGHT_RULE.AT_LEAST
    cells = row.cells
    if len(values) == 1 and len(block.columns) > 1:
        head = cells[0].merge(cells[-1])
        fill(head, values[0], WD_ALIGN_PARAGRAPH.LEFT).bold = True
        head.paragraphs[0].paragraph_format.keep_with_next = True  # never at the foot of a page
        return
    for cell, column, text in zip(cells, block.columns, values, strict=True):
        if column.has_boxes:
            fill(cell, TICKED_BOX if text else EMPTY_BOX, WD_ALIGN_PARAGRAPH.CENTER)
        else:
            fill(cell, text, ALIGNED[column.align])


def fill(cell: Any, text: str, alignment: WD_ALIGN_PARAGRAPH) -> Any:
    place = cell.paragraphs[0]
    place.style, place.alignment = "Table text", alignment
    return place.add_run(text)


def after_table(made: Any) -> None:
    """Word joins two tables that touch; a small paragraph keeps them apart."""
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def add_signatures(made: Any, block: papers.Signatures, width: int) -> None:
    if made.paragraphs:
        made.paragraphs[-1].paragraph_format.keep_with_next = True
    for line in block.lines:
        place = set_apart(made, line.office, line.name, width)
        place.paragraph_format.space_before = Pt(18)
        place.paragraph_format.keep_with_next = line is not block.lines[-1] or bool(line.mark)
        if line.mark:
            mark = made.add_paragraph("\n".join(line.mark), style="Signature mark")
            mark.paragraph_format.left_indent = width * 55 // 100
            mark.paragraph_format.keep_together = True
            mark.paragraph_format.keep_with_next = line is not block.lines[-1]


def add_break(made: Any, _block: papers.Break, _width: int) -> None:
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


ADDERS: dict[type, Callable[[Any, Any, int], Any]] = {
    papers.Title: add_title,
    papers.Apart: add_apart,
    papers.Corner: add_corner,
    papers.Heading: add_heading,
    papers.Paragraph: add_text,
    papers.Listing: add_listing,
    papers.Pairs: add_pairs,
    papers.Table: add_table,
    papers.Signatures: add_signatures,
    papers.Break: add_break,
}
