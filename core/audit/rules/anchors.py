"""Anchors as people hand them in: lines of numbers and hashes, typed or copied. Pure."""

import json
import re
from collections.abc import Iterable

from core.kernel.chain import Head

# «запись 128: 3f2a 91bc …», «128 3f2a91bc…»: a number, its 64 signs. «SHA-256: …» is none.
ANCHOR = re.compile(
    r"(?<![0-9a-f])(?<!SHA[-\u2011])(\d{1,12})\D{1,40}?((?:[0-9a-f][ \u00a0\n-]{0,2}){63}[0-9a-f])"
)
# {"hash": "3f2a…", "seq": 128}, as /audit/head.json is saved: in either order.
PLAIN = re.compile(r'\{[^{}]*"(?:seq|hash)"[^{}]*\}')
DIGEST = re.compile(r"[0-9a-f]{64}")
BETWEEN = re.compile(r"[^0-9a-f]")


def read_anchors(text: str) -> tuple[Head, ...]:
    """Every anchor that the text holds; what is none is passed over."""
    plain = [head for told in PLAIN.findall(text) if (head := head_of(told))]
    found = ANCHOR.findall(PLAIN.sub(" ", text))
    return (*plain, *(Head(int(seq), BETWEEN.sub("", digest)) for seq, digest in found))


def head_of(told: str) -> Head | None:
    """The anchor of one JSON object; None if it is none."""
    try:
        values = json.loads(told)
    except ValueError:
        return None
    seq, digest = values.get("seq"), str(values.get("hash", ""))
    return Head(seq, digest) if type(seq) is int and DIGEST.fullmatch(digest) else None


def by_number(heads: Iterable[Head]) -> dict[int, frozenset[str]]:
    """What each entry's hash has to be. Two anchors that differ cannot both be right."""
    known: dict[int, frozenset[str]] = {}
    for head in heads:
        if head.seq > 0:
            known[head.seq] = known.get(head.seq, frozenset()) | {head.hash}
    return known
