"""Tells the parts of finished minutes apart, as when they are brought in from a file. Pure.

Only the full form is known; a paragraph that nothing names belongs to the part before it.
"""

import re
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from council.minutes.rules.drafting.records import DraftPart
from council.minutes.rules.words import PartKind

ITEM = re.compile(r"(\d+)\. (?:СЛУШАЛИ|ВОПРОС, ВЫНЕСЕННЫЙ НА ЗАОЧНОЕ ГОЛОСОВАНИЕ):")
STARTS = (
    (re.compile(r"Председательствующий –"), PartKind.ATTENDANCE),
    (re.compile(r"Число членов |Форма проведения – заочное"), PartKind.QUORUM),
    (re.compile(r"ПОВЕСТКА ДНЯ:"), PartKind.AGENDA),
    (re.compile(r"Приложени[ея]:"), PartKind.ATTACHMENTS),
    (re.compile(r"Председательствующий {2,}"), PartKind.SIGNATURES),
)


def parts_of(text: str, item_ids: Mapping[int, UUID]) -> tuple[DraftPart, ...]:
    """The parts of minutes in full form; `item_ids` by printed number. `joined` undoes it."""
    marked = []
    mark = (PartKind.HEADING, 0)
    for block in text.strip("\n").split("\n\n"):
        mark = mark_of(block) or mark
        marked.append((mark, block))
    return tuple(
        DraftPart(kind, "\n\n".join(block for _, block in blocks), item_ids.get(number))
        for (kind, number), blocks in groupby(marked, key=itemgetter(0))
    )


def mark_of(block: str) -> tuple[PartKind, int] | None:
    """The kind of part that a paragraph begins, and the item's number."""
    if found := ITEM.match(block):
        return PartKind.ITEM, int(found[1])
    return next(((kind, 0) for pattern, kind in STARTS if pattern.match(block)), None)
