"""Sections region, organizations, companies, council_members and regulation of the file."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from core.kernel.names import PersonName, parse_full_name
from core.kernel.register import OF_FILE
from core.kernel.unreadable import Unreadable
from council.importing import words
from council.importing.region import BODY, find_id
from council.importing.regulation import Act, read_act
from council.membership.models import (
    Appointment,
    Body,
    Person,
    PublicationConsent,
    Seat,
)
from council.membership.rules import BodyKind, Category, ConsentScope, Office

BY_AGREEMENT = " (по согласованию)"


@dataclass(slots=True)
class Member:
    """A member of the file; `id` is set when written."""

    code: str
    name: PersonName
    values: dict[str, object]
    organisation: str | None
    category: Category
    offices: tuple[Office, ...]
    is_voting: bool
    by_agreement: bool
    since: date
    consents: bool
    id: UUID | None = None


def read_members(root: Node, known: Known) -> Writer:
    members: dict[str, Member] = {}
    for node in root["council_members"].each():
        member = read_member(node, known)
        if member.code in members:
            node["id"].fault(f"{member.code!r} stands here twice")
        members[member.code] = member
    known["members"] = dict(members)
    zone, capital = known["region"]["region"]["zone"], known["region"]["region"]["capital"]
    act = read_act(root["regulation"]["act"])
    council_name = str(known["region"]["region"]["council_name"])

    def write(work: Import) -> None:
        body_id = write_body(work, council_name, str(zone), str(capital), act)
        known["bodies"] = {BODY: {"id": body_id}}
        for member in members.values():
            write_member(work, member, body_id, known, act)
        db.session.flush()

    return write


def read_member(node: Node, known: Known) -> Member:
    category = node.needed("category")
    role = node.needed("council_role")
    office = role.one_of(words.ROLES)
    offices = [office] if office else []
    offices += [o for word, o in words.OFFICES_BY_CATEGORY.items() if category.value == word and o]
    for unused in ("initials_after", "initials_before"):
        node[unused].text()
    if node["organization_id"].is_given:
        node["organization_id"].known(known["organisations"])
    return Member(
        code=node.needed("id").text(longest=40),
        name=read_name(node.needed("full_name")),
        values={
            "gender": node.needed("gender").one_of(words.GENDERS),
            "genitive": node["genitive"].text(longest=200),
            "dative": node["dative"].text(longest=200),
            "instrumental": node["instrumental"].text(longest=200),
            "position": node["position"].text().removesuffix(BY_AGREEMENT),
            "email": node["email"].text(longest=254),
        },
        organisation=node["organization_id"].value,
        category=category.one_of(words.CATEGORIES),
        offices=tuple(offices),
        is_voting=node["voting"].flag(default=True),
        by_agreement=node["by_agreement"].flag(),
        since=node.needed("appointed_on").day(),
        consents=node["publication_consent"].flag(),
    )


def read_name(node: Node, text: str | None = None) -> PersonName:
    """The name in the node, or in a part of its `text`."""
    try:
        return parse_full_name(node.text(longest=200) if text is None else text)
    except Unreadable:
        node.fault("is no name of the form «Фамилия Имя Отчество»")
        return PersonName("?", "?")


def write_body(work: Import, name: str, zone: str, city: str, act: Act) -> UUID:
    existing = db.session.scalar(select(Body.id).where(Body.slug == BODY))
    if existing is not None:
        return existing
    body = Body(
        id=uuid4(),
        slug=BODY,
        kind=BodyKind.COUNCIL,
        name=name,
        name_genitive=genitive(name),
        short_name=name.split(" при ", maxsplit=1)[0],
        zone=zone,
        city=city,
        founded_on=act.on,
        founded_by=act.words,
    )
    db.session.add(body)
    db.session.flush()
    work.note("body", body.id)
    return body.id


def genitive(name: str) -> str:
    """«Экспортный совет при …» in the genitive; another name keeps its form until edited."""
    return name.replace("Экспортный совет", "Экспортного совета", 1)


def write_member(work: Import, member: Member, body_id: UUID, known: Known, act: Act) -> None:
    member.id = find_id(Person, member.code)
    if member.id is not None:
        return
    member.id = uuid4()
    organisation_id = (
        known["organisations"][member.organisation]["id"] if member.organisation else None
    )
    name = member.name
    db.session.add(
        Person(
            id=member.id,
            code=member.code,
            surname=name.surname,
            given_name=name.given,
            patronymic=name.patronymic,
            organisation_id=organisation_id,
            **member.values,
        )
    )
    db.session.flush()
    work.note("person", member.id)
    db.session.add(
        Seat(
            body_id=body_id,
            person_id=member.id,
            category=member.category,
            is_voting=member.is_voting,
            by_agreement=member.by_agreement,
            position=str(member.values["position"]),
            held_from=member.since,
            basis=act.words if member.since == act.on else "",
        )
    )
    add_offices_and_consents(member, body_id, act)


def add_offices_and_consents(member: Member, body_id: UUID, act: Act) -> None:
    for office in member.offices:
        db.session.add(
            Appointment(
                body_id=body_id,
                person_id=member.id,
                office=office,
                held_from=member.since,
                basis=act.words,
            )
        )
    given_at = datetime(member.since.year, member.since.month, member.since.day, tzinfo=UTC)
    for scope in (ConsentScope.NAME, ConsentScope.POSITION) if member.consents else ():
        db.session.add(
            PublicationConsent(
                person_id=member.id, scope=scope, text_version=OF_FILE, given_at=given_at
            )
        )
