"""A page as it is read: words as they stand there, without what only keeps a line whole."""

import re

WHOLE = re.compile(r'<span class="nowrap">(.*?)</span>')


def as_read(html):
    """With plain spaces and unmarked ranges of days."""
    return WHOLE.sub(r"\1", html).replace("\u00a0", " ")
