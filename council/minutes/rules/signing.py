"""What is signed: the parts as one text, and the SHA-256 that both signatures name. Pure."""

from collections.abc import Iterable

from core.kernel.canonical import sha256_of


def joined_texts(texts: Iterable[str]) -> str:
    """The minutes as one text: parts with one empty line between them."""
    return "\n\n".join(texts)


def minutes_sha256(text: str) -> str:
    """Anybody can compute it again from the text, by the canonical form of the kernel."""
    return sha256_of({"text": text})
