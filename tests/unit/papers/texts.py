"""Reads a paper's words and blocks, for tests."""

from enum import Enum

from core.kernel.typography import NBSP


def texts(value):
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts(getattr(value, name))


def text_of(paper):
    return "\n".join(text for text in texts(paper.blocks) if text)


def words_of(paper):
    """The text with plain spaces, one between words."""
    return " ".join(text_of(paper).replace(NBSP, " ").split())


def blocks(paper, kind):
    return [block for block in paper.blocks if isinstance(block, kind)]


def only(paper, kind):
    [found] = blocks(paper, kind)
    return found
