"""Names on a public page of a meeting: only people with a ground, in texts their role instead.

The same masks as in the published minutes: what is hidden there is hidden here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from uuid import UUID

from core.kernel.names import PersonName, parse_full_name
from core.kernel.search import fold
from core.kernel.unreadable import Unreadable
from council.membership.queries import PublicPerson, public_people
from council.membership.queries.publication import grounds_of
from council.membership.rules.publication import public_name
from council.minutes.rules.redaction import INVITED, MEMBER, masked
from council.minutes.rules.surnames import Hidden, letters
from portal.meetings.queries.beside import Beside, Line
from portal.meetings.queries.head import MeetingHead
from portal.meetings.queries.people import list_names

# So much of a surname stays the same in every case; a text without it needs no search.
STEM = 2


@dataclass(frozen=True, slots=True)
class Naming:
    """Who may be named on the page, and the masks for all others who took part."""

    people: Mapping[UUID, PublicPerson]
    hidden: tuple[Hidden, ...] = ()
    kept: frozenset[str] = frozenset()

    def name(self, person_id: UUID | None) -> str | None:
        """«Рябинина Е.П.», or None."""
        found = self.people.get(person_id) if person_id else None
        return found.name.initials_after if found and found.name else None

    def position(self, person_id: UUID | None) -> str:
        found = self.people.get(person_id) if person_id else None
        return found.position if found else ""

    def shown(self, text: str) -> str:
        """The text with roles in place of the names that are not public."""
        folded = fold(text)
        concerned = [h for h in self.hidden if fold(h.name.surname)[:STEM] in folded]
        return reduce(lambda done, each: masked(done, each, self.kept), concerned, text)


def load_naming(head: MeetingHead, lines: Sequence[Line]) -> Naming:
    """Two statements; the grounds are those of the meeting's day, the consents those of now."""
    names = {line.person_id: line.name for line in lines if line.person_id and line.name}
    people = public_people([person_id for person_id in names if person_id], head.day)
    return naming(names, people, lines)


def naming(
    names: Mapping[UUID, PersonName], people: Mapping[UUID, PublicPerson], lines: Sequence[Line]
) -> Naming:
    def is_public(person_id: UUID) -> bool:
        return person_id in people and people[person_id].name is not None

    members = [Hidden(name, MEMBER) for key, name in names.items() if not is_public(key)]
    guests = [
        Hidden(name, INVITED)
        for line in lines
        if line.kind is Beside.GUEST and not line.flag and (name := read_name(line.text))
    ]
    kept = {
        fold(name.surname)[:3] + letters(name.initials)
        for key, name in names.items()
        if is_public(key)
    }
    longest_first = sorted([*members, *guests], key=lambda each: -len(each.name.surname))
    return Naming(people, tuple(longest_first), frozenset(kept))


def read_name(text: str) -> PersonName | None:
    try:
        return parse_full_name(text)
    except Unreadable:
        return None


NOBODY_HIDDEN = Naming({})


def load_general_naming(today: date) -> Naming:
    """For texts of many meetings at once: everybody known, the grounds of today; two statements."""
    names = list_names()
    grounds = grounds_of(set(names), today)
    people = {key: PublicPerson(public_name(name, grounds[key]), "") for key, name in names.items()}
    return naming(names, people, ())
