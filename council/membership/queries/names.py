"""The name of a loaded person as a value."""

from core.kernel.names import PersonName
from council.membership.models import Person


def name_of(person: Person) -> PersonName:
    return PersonName(person.surname, person.given_name, person.patronymic)
