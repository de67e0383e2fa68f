"""Names on a public page of a meeting: only people with a ground, in texts their role instead.

The same masks as in the published minutes: what is hidden there is hidden here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from core.kernel.names import PersonName
from core.kernel.search import fold
from council.assignments.queries.naming import load_naming as load_general_naming
from council.membership.queries.publication import grounds_of
from council.membership.rules.papers import NOUNS
from council.membership.rules.publication import Grounds, public_name, public_position
from council.minutes.queries.names import hidden_of, name_in
from council.minutes.rules.redaction import all_masked
from council.minutes.rules.surnames import Hidden, letters
from portal.meetings.queries.head import MeetingHead
from portal.meetings.queries.people import list_everybody

__all__ = ["NOBODY_HIDDEN", "Masks", "Naming", "load_general_naming", "load_naming"]


class Masks(Protocol):
    """Shows a text as visitors may read it."""

    def shown(self, text: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Naming:
    """Who may be named on the page, and the masks for all others who took part."""

    names: Mapping[UUID, PersonName] = field(default_factory=dict)
    grounds: Mapping[UUID, Grounds] = field(default_factory=dict)
    hidden: tuple[Hidden, ...] = ()
    kept: frozenset[str] = frozenset()

    def name(self, person_id: UUID | None) -> str | None:
        """«Рябинина Е.П.», or None."""
        if person_id is None or person_id not in self.names:
            return None
        found = public_name(self.names[person_id], self.grounds[person_id])
        return found.initials_after if found else None

    def post(self, person_id: UUID | None, post: str) -> str:
        """The post if it may be told."""
        known = person_id is not None and person_id in self.grounds
        return public_position(post, self.grounds[person_id]) if known and person_id else ""

    def shown(self, text: str) -> str:
        """The text with roles in place of the names that are not public."""
        return all_masked(text, self.hidden, self.kept)


NOBODY_HIDDEN = Naming()


def load_naming(head: MeetingHead) -> Naming:
    """Two statements; the grounds are those of the meeting's day, the consents those of now."""
    rows = list_everybody(head)
    people = {row.person_id: name_in(row) for row in rows if row.person_id}
    grounds = grounds_of(set(people), head.day)
    hidden = {row: hidden_of(row, grounds, NOUNS[head.body_kind]) for row in rows}
    named = [name_in(row) for row, mask in hidden.items() if mask is None]
    return naming(people, grounds, [mask for mask in hidden.values() if mask], named)


def naming(
    people: Mapping[UUID, PersonName],
    grounds: Mapping[UUID, Grounds],
    hidden: Iterable[Hidden],
    named: Iterable[PersonName],
) -> Naming:
    longest_first = sorted(hidden, key=lambda each: -len(each.name.surname))
    kept = frozenset(fold(name.surname)[:3] + letters(name.initials) for name in named)
    return Naming(people, grounds, tuple(longest_first), kept)
