"""A paper as canonical JSON and back: what waits to be rendered is stored so. Pure.

The same paper gives the same text, so its SHA-256 tells whether it has been rendered before.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.kernel import papers
from core.kernel.papers import Paper
from core.kernel.typography import clean_spaces

KINDS = {
    each.__name__: each
    for each in vars(papers).values()
    if isinstance(each, type) and is_dataclass(each)
}


def to_json(paper: Paper) -> str:
    return json.dumps(plain(paper), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Paper:
    paper = made(json.loads(text))
    if not isinstance(paper, Paper):
        raise TypeError("the text describes no paper")
    return paper


def plain(value: Any) -> Any:
    """Values of JSON only, with texts that every renderer takes."""
    if is_dataclass(value):
        named = {one.name: plain(getattr(value, one.name)) for one in fields(value)}
        return {"is": type(value).__name__, **named}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    return readable(value) if type(value) is str else value


def readable(text: str) -> str:
    """Without narrow spaces, soft hyphens and what no XML may hold."""
    return "".join(c for c in clean_spaces(text) if c in "\n\t" or not is_control(c))


def is_control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs", "Cn"}


def made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(made(one) for one in value)
    if not isinstance(value, Mapping):
        return value
    if "at" in value:
        return datetime.fromisoformat(value["at"])
    return filled(KINDS[value["is"]], value)


def filled(kind: type, value: Mapping[str, Any]) -> Any:
    """A value of its kind; words of an enumeration become its members again."""
    found = {}
    for one in fields(kind):
        if one.name not in value:
            continue
        found[one.name] = made(value[one.name])
        if isinstance(one.type, type) and issubclass(one.type, StrEnum):
            found[one.name] = one.type(value[one.name])
    return kind(**found)
