"""What else happens when a consent is withdrawn: steps that slices above this one hand in.

They run in the same transaction; the composition of the part (council/part.py) registers them.
"""

from collections.abc import Callable
from datetime import datetime

Step = Callable[[datetime], None]
steps: list[Step] = []


def register(step: Step) -> None:
    """Add a step; a step is added once however often it is named."""
    if step not in steps:
        steps.append(step)


def run(now: datetime) -> None:
    for step in steps:
        step(now)
