"""The plan as a table of a spreadsheet: read with each fault at its cell. Pure."""

from events.plan.rules.sheet.cells import SheetFault, SheetRow
from events.plan.rules.sheet.reading import SheetLine, read_lines, rubles_of
from events.plan.rules.sheet.words import HEADINGS

__all__ = ["HEADINGS", "SheetFault", "SheetLine", "SheetRow", "read_lines", "rubles_of"]
