"""What the page of a letter on paper may know."""

from dataclasses import dataclass
from uuid import UUID

from core.letters.queries.handing import PaperRow


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A letter that no e-mail reaches; `paper` is None until something was done about it."""

    letter_id: UUID
    subject: str
    name: str
    email: str
    paper: PaperRow | None

    @property
    def is_printed(self) -> bool:
        return self.paper is not None and self.paper.number is not None

    @property
    def is_handed_over(self) -> bool:
        return self.paper is not None and self.paper.way is not None
