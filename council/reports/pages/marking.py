"""Marks in the text of a version what was added since an earlier one.

Only plain words are marked: what shapes the text (headings, lists, tables, emphasis) stays as it
is, so a mark never changes what the document says.
"""

import re
from collections.abc import Iterable

from markupsafe import Markup

from core.adapters.markdown import to_html
from core.kernel.difference import Paragraph, Run, RunKind

# Private-use characters pass the parser untouched; the same in the text itself are dropped first.
OPEN, CLOSE = "\ue000", "\ue001"
SHAPING = re.compile(r"[*_|\\`]")
LINE = re.compile(r"^((?:[\s>#+=~-]|\d+[.)](?=\s|$))*)(.*?)(\s*)$")
WORDS = re.compile(r"^(\s*)(.*?)(\s*)$")
SHAPES_LINE = " \t>#+=~-*.)0123456789"
DROPPED = str.maketrans({OPEN: None, CLOSE: None})


def marked_html(paragraphs: Iterable[Paragraph], *, first_heading: int = 3) -> Markup:
    """The newer text as HTML with its additions in <mark>; unmarked if marks would change it."""
    runs = [run for each in paragraphs for run in each.runs if run.kind is not RunKind.REMOVED]
    text = "".join(run.text for run in runs).translate(DROPPED)
    plain = to_html(text, first_heading=first_heading)
    html = str(to_html(marked_text(runs), first_heading=first_heading))
    if html.translate(DROPPED) != plain:
        return plain
    return Markup(html.replace(OPEN, "<mark>").replace(CLOSE, "</mark>"))  # noqa: S704 - to_html cleaned it


def marked_text(runs: Iterable[Run]) -> str:
    text = ""
    for run in runs:
        added = run.text.translate(DROPPED)
        if run.kind is RunKind.ADDED:
            added = marked(added, begins_line=not text.rpartition("\n")[2].strip(SHAPES_LINE))
        text += added
    return text


def marked(text: str, *, begins_line: bool) -> str:
    first, *others = text.split("\n")
    lines = [marked_line(first, LINE if begins_line else WORDS)]
    return "\n".join([*lines, *(marked_line(line, LINE) for line in others)])


def marked_line(line: str, pattern: re.Pattern[str]) -> str:
    found = pattern.match(line)
    if found is None or not found[2] or SHAPING.search(line):
        return line
    return f"{found[1]}{OPEN}{found[2]}{CLOSE}{found[3]}"
