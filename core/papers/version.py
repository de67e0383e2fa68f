"""The version of the renderers, told by their own text: any change of a look makes other keys.

Nobody has to remember to count it up. What is kept is not touched: it is served as stored.
"""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from core.config import ROOT

PATTERNS = (
    "core/kernel/papers.py",
    "core/papers/fonts.*",
    "core/papers/html.py",
    "core/papers/pack/*.py",
    "core/papers/pdf.py",
    "core/papers/word/*.py",
    "static/papers.css",
    "templates/documents/blocks.html",
    "templates/documents/print.html",
)
LIBRARIES = ("weasyprint", "python-docx", "pypdf", "segno")


@cache
def renderer_version(root: Path = ROOT) -> str:
    digest = sha256("\n".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    for pattern in PATTERNS:
        for path in sorted(root.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def key_of(source: str, form: str) -> str:
    """What a rendering is known by: its source, its form and the version of the renderer."""
    return sha256(f"{renderer_version()}\n{form}\n{source}".encode()).hexdigest()
