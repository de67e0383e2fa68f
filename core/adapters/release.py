"""Which code is installed: whatever is made from data is made anew by another release."""

from functools import cache
from hashlib import sha256

from core.config import ROOT

CODE = ("core", "council", "events", "portal", "templates", "translations")


@cache
def code_version() -> str:
    """A fingerprint of the installed code, templates and catalogues: a new release, new pages."""
    files = (path for folder in CODE for path in (ROOT / folder).rglob("*") if path.is_file())
    kept = sorted(str(p) for p in files if p.suffix in {".py", ".html", ".po"})
    marks = "\n".join(f"{path} {(ROOT / path).stat().st_mtime_ns}" for path in kept)
    return sha256(marks.encode()).hexdigest()
