"""Names on the public list: only people with a ground today, in texts their role instead.

The same masks as in published minutes, with the grounds of the day on which the list is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.names import PersonName
from core.kernel.search import fold
from council.membership.models import Organisation, Person
from council.membership.queries.publication import grounds_of
from council.membership.rules.publication import public_name, public_position
from council.minutes.rules.redaction import MEMBER, all_masked
from council.minutes.rules.surnames import Hidden, letters


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody who may be named in public."""

    name: PersonName
    post: str
    organisation: str


@dataclass(frozen=True, slots=True)
class PublicNaming:
    """Who may be named, and the masks for everybody else."""

    people: Mapping[UUID, NamedPerson]
    hidden: tuple[Hidden, ...] = ()
    kept: frozenset[str] = frozenset()

    def shown(self, text: str) -> str:
        """The text with roles in place of the names that are not public."""
        return all_masked(text, self.hidden, self.kept)


def load_naming(today: date) -> PublicNaming:
    """Everybody known; two statements. A council knows some tens of people."""
    p, o = Person, Organisation
    query = select(
        *(p.id, p.surname, p.given_name, p.patronymic, p.position, o.short_name, o.name),
        *(p.gender, p.genitive, p.dative, p.instrumental),
    ).outerjoin(o, o.id == p.organisation_id)
    rows: list[Any] = list(db.session.execute(query))
    grounds = grounds_of({row[0] for row in rows}, today)
    named, hidden = {}, []
    for row in rows:
        name = PersonName(*row[1:4])
        if public_name(name, grounds[row[0]]) is None:
            hidden.append(Hidden(name, MEMBER, *row[7:]))
        else:
            post = public_position(row[4], grounds[row[0]])
            named[row[0]] = NamedPerson(name, post, row[5] or row[6] or "")
    longest_first = sorted(hidden, key=lambda each: -len(each.name.surname))
    kept = {fold(each.name.surname)[:3] + letters(each.name.initials) for each in named.values()}
    return PublicNaming(named, tuple(longest_first), frozenset(kept))
