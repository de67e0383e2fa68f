"""A small Markdown for reports: headings, lists, tables, emphasis. No HTML, images or raw links.

Sanitised twice: the parser knows no HTML, and nh3 keeps only our own list of tags.
"""

import nh3
from flask import has_app_context
from flask_babel import gettext
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from core.kernel.errors import N_

TAGS = {
    *("h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "blockquote", "br", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
TABLE = N_("Table of the text")
ATTRIBUTES = {"ol": {"start"}, "th": {"scope"}}
_parser = MarkdownIt("zero", {"html": False, "breaks": True, "typographer": False}).enable(
    ["heading", "list", "table", "emphasis", "blockquote", "newline", "escape", "hr"]
)


def tokens_of(text: str) -> list[Token]:
    """The text as the parser sees it, for other forms than HTML."""
    return _parser.parse(text)


def to_html(text: str, *, first_heading: int = 2) -> Markup:
    """Safe HTML; the text's first heading level becomes `first_heading`."""
    tokens = _parser.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + first_heading - 1, 4)}"
        if token.type == "th_open":
            token.attrSet("scope", "col")
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
    return Markup(in_regions(clean))  # noqa: S704 - cleaned on the line above


def in_regions(html: str) -> str:
    """Each table in a region that scrolls by itself and that the keyboard can reach."""
    name = gettext(TABLE) if has_app_context() else TABLE
    region = f'<div class="text-table" role="region" aria-label="{name}" tabindex="0">'
    return html.replace("<table>", f"{region}<table>").replace("</table>", "</table></div>")
