"""Names of people: in full, with initials, in the order of lists.

Splits and joins only; case forms are stored with the person, since no rule makes them right.
"""

import re
from dataclasses import dataclass

from core.kernel.errors import N_
from core.kernel.search import fold
from core.kernel.typography import clean_spaces, tied
from core.kernel.unreadable import Unreadable

# Patronymics of Turkic peoples end in a word of their own: «Рашид оглы».
PATRONYMIC_ENDINGS = frozenset({"оглы", "оглу", "углы", "кызы", "гызы", "кизи", "улы", "уулу"})
PART = re.compile(r"[^\W\d_]+(?:['’ʼ‑-][^\W\d_]+)*", re.UNICODE)
LONGEST_NAME = 200
MOST_NAMES = 3  # surname, given name, patronymic


@dataclass(frozen=True, slots=True)
class PersonName:
    """Surname, given name and, where there is one, patronymic."""

    surname: str
    given: str
    patronymic: str | None = None

    @property
    def full(self) -> str:
        """«Рябинина Елена Павловна»."""
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def initials_after(self) -> str:
        """«Рябинина Е.П.», in lists and text."""
        return tied(self.surname, self.initials)

    @property
    def initials_before(self) -> str:
        """«А.Н. Ветлугин», in signatures."""
        return tied(self.initials, self.surname)

    @property
    def initials(self) -> str:
        """«Е.П.», «А.-М.», «Э.Р.» for «Эльдар Рашид оглы»."""
        given = "-".join(f"{part[0]}." for part in self.given.split("-") if part)
        return given + (f"{self.patronymic[0]}." if self.patronymic else "")

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """The order of lists: by surname, ё as е, capitals as small letters."""
        return fold(self.surname), fold(self.given), fold(self.patronymic or "")


def parse_full_name(text: str) -> PersonName:
    """Read «Фамилия Имя Отчество»; raises `Unreadable` where the parts cannot be told apart.

    A small word in front belongs to the surname («фон Дервиз»), one at the end to the patronymic.
    """
    words = clean_spaces(text).split()
    check_words(words)
    first = next((at for at, word in enumerate(words) if word[0].isupper()), 0)
    names = [" ".join(words[: first + 1]), *words[first + 1 :]]
    if len(names) > MOST_NAMES and names[-1].lower() in PATRONYMIC_ENDINGS:
        names[-2:] = [f"{names[-2]} {names[-1]}"]
    if not 1 < len(names) <= MOST_NAMES:
        message = N_("Enter the surname, the given name and, if there is one, the patronymic.")
        raise Unreadable("full_name_parts", message)
    return PersonName(*names)


def check_words(words: list[str]) -> None:
    odd = [word for word in words if not PART.fullmatch(word)]
    if odd or sum(map(len, words)) > LONGEST_NAME:
        message = N_("Write the name in full, in letters only: initials are made from it.")
        raise Unreadable("full_name_letters", message)
