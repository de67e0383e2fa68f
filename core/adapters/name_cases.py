"""Proposals for the case forms of a name, by pytrovich and a few corrections of its rules.

Proposals only: a person looks at them and what is stored is what the person left. Surname with
initials («Рябининой Е.П.»), since that is how lists and minutes name people.
"""

from dataclasses import dataclass
from functools import cache

from pymorphy3.analyzer import Parse
from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from core.adapters.lemmas import analyzer
from core.kernel.names import PersonName
from core.kernel.typography import tied

CASES = (Case.GENITIVE, Case.DATIVE, Case.INSTRUMENTAL)
# What the library's rules get wrong for men, by the end of the surname: its three case forms.
CORRECTED = {
    "соловей": ("соловья", "соловью", "соловьём"),
    "воробей": ("воробья", "воробью", "воробьём"),
    "муравей": ("муравья", "муравью", "муравьём"),
    "ич": ("ича", "ичу", "ичом"),
}
# In the dative as well, since the word itself is put into it before the next one is looked at.
ADJECTIVE_ENDINGS = ("ий", "ый", "ому", "ему")


@dataclass(frozen=True, slots=True)
class CaseForms:
    """Surname with initials in the cases that documents need."""

    genitive: str
    dative: str
    instrumental: str


def propose_cases(name: PersonName, *, is_male: bool) -> CaseForms:
    """The likely case forms of surname and initials."""
    surnames = corrected(name.surname) if is_male else None
    if surnames is None:
        gender = Gender.MALE if is_male else Gender.FEMALE
        surnames = [
            str(maker().make(NamePart.LASTNAME, gender, case, name.surname)) for case in CASES
        ]
    return CaseForms(*(tied(surname, name.initials) for surname in surnames))


def corrected(surname: str) -> list[str] | None:
    """The forms by our own table, in the capitals of the surname."""
    for end, forms in CORRECTED.items():
        if surname.casefold().endswith(end):
            stem = surname[: -len(end)]
            return [stem + (form if stem else form.capitalize()) for form in forms]
    return None


@cache
def maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()


def propose_dative(text: str) -> str:
    """A post or an organisation, «генеральному директору завода»: adjectives and the first noun.

    What follows the noun stays as it is; a text that begins otherwise («АО», a quotation mark) is
    left alone, for a person to mend.
    """
    words = text.split(" ")
    for at, word in enumerate(words):
        found = analyzer().parse(word)[0]
        if at == 0 and ("Abbr" in found.tag or not word[:1].isalpha()):
            return text
        words[at] = in_dative(word, found)
        if "ADJF" not in found.tag and not stands_before_noun(words, at):
            break
    return " ".join(words)


def stands_before_noun(words: list[str], at: int) -> bool:
    """«управляющий партнёр»: a noun that looks like an adjective, and another one after it."""
    if at + 1 >= len(words) or not words[at].endswith(ADJECTIVE_ENDINGS):
        return False
    tag = analyzer().parse(words[at + 1])[0].tag
    return "NOUN" in tag and "nomn" in tag


def in_dative(word: str, found: Parse) -> str:
    """The word with the capitals it was typed with; itself where the dictionary knows no form."""
    made = found.inflect({"datv"}) if "nomn" in found.tag else None
    if made is None:
        return word
    if word.isupper():
        return str(made.word).upper()
    return str(made.word[:1].upper() + made.word[1:] if word[0].isupper() else made.word)
