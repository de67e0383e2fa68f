"""What visitors read of minutes: restricted parts and names without a ground are left out. Pure.

The signed text stays as it is; the public one is made from it each time, so that a consent that is
withdrawn takes effect on old minutes too (DOMAIN.md § 4.2, invariant 20). It says that, and how
much, was left out.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby

from core.kernel.names import PersonName
from core.kernel.russian import counted
from core.kernel.search import fold
from council.minutes.rules.surnames import Hidden, Role, concerned, letters
from council.minutes.rules.words import PartKind

BUSINESS = Role(
    "представитель субъекта предпринимательства",
    "представителя субъекта предпринимательства",
    "представителю субъекта предпринимательства",
    "представителем субъекта предпринимательства",
)
INVITED = Role(
    "приглашённый участник",
    "приглашённого участника",
    "приглашённому участнику",
    "приглашённым участником",
)
MEMBER = Role("член Совета", "члена Совета", "члену Совета", "членом Совета")
LEFT_OUT = "[Эта часть протокола не публикуется: доступ к ней ограничен.]"
ITEM_LEFT_OUT = "[Сведения по пункту %s повестки дня не публикуются: доступ к ним ограничен.]"
ITEM_NUMBER = re.compile(r"\s*([\dIVXLC]+)\.")
RESTRICTABLE = frozenset({PartKind.ATTENDANCE, PartKind.ITEM, PartKind.ATTACHMENTS})


@dataclass(frozen=True, slots=True)
class SignedPart:
    """A part as it was signed."""

    kind: PartKind
    text: str
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class PublicPart:
    kind: PartKind
    text: str
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class PublicMinutes:
    """The public text, and how many parts and people it leaves out."""

    parts: tuple[PublicPart, ...]
    parts_left_out: int
    people_left_out: int

    @property
    def text(self) -> str:
        return "\n\n".join(part.text for part in self.parts)

    @property
    def is_complete(self) -> bool:
        return not self.parts_left_out and not self.people_left_out


def public_minutes(
    parts: Sequence[SignedPart], hidden: Collection[Hidden], named: Collection[PersonName] = ()
) -> PublicMinutes:
    """The minutes for everybody. `named` are those who may be named, so that a namesake stays."""
    longest_first = sorted(hidden, key=lambda each: -len(each.name.surname))
    kept = {fold(name.surname)[:3] + letters(name.initials) for name in named}
    shown = tuple(public_part(part, longest_first, kept) for part in parts)
    open_text = "\n".join(part.text for part in parts if not part.is_restricted)
    return PublicMinutes(
        shown,
        parts_left_out=sum(part.is_left_out for part in shown),
        people_left_out=sum(occurs(each, open_text, kept) for each in concerned(hidden, open_text)),
    )


def public_part(part: SignedPart, hidden: Sequence[Hidden], kept: Collection[str]) -> PublicPart:
    if part.is_restricted:
        return PublicPart(part.kind, note_of(part), is_left_out=True)
    text = part.text
    if part.kind is PartKind.ATTENDANCE:
        text = without_lines(text, hidden, kept)
    return PublicPart(part.kind, all_masked(text, hidden, kept))


def note_of(part: SignedPart) -> str:
    number = ITEM_NUMBER.match(part.text)
    return ITEM_LEFT_OUT % number[1] if part.kind is PartKind.ITEM and number else LEFT_OUT


def all_masked(text: str, hidden: Iterable[Hidden], kept: Collection[str]) -> str:
    """The text with roles in place of the names of hidden people, of the longest surname first."""
    return reduce(lambda done, each: masked(done, each, kept), concerned(hidden, text), text)


def masked(text: str, person: Hidden, kept: Collection[str]) -> str:
    """The text with the person's role in place of the name, in its case."""

    def instead(found: re.Match[str]) -> str:
        if is_namesake(found, person, kept):
            return found[0]
        role = person.case_of(found["surname"])
        return sentence_case(role) if begins_line(text, found.start()) else role

    return person.pattern.sub(instead, text)


def is_namesake(found: re.Match[str], person: Hidden, kept: Collection[str]) -> bool:
    """Whether the initials say that it is somebody of that surname who may be named."""
    beside = found["after"] or found["before"] or ""
    initials = letters(beside) if "." in beside else ""
    if not initials or person.initials.startswith(initials):
        return False
    return fold(found["surname"])[:3] + initials in kept


def occurs(person: Hidden, text: str, kept: Collection[str]) -> bool:
    return any(not is_namesake(found, person, kept) for found in person.pattern.finditer(text))


def begins_line(text: str, at: int) -> bool:
    return not text[:at].rpartition("\n")[2].strip()


def sentence_case(text: str) -> str:
    return text[0].upper() + text[1:]


def without_lines(text: str, hidden: Sequence[Hidden], kept: Collection[str]) -> str:
    """The roll without the lines of hidden people: a post names its holder as well as a name.

    Their roles stand at the end of each list, counted.
    """
    blocks = (block_without(block, hidden, kept) for block in text.split("\n\n"))
    return "\n\n".join(blocks)


def block_without(block: str, hidden: Sequence[Hidden], kept: Collection[str]) -> str:
    lines = block.split("\n")
    roles = [(line, role_of(line, hidden, kept)) for line in lines]
    shown = [line for line, role in roles if role is None]
    instead = sorted((role.nominative for _, role in roles if role is not None))
    return "\n".join([*shown, *(how_many(role, each) for role, each in groupby(instead))])


def role_of(line: str, hidden: Sequence[Hidden], kept: Collection[str]) -> Role | None:
    """The role of the hidden person whom a line of a list is about."""
    for person in concerned(hidden, line):
        found = person.pattern.match(line)
        if found and not is_namesake(found, person, kept) and line[found.end() :][:1] in {"", " "}:
            return person.role
    return None


def how_many(role: str, each: Iterable[str]) -> str:
    number = len(list(each))
    if number == 1:
        return sentence_case(role)
    return f"{sentence_case(role)} – {counted(number, 'человек', 'человека', 'человек')}"


def with_body(role: Role, noun_genitive: str) -> Role:
    """The role with the body's own noun: «член рабочей группы»."""
    forms: Mapping[str, str] = {
        name: getattr(role, name).replace("Совета", noun_genitive) for name in Role.__slots__
    }
    return replace(role, **forms)
