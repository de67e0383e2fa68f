"""What is kept of one person in one record of the register, as plain values.

A value only: `queries/exporting.py` reads it, `documents.py` and the pages tell it.
"""

from dataclasses import dataclass
from typing import Any

from core.kernel.register import PersonalRecord


@dataclass(frozen=True, slots=True)
class Exported:
    """The rows of one record: pairs of a column's name and a plain value."""

    record: PersonalRecord
    rows: tuple[tuple[tuple[str, Any], ...], ...]
