"""A paper as accessible HTML, the same for the screen and for the PDF.

Needs no application: the child process makes it with the templates alone.
"""

from collections.abc import Mapping
from functools import cache

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from core.config import ROOT
from core.kernel.papers import Paper, Title

STYLE = ROOT / "static" / "papers.css"


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.tests["a"] = lambda block, kind: type(block).__name__ == kind
    return made


def print_page(paper: Paper, words: Mapping[str, str]) -> str:
    """The whole page that the PDF is made of; `words` are those of `core.papers.words`."""
    template = environment().get_template("documents/print.html")
    code = code_image(paper.address) if paper.address else ""
    return template.render(paper=paper, words=words, body=body(paper), code=code)


def body(paper: Paper) -> Markup:
    """The blocks of the paper as markup, safe to put into a page."""
    template = environment().get_template("documents/blocks.html")
    text = template.render(paper=paper, heading=heading_of(paper))
    return Markup(text)  # noqa: S704 - an escaping template made it


def heading_of(paper: Paper) -> str:
    """The one heading of the first level: of the title block, or the paper's own title."""
    for block in paper.blocks:
        if isinstance(block, Title):
            return " ".join(part for part in (block.kind, block.heading) if part)
    return paper.title


def code_image(address: str) -> str:
    """The QR code of an address as data of an image; the same address gives the same data."""
    drawn = segno.make(address, error="m", micro=False)
    return drawn.svg_data_uri(border=2, scale=4, encode_minimal=False, svgversion=1.1)
