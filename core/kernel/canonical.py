"""The canonical form of what is approved or signed, and its SHA-256.

Form 1: UTF-8, NFC, JSON with sorted keys and no spaces, of the named fields, the SHA-256 of each
attachment and the number of the form. A form, once used, is never changed: a new one is added.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import sha256

from core.kernel.typography import ELLIPSIS, NBSP

FORM = 1
SHA256 = re.compile(r"[0-9a-f]{64}")


def canonical_bytes(fields: Mapping[str, object], attachments: Iterable[str] = ()) -> bytes:
    """The very bytes that are hashed; anybody can make them again from the public record.

    Fields hold texts, whole numbers, truth values, None, and lists and mappings of these.
    `attachments` are SHA-256 digests in hexadecimal; their order does not count, their number does.
    """
    digests = sorted(attachments)
    if wrong := [digest for digest in digests if not SHA256.fullmatch(digest)]:
        raise ValueError(f"{wrong[0]!r} is no SHA-256 digest")
    whole = {"attachments": digests, "canon": FORM, "fields": composed(fields)}
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def sha256_of(fields: Mapping[str, object], attachments: Iterable[str] = ()) -> str:
    return sha256(canonical_bytes(fields, attachments)).hexdigest()


def short(digest: str) -> str:
    """«9f2c 41d8…e10b»: enough to compare by eye."""
    return f"{digest[:4]}{NBSP}{digest[4:8]}{ELLIPSIS}{digest[-4:]}"


def composed(value: object) -> object:
    """The value with all its texts in NFC; refuses what JSON could write in more than one way."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple):
        return [composed(item) for item in value]
    if isinstance(value, Mapping):
        return composed_mapping(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def composed_mapping(mapping: Mapping[object, object]) -> dict[str, object]:
    if wrong := [key for key in mapping if not isinstance(key, str)]:
        raise TypeError(f"the key {wrong[0]!r} is no text")
    result = {unicodedata.normalize("NFC", str(key)): composed(mapping[key]) for key in mapping}
    if len(result) < len(mapping):
        raise ValueError("two keys are one text in canonical form")
    return result
