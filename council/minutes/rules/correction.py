"""The note in a corrected heading that says since when it holds (DOMAIN.md § 2.2). Pure."""

import re

NOTE = re.compile(r"^\(в редакции от .*\)$", re.MULTILINE)


def with_note(heading: str, note: str) -> str:
    """The heading with the note under «ПРОТОКОЛ …», in place of the note of an earlier edition."""
    if NOTE.search(heading):
        return NOTE.sub(lambda _: note, heading, count=1)
    blocks = heading.split("\n\n")
    at = next((at for at, block in enumerate(blocks) if block.startswith("ПРОТОКОЛ")), 0)
    blocks[at] += f"\n{note}"
    return "\n\n".join(blocks)
