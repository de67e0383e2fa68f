"""HTML to a PDF that is PDF/A-3a and PDF/UA-1 at once. Runs in the child process only.

Fetches nothing: images are data inside the page, the style and the fonts are the product's own.
"""

import re
from functools import cache
from typing import Any

import pydyf
from PIL import Image
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from core.papers.fonts import printable
from core.papers.html import STYLE

VARIANT = "pdf/a-3a"
MOST_PIXELS = 20_000_000
UA_IDENTIFICATION = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class NothingForeign(URLFetcher):
    """Lets in data that stands in the page itself; no file, no address, no redirect."""

    def __init__(self) -> None:
        super().__init__(timeout=1, allowed_protocols=("data",), allow_redirects=False)


@cache
def style() -> tuple[CSS, FontConfiguration]:
    """Our style sheet, parsed once for all papers of this process."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses beyond twice its limit
    fonts = FontConfiguration()
    text = STYLE.read_text(encoding="utf-8")
    return CSS(string=text, font_config=fonts, url_fetcher=NothingForeign()), fonts


def pdf_of(page: str) -> bytes:
    """The same page gives the same bytes."""
    sheet, fonts = style()
    source = HTML(string=printable(page), url_fetcher=NothingForeign(), media_type="print")
    document = source.render(stylesheets=[sheet], font_config=fonts, pdf_variant=VARIANT)
    also_accessible(document.metadata)
    made: bytes = document.write_pdf(finisher=finish, pdf_variant=VARIANT)
    return made


def also_accessible(metadata: Any) -> None:
    """Let the metadata name PDF/UA-1 beside PDF/A-3a, with the schema that PDF/A asks for."""
    original = metadata.generate_rdf_metadata

    def with_accessibility(*arguments: Any) -> bytes:
        xml: bytes = original(*arguments)
        end = re.search(rb"</(\w+):RDF>\s*$", xml)
        if end is None:
            raise ValueError("the metadata do not end as expected")
        own = UA_IDENTIFICATION.replace(b"rdf:", end[1] + b":")
        own = own.replace(b"xmlns:" + end[1], b"xmlns:" + end[1])
        return xml[: end.start()] + own + xml[end.start() :]

    metadata.generate_rdf_metadata = with_accessibility


def finish(_document: Any, pdf: Any) -> None:
    """Say of each table head which cells it heads; let no viewer smooth an image (PDF/A)."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Dictionary) and each.get("S") == "/TH" and "A" in each:
            each["A"]["Scope"] = "/Column"
        if isinstance(each, pydyf.Stream) and "Interpolate" in each.extra:
            each.extra["Interpolate"] = "false"
