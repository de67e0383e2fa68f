"""Minutes and extracts as papers: a record in, a `Paper` out. Pure; see rules.papers."""

from council.minutes.documents.extract import extract
from council.minutes.documents.minutes import minutes

__all__ = ["extract", "minutes"]
