"""What the composition of a body on paper is made of. Pure.

Names that may not be published come in as None, so that no paper can tell them by mistake.
"""

from dataclasses import dataclass
from datetime import date, datetime

from core.kernel.names import PersonName
from council.membership.rules import BodyKind, Category, Office

# The noun that stands for a body in running text, in the genitive.
NOUNS = {
    BodyKind.COUNCIL: "Совета",
    BodyKind.WORKING_GROUP: "рабочей группы",
    BodyKind.COMMISSION: "комиссии",
}


@dataclass(frozen=True, slots=True)
class PaperMember:
    """A member; `name` is None where nobody may be named, `instead` stands for it."""

    name: PersonName | None
    instead: str
    post: str
    category: Category | None = None
    offices: tuple[Office, ...] = ()
    is_voting: bool = True
    by_agreement: bool = False


@dataclass(frozen=True, slots=True)
class CompositionRecord:
    """A body on a day. `heads` hold its offices, whether they have a seat or not.

    `basis` is the act that the composition rests on; `is_complete` is false where names are left
    out of a public paper.
    """

    name: str
    body: str
    body_genitive: str
    noun: str
    day: date
    made_at: datetime
    basis: str
    heads: tuple[PaperMember, ...]
    members: tuple[PaperMember, ...]
    is_complete: bool = True
    address: str = ""
