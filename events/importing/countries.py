"""Section countries of the file."""

from sqlalchemy import select

from core.adapters.database import db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from events.programme.models import Country

CODE = 2


def read_countries(root: Node, known: Known) -> Writer:
    found: dict[str, dict[str, object]] = {}
    priority = {each.text() for each in root["region"]["priority_countries"].each()}
    for node in root["countries"].each():
        code = node.needed("code")
        if len(code.text()) != CODE or not code.text().isupper():
            code.fault("has to be two capital letters (ISO 3166)")
        found[code.text(longest=CODE)] = country(node, priority)
    known["countries"] = dict(found)

    def write(work: Import) -> None:
        there = set(db.session.scalars(select(Country.code)))
        for code, values in found.items():
            if code not in there:
                db.session.add(Country(code=code, **values))
                work.added["country"] += 1
        db.session.flush()

    return write


def country(node: Node, priority: set[str]) -> dict[str, object]:
    official = node.needed("official").text(longest=200)
    return {
        "name": node["short"].text(longest=100) or official[:100],
        "official": official,
        "accusative": node["accusative"].text(longest=200),
        "prepositional": node["prepositional"].text(longest=200),
        "has_trade_mission": node["has_trade_mission"].flag(),
        "has_rec_office": node["has_rec_office"].flag(),
        "is_priority": node["code"].value in priority,
    }
