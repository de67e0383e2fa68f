"""Section regulation of the file: the act, its text, and settings that differ from the default."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from council.importing import words
from council.importing.region import BODY
from council.membership.models import (
    Regulation,
    RegulationSetting,
)
from council.membership.rules.procedure import BY_KEY, Initiator


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
            settings[setting] = node[name].one_of(wordings)
    return settings | read_initiators(node["extraordinary_initiators"]) | read_gate(node)


def read_initiators(node: Node) -> dict[str, str]:
    """«председатель, не менее 1/3 членов»."""
    if not node.is_given:
        return {}
    named = [Node(each.strip(), node.path, node.ledger) for each in node.text().split(",")]
    found = {each.one_of(words.INITIATORS) for each in named}
    return {"extraordinary_initiators": " ".join(each for each in Initiator if each in found)}


def read_gate(node: Node) -> dict[str, str]:
    """Reports that need an approval; those named as free of it must be others."""
    gated = [kind.one_of(words.REPORT_KINDS) for kind in node["gated_report_kinds"].each()]
    for kind in node["ungated_report_kinds"].each():
        if kind.one_of(words.REPORT_KINDS) in gated:
            kind.fault("is among gated_report_kinds too")
    return {"gated_reports": " ".join(kind.value for kind in gated)} if gated else {}
