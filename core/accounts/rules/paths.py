"""Where a page may send people back to: only to this very site."""

from urllib.parse import urlsplit

LONGEST = 2000


def own_path(text: str | None) -> str | None:
    """The path (with its query) if it leads to this site, else None.

    Browsers read a backslash as a slash and skip tabs and line ends: none may stand in it.
    """
    if not text or len(text) > LONGEST or not text.startswith("/") or text.startswith("//"):
        return None
    if "\\" in text or any(ord(sign) <= ord(" ") or sign == "\x7f" for sign in text):
        return None
    parts = urlsplit(text)
    return None if parts.scheme or parts.netloc else text
