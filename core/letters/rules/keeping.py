"""The blocks of a letter as the plain values that a table keeps, and back. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.letters.rules.letter import (
    Action,
    Actions,
    Block,
    Facts,
    Heading,
    Listing,
    Paragraph,
    one_line,
    plain,
)

Kept = dict[str, Any]


def kept(body: Sequence[Block]) -> list[Kept]:
    """What is stored; texts lose control marks here, links that are none are refused."""
    return [kept_block(block) for block in body]


def kept_block(block: Block) -> Kept:
    match block:
        case Heading(text):
            return {"heading": one_line(text)}
        case Paragraph(text, quoted):
            return {"paragraph": plain(text), "quoted": quoted}
        case Facts(pairs):
            return {"facts": [[one_line(label), plain(value)] for label, value in pairs]}
        case Listing(entries):
            return {"listing": [plain(entry) for entry in entries]}
    return {"actions": [kept_action(action) for action in block.entries]}


def kept_action(action: Action) -> Kept:
    if not action.is_address:
        raise ValueError("a link of a letter is a path of this site or a whole address")
    return {"label": one_line(action.label), "url": action.url, "secret": action.is_secret}


def read(body: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """The blocks again."""
    return tuple(read_block(block) for block in body)


def read_block(block: Mapping[str, Any]) -> Block:
    match block:
        case {"heading": text}:
            return Heading(text)
        case {"paragraph": text, "quoted": quoted}:
            return Paragraph(text, quoted)
        case {"facts": pairs}:
            return Facts(tuple((label, value) for label, value in pairs))
        case {"listing": entries}:
            return Listing(tuple(entries))
        case {"actions": entries}:
            return Actions(tuple(Action(e["label"], e["url"], e["secret"]) for e in entries))
    raise ValueError("no block of a letter")


def without_secrets(body: Sequence[Kept]) -> list[Kept]:
    """The same with every secret link emptied: what stays once the letter is sent."""
    return [
        {"actions": [emptied(action) for action in block["actions"]]}
        if "actions" in block
        else block
        for block in body
    ]


def emptied(action: Kept) -> Kept:
    return {**action, "url": ""} if action["secret"] else action


def has_secrets(body: Sequence[Kept]) -> bool:
    return any(a["secret"] and a["url"] for block in body for a in block.get("actions", ()))
