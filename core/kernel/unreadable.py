"""Typed text that cannot be read as what it should be: a date, a time, a name, a number.

Carries the reason as a `Refusal`, so that a form can show it beside its field, translated.
"""

from core.kernel.errors import Refusal


class Unreadable(ValueError):
    """The text means nothing, or more than one thing; `code` is stable."""

    def __init__(self, code: str, message: str, **values: object) -> None:
        self.refusal = Refusal(code, message, values)
        super().__init__(str(self.refusal))

    @property
    def code(self) -> str:
        return self.refusal.code
