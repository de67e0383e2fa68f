"""The list of assignments on the working pages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.kernel.pagination import Pages
from council.assignments.pages.filters import Chip, Choosing, Wanted, searched
from council.assignments.pages.words import (
    TONES,
    meeting_text,
    name_of,
    short_term,
    tag_text,
    term_text,
)
from council.assignments.queries import AssignmentLine, ExecutorRow
from council.assignments.rules import Timeliness

PAGE_SIZE = 50
Executors = Mapping[UUID, Sequence[ExecutorRow]]


@dataclass(frozen=True, slots=True)
class Row:
    """One assignment; all but the day is in words already."""

    id: UUID
    name: str
    text: str
    due_on: date | None
    when: str
    term: str
    executors: tuple[str, ...]
    meeting: str
    meeting_url: str
    standing: Timeliness
    tag: str
    tone: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list with its filters."""

    rows: tuple[Row, ...]
    found: int
    number: int
    total: int
    wanted: Wanted
    standings: tuple[Chip, ...]
    years: tuple[Chip, ...]
    kinds: tuple[Chip, ...]
    may_see_all: bool = True
    is_filtered: bool = False
    bodies: tuple[Chip, ...] = ()


def by_assignment(executors: Sequence[ExecutorRow]) -> Executors:
    found: dict[UUID, list[ExecutorRow]] = defaultdict(list)
    for each in executors:
        found[each.assignment_id].append(each)
    return found


def row_of(
    line: AssignmentLine, text: str, executors: tuple[str, ...], today: date, url: str = ""
) -> Row:
    standing = line.timeliness(today)
    late = line.days_late(today)
    return Row(
        id=line.id,
        name=name_of(line.kind, line.code),
        text=text,
        due_on=line.due_on,
        when=short_term(line.due),
        term=term_text(line.due),
        executors=executors,
        meeting=meeting_text(line.meeting_number, line.meeting_on),
        meeting_url=url,
        standing=standing,
        tag=tag_text(standing, line.due, done_on=line.done_on, days_late=late, today=today),
        tone=TONES[standing],
    )


def pages_of(lines: Sequence[AssignmentLine], choosing: Choosing) -> Pages:
    return Pages(len(lines), PAGE_SIZE, choosing.page)


def list_page(
    lines: Sequence[AssignmentLine],
    executors: Executors,
    choosing: Choosing,
    *,
    may_see_all: bool,
    bodies: tuple[Chip, ...] = (),
) -> ListPage:
    """The page; the search looks into texts, numbers, subjects and executors."""

    def searchable(line: AssignmentLine) -> str:
        return " ".join((line.code, line.text, line.item_title, *shown(executors, line.id)))

    found = searched(lines, choosing.wanted.q, searchable)
    chosen = choosing.chosen(found)
    pages = pages_of(chosen, choosing)
    return ListPage(
        rows=tuple(
            row_of(line, line.text, shown(executors, line.id), choosing.today)
            for line in pages.part(chosen)
        ),
        found=pages.found,
        number=pages.number,
        total=pages.total,
        wanted=choosing.wanted,
        standings=choosing.standings(found),
        years=choosing.years(found),
        kinds=choosing.kinds(found),
        may_see_all=may_see_all,
        is_filtered=len(chosen) < len(lines),
        bodies=bodies,
    )


def shown(executors: Executors, assignment_id: UUID) -> tuple[str, ...]:
    return tuple(each.shown for each in executors.get(assignment_id, ()))
