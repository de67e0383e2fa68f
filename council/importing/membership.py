"""Sections region, organizations, companies, council_members and regulation of the file."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters.database import Base, db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from core.kernel.identifiers import read_inn, read_ogrn
from core.kernel.names import PersonName, parse_full_name
from core.kernel.unreadable import Unreadable
from core.kernel.zones import known_zone
from core.region.models import Region
from council.importing import words
from council.membership.models import (
    Appointment,
    Body,
    Organisation,
    Person,
    PublicationConsent,
    Regulation,
    RegulationSetting,
    Seat,
)
from council.membership.rules import BodyKind, Category, ConsentScope, Office
from council.membership.rules.procedure import BY_KEY

BY_AGREEMENT = " (по согласованию)"
CONSENT_VERSION = "file"
BODY = "council"


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


def is_inn(text: str) -> bool:
    return reads(read_inn, text)


def is_ogrn(text: str) -> bool:
    return reads(read_ogrn, text)


def reads(read: object, text: str) -> bool:
    try:
        read(text)  # type: ignore[operator]
    except Unreadable:
        return False
    return True


def find_id(model: type[Base], code: str) -> UUID | None:
    """The record that an earlier import made from this id."""
    return db.session.scalar(select(model.id).where(model.code == code))  # type: ignore[attr-defined]


def read_zone(node: Node) -> str:
    """The name of a zone; Moscow's in place of an unknown one, so that reading goes on."""
    zone = node.text()
    if reads(known_zone, zone):
        return zone
    node.fault(f"{zone!r} is no time zone")
    return "Europe/Moscow"


def read_region(root: Node, known: Known) -> Writer:
    node = root.needed("region")
    zone = read_zone(node.needed("timezone"))
    values = {
        "name": node.needed("name_nom").text(),
        "name_genitive": node.needed("name_gen").text(),
        "name_dative": node.needed("name_dat").text(),
        "name_prepositional": node.needed("name_loc").text(),
        "council_name": node.needed("council_name").text(),
        "capital": node.needed("capital").text(),
        "zone": zone,
        "highest_official_title": node.needed("highest_official_title").text(),
        "standard_start_year": node.needed("standard_implementation_start_year").whole(
            low=2019, high=2100
        ),
        "extra_days": [extra_day(each) for each in root["public_holidays_extra"].each()],
    }
    known["region"] = {"region": values}

    def write(work: Import) -> None:
        if db.session.get(Region, 1) is None:
            db.session.add(Region(id=1, **values))
            work.added["region"] += 1

    return write


def extra_day(node: Node) -> dict[str, object]:
    return {
        "day": node.needed("date").day().isoformat(),
        "title": node["title"].text(),
        "working": node["working_day"].flag(),
    }


def read_organisations(root: Node, known: Known) -> Writer:
    found: dict[str, dict[str, object]] = {}
    for node in root["organizations"].each():
        found[node.needed("id").text(longest=40)] = organisation(node, node.needed("name"))
    for node in root["companies"].each():
        values = organisation(node, node.needed("full_name"))
        values |= {
            "short_name": node["short_name"].text(longest=200),
            "ogrn": node["ogrn"].checked(is_ogrn, "ОГРН"),
            "city": node["city"].text(longest=200),
        }
        found[node.needed("id").text(longest=40)] = values
    known["organisations"] = found

    def write(work: Import) -> None:
        for code, values in found.items():
            values["id"] = find_id(Organisation, code) or uuid4()
            if db.session.get(Organisation, values["id"]) is None:
                db.session.add(Organisation(code=code, **values))
                work.note("organisation", values["id"])
        db.session.flush()

    return write


def organisation(node: Node, name: Node) -> dict[str, object]:
    return {
        "name": name.text(),
        "short_name": node["short"].text(longest=200),
        "kind": node["kind"].text(longest=200),
        "inn": node["inn"].checked(is_inn, "ИНН"),
        "note": node["note"].text(longest=2000),
    }


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


def read_name(node: Node) -> PersonName:
    try:
        return parse_full_name(node.text(longest=200))
    except Unreadable:
        node.fault("is no name of the form «Фамилия Имя Отчество»")
        return PersonName("?", "?")


@dataclass(frozen=True, slots=True)
class Act:
    """The act by which the council was founded."""

    kind: str
    on: date
    number: str
    title: str
    amended_by: str

    @property
    def words(self) -> str:
        return f"{self.kind} от {self.on:%d.%m.%Y} № {self.number}"


def read_act(node: Node) -> Act:
    return Act(
        kind=node.needed("kind").text(longest=200),
        on=node.needed("date").day(),
        number=node.needed("number").text(longest=40),
        title=node.needed("title").text(),
        amended_by="; ".join(each.text() for each in node["amended_by"].each()),
    )


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
                person_id=member.id, scope=scope, text_version=CONSENT_VERSION, given_at=given_at
            )
        )


def read_regulation(root: Node, known: Known) -> Writer:
    node = root["regulation"]
    act = read_act(node["act"])
    text = "\n\n".join(each.text(longest=2000) for each in node["extracts"].each())
    settings = read_settings(node["parameters"])

    def write(work: Import) -> None:
        body_id = known["bodies"][BODY]["id"]
        query = select(Regulation.id).where(Regulation.body_id == body_id)
        if db.session.scalar(query) is not None:
            return
        regulation = Regulation(
            id=uuid4(),
            body_id=body_id,
            act_kind=act.kind,
            act_on=act.on,
            act_number=act.number,
            title=act.title,
            amended_by=act.amended_by,
            text=text,
            in_force_from=act.on,
        )
        db.session.add(regulation)
        work.note("regulation", regulation.id)
        for key, value in settings.items():
            if value != BY_KEY[key].default:
                db.session.add(
                    RegulationSetting(
                        body_id=body_id, key=key, value=value, valid_from=act.on, basis=act.words
                    )
                )

    return write


def read_settings(node: Node) -> dict[str, str]:
    """Settings as they are stored; only those that differ from the default are written."""
    settings = {}
    for name, key in words.SETTINGS.items():
        child = node[name]
        if not child.is_given:
            continue
        is_flag = BY_KEY[key].default in {"yes", "no"}
        settings[key] = ("yes" if child.flag() else "no") if is_flag else str(child.whole(high=366))
    for name, (setting, wordings) in words.WORDED_SETTINGS.items():
        if node[name].is_given:
            value = node[name].one_of(wordings)
            settings |= {setting: value} if setting else {}
    gated = [kind.one_of(words.REPORT_KINDS) for kind in node["gated_report_kinds"].each()]
    if gated:
        settings["gated_reports"] = " ".join(kind.value for kind in gated)
    return settings
