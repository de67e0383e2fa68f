"""Parts above the council add to the day what is theirs; this slice knows none of them.

The composition of a part (events/part.py) registers a source: from what was read of the person to
lines of the year and sections, in a few statements.
"""

from collections.abc import Callable

from council.day.pages import HandedIn, Seen

Source = Callable[[Seen], HandedIn]
sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source; a source is added once however often it is named."""
    if source not in sources:
        sources.append(source)


def handed_in(seen: Seen) -> tuple[HandedIn, ...]:
    return tuple(source(seen) for source in sources)
