"""Section business_mission: the people of its delegation, of the companies and of the region.

No passports: the file has none, and they would not belong there.
"""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.adapters.derived import token_hash
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from core.kernel.names import PersonName
from council.importing.membership import read_name
from events.importing import words
from events.importing.events import find_event
from events.importing.missions import name_of
from events.missions.delegations.models import Delegation, DelegationMember
from events.missions.delegations.rules.members import DelegationRole
from events.missions.delegations.services.shared import traveller_token
from events.programme.models import Event

DASH = " – "
BOTH_DAYS = 2


@dataclass(frozen=True, slots=True)
class MemberLine:
    name: PersonName
    organisation: str = ""
    post: str = ""
    role: DelegationRole = DelegationRole.MEMBER


def read_delegation(root: Node, known: Known) -> Writer:
    node = root["business_mission"]
    members = [*read_officials(node["officials"]), *read_delegates(node["participants"], known)]
    days = read_days(node["dates"])
    heads = [line for line in members if line.role is DelegationRole.HEAD]
    if len(heads) > 1:
        node["officials"].fault("more than one head of the delegation")

    def write(work: Import) -> None:
        event = find_event(node["event_code"].value)
        if members and event is not None and not has_delegation(event):
            store(event, members, days, work)

    return write


def read_officials(node: Node) -> list[MemberLine]:
    """«Фамилия Имя Отчество – роль»; an unknown role is a post."""
    found = []
    for each in node.each():
        name, _, role = each.text().partition(DASH)
        found.append(
            MemberLine(
                read_name(each, name),
                post=role[:200],
                role=words.DELEGATION_ROLES.get(role, DelegationRole.MEMBER),
            )
        )
    return found


def read_delegates(node: Node, known: Known) -> list[MemberLine]:
    return [
        MemberLine(read_name(person, person.text()), name_of(known, company["company_id"].text()))
        for company in node.each()
        for person in company["delegates"].each()
    ]


def read_days(node: Node) -> tuple[date | None, date | None]:
    """First and last day of the journey; neither where the file is silent."""
    days = [each.day() for each in node.each()]
    if not days:
        return None, None
    if len(days) != BOTH_DAYS or days[1] < days[0]:
        node.fault("has to be the first and the last day")
    return days[0], days[-1]


def has_delegation(event: Event) -> bool:
    there = select(Delegation.id).where(Delegation.event_id == event.id)
    return db.session.scalar(there) is not None


def store(
    event: Event, members: list[MemberLine], days: tuple[date | None, date | None], work: Import
) -> None:
    delegation = Delegation(id=uuid4(), event_id=event.id, created_at=work.now, changed_at=work.now)
    db.session.add(delegation)
    db.session.flush()
    for line in members:
        key = uuid4()
        db.session.add(
            DelegationMember(
                id=key,
                delegation_id=delegation.id,
                surname=line.name.surname,
                given=line.name.given,
                patronymic=line.name.patronymic or "",
                organisation=line.organisation,
                post=line.post,
                role=line.role,
                arrives_on=days[0],
                leaves_on=days[1],
                token_hash=token_hash(traveller_token(key)),
                changed_at=work.now,
            )
        )
    db.session.flush()
    work.note("delegation", delegation.id)
