"""People and organisations: recording and correcting them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.name_cases import propose_cases
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
    """Record a person; case forms left empty are proposed."""
    given = completed(values)
    person = Person(id=uuid4(), **given)
    db.session.add(person)
    db.session.flush()
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
    """Correct a person; raises `Stale` when somebody else saved first."""
    person = get_person(person_id, lock=True)
    demand_fresh(person, revision)
    old = person.organisation.name if person.organisation else ""
    changes: dict[str, Any] = dict(change(person, completed(values)))
    if changes.pop("organisation_id", None):
        chosen = values["organisation_id"]
        changes["organisation"] = [old, get_organisation(chosen).name if chosen else ""]
    if changes:
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
    organisation = Organisation(id=uuid4(), **without_blanks(values))
    db.session.add(organisation)
    db.session.flush()
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
    organisation = get_organisation(organisation_id, lock=True)
    demand_fresh(organisation, revision)
    if changes := change(organisation, without_blanks(values)):
        journal.record(
            "organisation.edited",
            subject_id=organisation_id,
            actor=actor,
            at=now,
            details=changes,
        )


def without_blanks(values: Mapping[str, Any]) -> dict[str, Any]:
    """State numbers that were left empty are unknown, not empty."""
    numbers = ("inn", "ogrn")
    return {key: value or None if key in numbers else value for key, value in values.items()}
