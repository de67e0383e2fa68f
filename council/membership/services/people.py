"""People and organisations: recording and correcting them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import command
from core.adapters.name_cases import propose_cases
from core.adapters.once import add_once, is_saved
from core.kernel.names import PersonName
from core.kernel.viewers import Viewer
from council.membership.models import Organisation, Person
from council.membership.queries.organisations import get_organisation
from council.membership.queries.people import get_person
from council.membership.rules import Gender
from council.membership.services.revisions import change, demand_fresh

CASES = ("genitive", "dative", "instrumental")


@command
def create_person(values: Mapping[str, Any], *, actor: Viewer, now: datetime) -> UUID:
    """Record a person, once for each `id` given; case forms left empty are proposed."""
    given = {"id": uuid4(), **completed(values)}
    person = Person(**given)
    if not add_once(person, given):
        return person.id
    details = {"name": name_of(given).full, "position": given.get("position", "")}
    journal.record("person.created", subject_id=person.id, actor=actor, at=now, details=details)
    return person.id


@command
def edit_person(
    person_id: UUID,
    values: Mapping[str, Any],
    *,
    revision: int | None,
    actor: Viewer,
    now: datetime,
) -> None:
    """Correct a person; raises `Stale` when somebody else saved something else first."""
    person, given = get_person(person_id, lock=True), completed(values)
    if is_saved(person, given):
        return
    demand_fresh(person, revision)
    old = person.organisation.name if person.organisation else ""
    changes: dict[str, Any] = dict(change(person, given))
    if changes.pop("organisation_id", None):
        chosen = values["organisation_id"]
        changes["organisation"] = [old, get_organisation(chosen).name if chosen else ""]
    journal.record("person.edited", subject_id=person_id, actor=actor, at=now, details=changes)


def name_of(values: Mapping[str, Any]) -> PersonName:
    return PersonName(values["surname"], values["given_name"], values.get("patronymic") or None)


def completed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with proposals where a case form was left empty."""
    proposed = propose_cases(name_of(values), is_male=values["gender"] is Gender.MALE)
    return {
        **values,
        "patronymic": values.get("patronymic") or None,
        **{case: values.get(case) or getattr(proposed, case) for case in CASES},
    }


@command
def create_organisation(values: Mapping[str, Any], *, actor: Viewer, now: datetime) -> UUID:
    """Record an organisation, once for each `id` given."""
    given = {"id": uuid4(), **without_blanks(values)}
    organisation = Organisation(**given)
    if not add_once(organisation, given):
        return organisation.id
    details = {"name": organisation.name}
    journal.record(
        "organisation.created", subject_id=organisation.id, actor=actor, at=now, details=details
    )
    return organisation.id


@command
def edit_organisation(
    organisation_id: UUID,
    values: Mapping[str, Any],
    *,
    revision: int | None,
    actor: Viewer,
    now: datetime,
) -> None:
    organisation, given = get_organisation(organisation_id, lock=True), without_blanks(values)
    if is_saved(organisation, given):
        return
    demand_fresh(organisation, revision)
    journal.record(
        "organisation.edited",
        subject_id=organisation_id,
        actor=actor,
        at=now,
        details=change(organisation, given),
    )


def without_blanks(values: Mapping[str, Any]) -> dict[str, Any]:
    """State numbers that were left empty are unknown, not empty."""
    numbers = ("inn", "ogrn")
    return {key: value or None if key in numbers else value for key, value in values.items()}
