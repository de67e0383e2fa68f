"""The forms in which a paper is handed out. Pure."""

from enum import StrEnum


class Format(StrEnum):
    """The page is made at once; the others are rendered by the child process."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self]


MEDIA_TYPES = {
    Format.HTML: "text/html",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
