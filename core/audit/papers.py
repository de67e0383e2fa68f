"""The text of a PDF, in which a published paper carries its anchor."""

from io import BytesIO

from pypdf import PdfReader


def text_of_pdf(content: bytes) -> str:
    reader = PdfReader(BytesIO(content))
    return "\n".join(page.extract_text() for page in reader.pages)
