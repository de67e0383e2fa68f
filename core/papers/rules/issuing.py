"""What a paper bears when it is given out: its number, the day, who gave it out. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from core.kernel.paper_words import set_in
from core.kernel.papers import Align, Paper, Paragraph
from core.kernel.russian import date_long, number_sign


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a paper. `day` is that of the region; `code` and `address` prove it."""

    number: int
    code: str
    address: str
    issued_by: str
    at: datetime
    day: date


def given_out(paper: Paper, issue: Issue) -> Paper:
    """The paper as it is kept: with a last line that tells this issue from every other one."""
    who = issue.issued_by.rstrip(".")  # «Рябинина Е.П.» ends in its own full stop
    line = f"Выдано {date_long(issue.day)}, {number_sign(issue.number)}. {who}."
    mark = Paragraph(set_in(line), Align.LEFT, indented=False)
    return replace(
        paper,
        blocks=(*paper.blocks, mark),
        code=issue.code,
        address=issue.address,
        made_at=issue.at,
        note="",
    )
