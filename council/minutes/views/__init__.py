"""Pages about minutes: read the request, call one service, choose a page."""

from council.minutes.views import (
    circulation,
    history,
    listing,
    papers,
    parts,
    publication,
    reading,
    signature_files,
    signing,
)
from council.minutes.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "circulation",
    "history",
    "listing",
    "papers",
    "parts",
    "publication",
    "reading",
    "signature_files",
    "signing",
]
