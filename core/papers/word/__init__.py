"""A paper as a Word file, where people go on editing. Runs in the child process.

Real styles and fields, so that Word's own tools (navigation, spelling, page numbers) work on it.
"""

from core.papers.word.document import word_of

__all__ = ["word_of"]
