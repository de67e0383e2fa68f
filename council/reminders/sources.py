"""What else is to be done in a body: duties of parts above this one, which hand them in.

The composition of a part (events/part.py) registers a source; this slice knows none of them. The
kinds stand in the one table of this slice, so that a region switches them like the others.
"""

from collections.abc import Callable, Iterable

from council.membership.queries import BodyRow
from council.reminders.rules import Circumstances, Duty

Source = Callable[[BodyRow, Circumstances], Iterable[Duty]]
sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source; a source is added once however often it is named."""
    if source not in sources:
        sources.append(source)


def handed_in(body: BodyRow, at: Circumstances) -> tuple[Duty, ...]:
    return tuple(duty for source in sources for duty in source(body, at))
