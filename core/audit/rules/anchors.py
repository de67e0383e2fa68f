"""Anchors as people hand them in: lines of numbers and hashes, typed or copied. Pure."""

import re
from collections.abc import Iterable

from core.kernel.chain import Head

# «запись 128: 3f2a 91bc …», «128 3f2a91bc…», {"seq": 128, "hash": "3f2a…"}: a number, its 64 signs.
ANCHOR = re.compile(r"(?<![0-9a-f])(\d{1,12})\D{1,40}?((?:[0-9a-f][ \u00a0\n-]{0,2}){63}[0-9a-f])")
BETWEEN = re.compile(r"[^0-9a-f]")


def read_anchors(text: str) -> tuple[Head, ...]:
    """Every anchor that the text holds; what is none is passed over."""
    found = ANCHOR.findall(text)
    return tuple(Head(int(seq), BETWEEN.sub("", digest)) for seq, digest in found)


def by_number(heads: Iterable[Head]) -> dict[int, frozenset[str]]:
    """What each entry's hash has to be. Two anchors that differ cannot both be right."""
    known: dict[int, frozenset[str]] = {}
    for head in heads:
        if head.seq > 0:
            known[head.seq] = known.get(head.seq, frozenset()) | {head.hash}
    return known
