"""Values of PDF out of plain ones. Knows nothing of packs."""

from typing import Any, TypeVar

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

Filled = TypeVar("Filled", bound=DictionaryObject)


def names(**values: Any) -> DictionaryObject:
    """A dictionary; a text that begins with a slash is a name."""
    return filled(DictionaryObject(), values)


def stream(content: bytes, **values: Any) -> StreamObject:
    """A packed stream with its dictionary."""
    plain = StreamObject()
    plain.set_data(content)
    return filled(plain.flate_encode(), values)


def filled(target: Filled, values: dict[str, Any]) -> Filled:
    for key, value in values.items():
        target[NameObject(f"/{key}")] = as_object(value)
    return target


def as_object(value: Any) -> PdfObject:
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, bool):
        return BooleanObject(value)
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    if isinstance(value, (list, tuple)):
        return ArrayObject(as_object(each) for each in value)
    return NumberObject(value) if isinstance(value, int) else FloatObject(value)
