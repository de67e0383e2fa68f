"""Sections region, organizations and companies of the file."""

from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters.database import Base, db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from core.kernel.identifiers import read_inn, read_ogrn
from core.kernel.unreadable import Unreadable
from core.kernel.zones import known_zone
from core.region.models import Region
from council.membership.models import (
    Organisation,
)

BODY = "council"


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
        "contact": node["contact"].text(longest=500),
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
