"""Proposals for the case forms of a name, by pytrovich and a few corrections of its rules.

Proposals only: a person looks at them and what is stored is what the person left. Surname with
initials («Рябининой Е.П.»), since that is how lists and minutes name people.
"""

from dataclasses import dataclass
from functools import cache

from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

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
