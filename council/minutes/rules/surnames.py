"""Finds a person's name in running Russian text, whatever its case, order and spaces. Pure.

A surname's endings follow no rule that always holds, so whatever begins like it and ends like a
case form is taken for it: what is to be hidden is rather hidden once too often.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from core.kernel.names import PersonName
from core.kernel.search import fold
from council.membership.rules import Gender

SPACE = r"[\s\u00a0\u202f]*"
BREAK = r"[\s\u00a0\u202f]+"
STRIPPED = ("ая", "яя", "ий", "ый", "ой", "ей", "ое", "а", "я", "о", "е", "й", "ь", "и", "ы", "у")
SHORTEST_STEM = 2
ENDINGS = (
    "а|я|о|е|ё|и|ы|у|ю|й|ь|ом|ем|ём|ым|им|ой|ей|ёй|ою|ею|ий|ый|ая|яя|ое|ее|ого|его|ому|ему|ую|юю"
    "|ых|их|ыми|ими|ые|ие|ам|ям|ами|ями|ах|ях|ья|ью|ье|ьи|ьём|ьем|ьей|ьёй|ьею"
)
FLEETING = re.compile(r"^(.+)[оеё]([бвгджзклмнпрстфхцчшщй])ь?$")
GENITIVE = {"а", "я", "ого", "его", "ья"}
DATIVE = {"у", "ю", "ому", "ему", "ью"}
INSTRUMENTAL = {"ом", "ем", "ём", "ым", "им", "ьём", "ьем"}


@dataclass(frozen=True, slots=True)
class Role:
    """What stands instead of a name, in the cases that texts need, and as a counted plural."""

    nominative: str
    genitive: str
    dative: str
    instrumental: str


@dataclass(frozen=True)
class Hidden:
    """A person who must not be named. Known case forms may be given, with initials or without."""

    name: PersonName
    role: Role
    gender: Gender | None = None
    genitive: str = ""
    dative: str = ""
    instrumental: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The surname in any case with what belongs to it: initials or the other names."""
        words = re.split(r"([\s-])", self.name.surname)
        whole = "".join(one_word(word) for word in words)
        before = rf"(?P<before>{INITIALS}{SPACE}|{self._given}{BREAK})?"
        after = rf"(?P<after>{SPACE}{INITIALS}|{BREAK}{self._given})?"
        return re.compile(rf"(?<!\w){before}(?P<surname>{whole})(?:(?={INITIALS})|(?!\w)){after}")

    @cached_property
    def marks(self) -> tuple[frozenset[str], ...]:
        """Of each word of the surname what all its forms begin with, one or the other, folded."""
        words = [word for word in re.split(r"[\s-]", self.name.surname) if word]
        return tuple(
            frozenset(map(folded, stems(word.lower()) if word[0].isupper() else [word]))
            for word in words
        )

    def may_stand_in(self, text: str) -> bool:
        """Whether a folded text is worth a search: to look for a mark costs next to nothing."""
        return all(any(mark in text for mark in word) for word in self.marks)

    @property
    def _given(self) -> str:
        """The given name and the patronymic in any case, known by their first letters."""
        names = [one_given(part) for part in (self.name.given, self.name.patronymic) if part]
        if not names:
            return "(?!)"
        first, *rest = names
        return first + "".join(rf"(?:{BREAK}{name})?" for name in rest)

    def case_of(self, surname: str) -> str:
        """The role in the case of the found form; the nominative where nothing tells."""
        found = fold(surname)
        forms = (self.name.surname, self.genitive, self.dative, self.instrumental)
        roles = (self.role.nominative, self.role.genitive, self.role.dative, self.role.instrumental)
        for form, role in zip(forms, roles, strict=True):
            if form and fold(without_initials(form)) == found:
                return role
        return self._guessed(found)

    def _guessed(self, found: str) -> str:
        if self.gender is Gender.FEMALE:
            return self.role.genitive
        if found.endswith(tuple(INSTRUMENTAL)):
            return self.role.instrumental
        if found.endswith(tuple(DATIVE)):
            return self.role.dative
        return self.role.genitive if found.endswith(tuple(GENITIVE)) else self.role.nominative

    @property
    def initials(self) -> str:
        return letters(self.name.initials)


INITIALS = rf"[А-ЯЁA-Z]\.(?:{SPACE}-?{SPACE}[А-ЯЁA-Z]\.)?"


def folded(text: str) -> str:
    """As `fold`, also for the few signs whose large form is that of another (ı, ß)."""
    return fold(text.upper())


def concerned(hidden: Iterable[Hidden], text: str) -> list[Hidden]:
    """Those whose name may stand in the text; for the others it needs no search."""
    found = folded(text)
    return [person for person in hidden if person.may_stand_in(found)]


def letters(initials: str) -> str:
    """«Е.П.», «Е. П.» → «еп», for comparing."""
    return re.sub(r"[\W_]", "", fold(initials))


def without_initials(form: str) -> str:
    return re.sub(rf"{BREAK}{INITIALS}\s*$", "", form)


def either_e(text: str) -> str:
    """A pattern of the text in which е and ё are one letter."""
    return "".join("[её]" if sign in "её" else re.escape(sign) for sign in text)


def one_word(word: str) -> str:
    """A pattern of one word of a surname, of a hyphen or a space in it."""
    if not word.strip():
        return BREAK
    if not word[0].isalpha():
        return re.escape(word)
    return one_surname(word) if word[0].isupper() else f"(?i:{either_e(word)})"


def one_surname(surname: str) -> str:
    """A pattern of a surname's forms, written with a capital or in capitals."""
    written = "|".join(
        f"{capital(stem)}(?:{ENDINGS})?|{upper(stem)}(?:{upper(ENDINGS)})?"
        for stem in stems(surname.lower())
    )
    exact = either_e(surname.lower())
    return f"(?:{written}|{capital_pattern(exact, surname)}|{upper(surname.lower())})"


def stems(surname: str) -> list[str]:
    """What the forms of a surname have in common; more where a vowel falls out (Соловей)."""
    cut = {surname.removesuffix(end) for end in STRIPPED if surname.endswith(end)}
    found = sorted(stem for stem in cut if len(stem) >= SHORTEST_STEM) or [surname]
    if fleeting := FLEETING.match(surname):
        head, tail = fleeting.groups()
        if len(head) >= SHORTEST_STEM:
            found += [f"{head}ь"] if tail == "й" else [head + tail, f"{head}ь{tail}"]
    return found


def capital(stem: str) -> str:
    return capital_pattern(either_e(stem), stem)


def capital_pattern(pattern: str, text: str) -> str:
    """The pattern with its first letter large."""
    first = either_e(text[0].lower())
    return re.sub(r"^" + re.escape(first), lambda _: upper(text[0].lower()), pattern, count=1)


def upper(text: str) -> str:
    return "".join("[ЕЁ]" if sign in "её" else upper_sign(sign) for sign in text)


def upper_sign(sign: str) -> str:
    return sign if sign == "|" else re.escape(sign.upper())


def one_given(name: str) -> str:
    """A given name or patronymic in any case: «Пётр», «Петра», «Рашид оглы»."""
    words = [rf"{upper(word[0].lower())}[а-яёa-z-]+" for word in name.split()[:1]]
    words += [re.escape(word) for word in name.split()[1:]]
    return BREAK.join(words)
