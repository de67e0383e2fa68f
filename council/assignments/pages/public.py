"""The list of assignments for visitors: no name without a ground, nothing of the control."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from council.assignments.pages.filters import Choosing, searched
from council.assignments.pages.listing import Executors, ListPage, pages_of, row_of
from council.assignments.queries import AssignmentLine, ExecutorRow, PublicNaming
from council.meetings.rules.addresses import MeetingAddress
from council.membership.rules.publication import UNNAMED


@dataclass(frozen=True, slots=True)
class Publishing:
    """How visitors may read the rows of one body; `slug` is that of a body of its own address."""

    naming: PublicNaming
    slug: str | None = None

    def who(self, row: ExecutorRow) -> str:
        """A body by its name; a person by name and post if there is a ground to name them."""
        if row.person_id is None:
            return self.naming.shown(row.organisation)
        person = self.naming.people.get(row.person_id)
        if person is None:
            return gettext(UNNAMED)
        return ", ".join(part for part in (person.name.initials_after, person.post) if part)

    def address(self, line: AssignmentLine) -> str:
        return MeetingAddress(line.meeting_year, line.meeting_number, self.slug).page


def public_page(
    lines: Sequence[AssignmentLine],
    executors: Executors,
    choosing: Choosing,
    publishing: Publishing,
) -> ListPage:
    """The page; only what visitors read can be searched, or the search would tell the rest."""

    def who(line: AssignmentLine) -> tuple[str, ...]:
        return tuple(map(publishing.who, executors.get(line.id, ())))

    def searchable(line: AssignmentLine) -> str:
        return " ".join((line.code, publishing.naming.shown(line.text), *who(line)))

    found = searched(lines, choosing.wanted.q, searchable)
    chosen = choosing.chosen(found)
    pages = pages_of(chosen, choosing)
    return ListPage(
        rows=tuple(
            row_of(
                line,
                publishing.naming.shown(line.text),
                who(line),
                choosing.today,
                publishing.address(line),
            )
            for line in pages.part(chosen)
        ),
        found=pages.found,
        number=pages.number,
        total=pages.total,
        wanted=choosing.wanted,
        standings=choosing.standings(found),
        years=choosing.years(found),
        kinds=choosing.kinds(found),
        is_filtered=len(chosen) < len(lines),
    )
